import type { Request } from 'express'
import { boardFields } from '../../forum/boards/board-fields.js'
import type { Board } from '../../forum/boards/board.js'
import { addBoard, changeBoard, requirePlace } from '../../forum/boards/change-boards.js'
import { memberNameKey } from '../../forum/members/member-name.js'
import { findByNames } from '../../forum/members/member-queries.js'
import type { Db } from '../../db/database.js'
import type { Site } from '../../forum/site/site.js'
import { hiddenNumber, line, several } from '../../field.js'
import { idNumber } from '../../fields.js'
import { messages } from '../../i18n/zh-cn.js'
import { badField, notFound } from '../../refusal.js'
import { oneLine } from '../../text/code-points.js'
import { formPage } from '../form-page.js'
import { administrators } from '../guards.js'
import type { Visit } from '../visit.js'

const fields = {
  name: boardFields.name,
  parent: hiddenNumber,
  description: boardFields.description,
  access: boardFields.access,
  groups: several(50),
  moderators: line({ most: 500 }),
}

/** GET /admin/boards/new?parent=ID and POST /admin/boards */
export const newBoardForm = boardForm(() => null)

/** GET and POST /admin/boards/:id */
export const editBoardForm = boardForm(boardOfRequest)

/** The board whose id stands in the address. Throws "not found". */
export function boardOfRequest({ site }: Visit, req: Request): Board {
  const board = site.boards.get(idNumber(req.params.id) ?? 0)
  if (!board) throw notFound()
  return board
}

function boardForm(boardOf: (visit: Visit, req: Request) => Board | null) {
  return formPage({
    view: 'admin/board-form',

    // The form names every board: who may not see it does not get it back either.
    load: (visit: Visit, req: Request) => {
      administrators(visit, req)
      return { board: boardOf(visit, req) }
    },

    fields: () => fields,

    start: (_visit, { board }, req) =>
      board === null
        ? { parent: idNumber(req.query.parent), access: 'open' as const }
        : {
            parent: board.parentId,
            name: board.name,
            description: board.description,
            access: board.access,
            groups: [...board.allowedGroups],
            moderators: board.moderators.map(({ username }) => username).join('，'),
          },

    around: ({ site }, { board }, form) => {
      const title = board?.name ?? newTitle(site, form.parent)
      const here = { name: title, href: null }
      return {
        title,
        trail: [{ name: messages.title.boards, href: '/admin/boards' }, here],
        action: board ? `/admin/boards/${board.id}` : '/admin/boards',
        head: board ? messages.title.editBoard : title,
        isNew: board === null,
        isCategory: form.parent === '',
        chosen: form.groups.split(' '),
        parents: parentsFor(site, board),
        groups: [...site.groups.values()]
          .filter((group) => group.id !== 'banned')
          .map(({ id, title }) => ({ id, title })),
      }
    },

    check: async ({ db, site }, { board }, { parent, moderators }, refused) => {
      const place = { id: board?.id ?? null, parentId: parent ?? null }
      await refused.noteLookedUp(() => requirePlace(db, site.boards, place), undefined)
      if (moderators !== undefined) await refused.noteLookedUp(() => membersNamed(db, moderators), [])
    },

    send: async (visit, { board }, { groups, moderators, parent, ...rest }) => {
      const form = {
        ...rest,
        parentId: parent,
        allowedGroups: groups.filter((group) => visit.site.groups.has(group)),
        moderatorIds: await membersNamed(visit.db, moderators),
      }
      if (board) return changeBoard(visit.db, board.id, form)
      await addBoard(visit.db, form)
      return true
    },

    done: (_visit, _thing, isChanged) => ({
      to: '/admin/boards',
      said: isChanged ? messages.admin.saved : messages.done.nothing,
    }),
  })
}

/** The members of these names, by id. Throws a Refusal on `moderators` that names those that nobody has. */
async function membersNamed(db: Db, typed: string): Promise<number[]> {
  const names = typed
    .split(/[，,、;；\s]+/)
    .map(oneLine)
    .filter((name) => name !== '')
  const members = await findByNames(db, names)
  const known = new Set(members.map(({ usernameKey }) => usernameKey))
  const strangers = names.filter((name) => !known.has(memberNameKey(name)))
  if (strangers.length > 0) throw badField('moderators', (t) => t.member.nobody([...new Set(strangers)]))
  return members.map(({ id }) => id)
}

/** Where the board may be put: not below itself, and no deeper than three levels. */
function parentsFor({ boards }: Site, board: Board | null) {
  const excluded = board ? boards.withDescendants(board.id) : []
  return boards.all
    .filter(({ id }) => !excluded.includes(id) && boards.pathTo(id).length < 3)
    .map(({ id, name }) => ({ id, name }))
}

function newTitle({ boards }: Site, parent: string): string {
  const { newCategory, newBoard, newSubBoard } = messages.title
  return [newCategory, newBoard, newSubBoard][boards.pathTo(Number(parent)).length] ?? newBoard
}
