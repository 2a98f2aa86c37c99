import type { Request, Response } from 'express'
import { z } from 'zod'
import { forgetKeptForm, keptForm, withKept, type KeptForm } from '../../forum/forms/kept-form.js'
import { memberOf, type Visit } from '../visit.js'
import { boardFields } from '../../forum/boards/board-fields.js'
import type { Board } from '../../forum/boards/board.js'
import {
  addBoard,
  changeBoard,
  moveBoard,
  requirePlace,
  type BoardForm,
} from '../../forum/boards/change-boards.js'
import type { Db } from '../../db/database.js'
import { messages } from '../../i18n/zh-cn.js'
import { findByNames } from '../../forum/members/member-queries.js'
import { memberNameKey } from '../../forum/members/member-name.js'
import { badField, Refusals, type Refusal, notFound } from '../../refusal.js'
import type { Site } from '../../forum/site/site.js'
import { oneLine } from '../../text/code-points.js'
import { formErrors, noErrors, type FormErrors } from '../../web/form.js'
import { lineLimits, lineText, parseForm, typed, idNumber } from '../../fields.js'
import { answerFor } from '../../web/http-errors.js'
import { renderPage } from '../../web/render.js'
import { adminBoards } from './admin-boards.js'

const several = z
  .union([z.string(), z.array(z.string()).max(50)])
  .default([])
  .transform((value) => (Array.isArray(value) ? value : [value]))

// Field by field, so that one that can't be read hides nothing of the others.
const parentForm = z.object({
  parent: z
    .string()
    .regex(/^\d{0,15}$/)
    .default(''),
})
const moderatorsForm = z.object({ moderators: lineText({ most: 500 }) })
const fieldsForm = boardFields.extend({ groups: several })

/** GET /admin: the desk has one room so far. */
export function showAdmin(_visit: Visit, _req: Request, res: Response): void {
  res.redirect(303, '/admin/boards')
}

/** GET /admin/boards */
export async function showBoardAdmin(visit: Visit, _req: Request, res: Response): Promise<void> {
  renderPage(res, 'admin/boards', {
    title: messages.title.boards,
    categories: adminBoards(visit.site, null),
    addHref: '/admin/boards/new',
  })
}

/** GET /admin/boards/new?parent=ID */
export async function showNewBoard(visit: Visit, req: Request, res: Response): Promise<void> {
  const parent = idNumber(req.query.parent)
  const kept = await keptBoard(visit, null)
  const form = withKept({ ...emptyForm, parent: parent === null ? '' : String(parent) }, kept)
  await renderForm(visit, res, { board: null, form, kept })
}

/** POST /admin/boards */
export async function createBoard(visit: Visit, req: Request, res: Response): Promise<void> {
  await addBoard(visit.db, await readForm(visit, req, null))
  await forgetKeptBoard(visit, req, null)
  req.session.flash = { kind: 'good', text: messages.admin.saved }
  res.redirect(303, '/admin/boards')
}

/** GET /admin/boards/:id */
export async function showBoardForm(visit: Visit, req: Request, res: Response): Promise<void> {
  const board = boardOfRequest(visit, req)
  const kept = await keptBoard(visit, board)
  const form = {
    parent: board.parentId === null ? '' : String(board.parentId),
    name: board.name,
    description: board.description,
    access: board.access as string,
    groups: [...board.allowedGroups],
    moderators: board.moderators.map((moderator) => moderator.username).join('，'),
  }
  await renderForm(visit, res, { board, form: withKept(form, kept), kept })
}

/** POST /admin/boards/:id */
export async function saveBoard(visit: Visit, req: Request, res: Response): Promise<void> {
  const board = boardOfRequest(visit, req)
  const isChanged = await changeBoard(visit.db, board.id, await readForm(visit, req, board))
  await forgetKeptBoard(visit, req, board)
  req.session.flash = { kind: 'good', text: isChanged ? messages.admin.saved : messages.done.nothing }
  res.redirect(303, '/admin/boards')
}

/** POST /admin/boards/:id/up and /down */
export async function createBoardMove(
  visit: Visit,
  req: Request,
  res: Response,
  direction: 'up' | 'down',
): Promise<void> {
  await moveBoard(visit.db, boardOfRequest(visit, req).id, direction)
  res.redirect(303, '/admin/boards')
}

/** The form with what was typed. */
export async function refillBoard(
  visit: Visit,
  req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  // The form names every board; who may not see it gets the error page.
  if (!visit.viewer?.group.mayAdminister) throw refusal
  const groups = several.safeParse((req.body as { groups?: unknown } | undefined)?.groups)
  await renderForm(visit, res, {
    board: req.params.id === undefined ? null : boardOfRequest(visit, req),
    form: {
      parent: typed(req.body, 'parent'),
      name: typed(req.body, 'name'),
      description: typed(req.body, 'description'),
      access: typed(req.body, 'access') || 'open',
      groups: groups.success ? groups.data : [],
      moderators: typed(req.body, 'moderators'),
    },
    errors: formErrors(refusal),
    status: answerFor(refusal).status,
  })
}

const formPath = (board: Board | null) => `/admin/boards/${board?.id ?? 'new'}`

function keptBoard(visit: Visit, board: Board | null): Promise<KeptForm | null> {
  return keptForm(visit.db, memberOf(visit).id, formPath(board))
}

async function forgetKeptBoard(visit: Visit, req: Request, board: Board | null): Promise<void> {
  await forgetKeptForm(visit.db, memberOf(visit).id, formPath(board), typed(req.body, 'formId'))
}

function boardOfRequest({ site }: Visit, req: Request): Board {
  const board = site.boards.get(idNumber(req.params.id) ?? 0)
  if (!board) throw notFound()
  return board
}

/** Reads the form of a board, or of a new one (null). Throws one Refusal that names all that is wrong with it. */
async function readForm({ db, site }: Visit, req: Request, board: Board | null): Promise<BoardForm> {
  const refused = new Refusals()
  const fields = refused.note(() => parseForm(fieldsForm, req.body), null)
  const parentId = await refused.noteLookedUp(() => readParent(db, site, req, board), null)
  const moderatorIds = await refused.noteLookedUp(() => readModerators(db, req), [])
  refused.throwAny(messages.refusal.checkFields)
  if (fields === null) throw new Error('a form was refused without a reason')
  const { groups, ...rest } = fields
  return { ...rest, parentId, allowedGroups: groups.filter((group) => site.groups.has(group)), moderatorIds }
}

async function readParent(
  db: Db,
  { boards }: Site,
  req: Request,
  board: Board | null,
): Promise<number | null> {
  const { parent } = parseForm(parentForm, req.body)
  const parentId = parent === '' ? null : Number(parent)
  await requirePlace(db, boards, { id: board?.id ?? null, parentId })
  return parentId
}

async function readModerators(db: Db, req: Request): Promise<number[]> {
  const { moderators } = parseForm(moderatorsForm, req.body)
  const names = moderators
    .split(/[，,、;；\s]+/)
    .map(oneLine)
    .filter((name) => name !== '')
  const members = await findByNames(db, names)
  const known = new Set(members.map(({ usernameKey }) => usernameKey))
  const strangers = names.filter((name) => !known.has(memberNameKey(name)))
  if (strangers.length > 0) throw badField('moderators', messages.member.nobody([...new Set(strangers)]))
  return members.map((member) => member.id)
}

interface BoardShown {
  board: Board | null
  form: {
    parent: string
    name: string
    description: string
    access: string
    groups: string[]
    moderators: string
  }
  kept?: KeptForm | null
  errors?: FormErrors
  status?: number
}

const emptyForm = { name: '', description: '', access: 'open', groups: [], moderators: '' }

async function renderForm(
  { site }: Visit,
  res: Response,
  { board, form, kept = null, errors = noErrors, status = 200 }: BoardShown,
): Promise<void> {
  const isCategory = form.parent === ''
  const title = board ? board.name : newTitle(site, form.parent)
  const excluded = board ? site.boards.withDescendants(board.id) : []
  renderPage(
    res,
    'admin/board-form',
    {
      title,
      trail: [
        { name: messages.title.boards, href: '/admin/boards' },
        { name: title, href: null },
      ],
      action: board ? `/admin/boards/${board.id}` : '/admin/boards',
      head: board ? messages.title.editBoard : title,
      isNew: board === null,
      isCategory,
      form,
      kept,
      parents: site.boards.all
        .filter(
          (candidate) => !excluded.includes(candidate.id) && site.boards.pathTo(candidate.id).length < 3,
        )
        .map(({ id, name }) => ({ id, name })),
      groups: [...site.groups.values()]
        .filter((group) => group.id !== 'banned')
        .map(({ id, title }) => ({ id, title })),
      errors,
      limits: { ...lineLimits(fieldsForm), ...lineLimits(moderatorsForm) },
    },
    status,
  )
}

function newTitle({ boards }: Site, parent: string): string {
  const { newCategory, newBoard, newSubBoard } = messages.title
  return [newCategory, newBoard, newSubBoard][boards.pathTo(Number(parent)).length] ?? newBoard
}
