import type { Request, Response } from 'express'
import { invitation } from '../other-forms.js'
import { memberOf, type Visit } from '../visit.js'
import { messages } from '../../i18n/zh-cn.js'
import { onlineMembers } from '../../forum/members/member-queries.js'
import { person } from '../../forum/members/person.js'
import { onlineWindow } from '../../forum/presence/flush-presence.js'
import { firstSteps } from './first-steps.js'
import { siteFigures } from '../../forum/site/site-queries.js'
import { threadRow } from '../parts/thread-list.js'
import { boardThreads, pinnedThreads } from '../../forum/threads/thread-queries.js'
import { notFound } from '../../refusal.js'
import { addressWith, DEEPEST_ROW, pageCount, pageNumber, pager } from '../../web/paging.js'
import { idNumber } from '../../fields.js'
import { renderPage } from '../../web/render.js'
import { boardCells, boardHref, moderatorsOf, trailTo } from '../parts/board-cells.js'
import { boardCounts, type BoardCounts } from '../../forum/boards/board-queries.js'
import { markAllRead } from '../../forum/presence/mark-read.js'

/** Members named in the online list at most. */
const MOST_ONLINE_NAMES = 200

/** Groups whose names stand in a colour of their own. */
const staffColors = new Set(['founder', 'administrator', 'super-moderator', 'moderator'])

/** GET / */
export async function showIndex(visit: Visit, _req: Request, res: Response): Promise<void> {
  const { db, site, viewer, presence, now, calendar, life, setup, config } = visit
  if (setup.token !== null) return renderPage(res, 'setup/before', { title: site.settings.siteName })
  const rows = await boardCounts(
    db,
    site.boards.all.map((board) => board.id),
    { today: calendar.today, viewer, pendingReads: viewer ? presence.pendingReads(viewer.id) : [] },
  )
  for (const row of rows) life.endBy(row.highlightUntil, now)
  const counts = new Map(rows.map((row) => [row.id, row]))
  const figures = await siteFigures(db, calendar.today, calendar.yesterday)
  const categories = site.boards
    .childrenOf(null)
    .filter((category) => site.boards.isReadable(viewer, category.id))
    .map((category) => ({
      id: category.id,
      name: category.name,
      href: boardHref(category),
      description: category.description,
      moderators: moderatorsOf(category),
      boards: boardCells(site, viewer, { parentId: category.id, counts, now }),
    }))
  const threads = rows.reduce((sum, row) => sum + row.threadCount, 0)
  const { members } = figures
  const steps = firstSteps(site, viewer, { members, hasAddress: config.baseUrl !== undefined })
  renderPage(res, 'boards/index', {
    title: site.settings.siteName,
    stats: {
      today: figures.today ?? 0,
      yesterday: figures.yesterday ?? 0,
      record: figures.record ?? 0,
      posts: rows.reduce((sum, row) => sum + row.postCount, 0),
      threads,
      members,
      newest: person(figures.newestId, figures.newestName),
    },
    announcement: announcementOf(visit),
    categories,
    online: await onlineOf(visit, { record: figures.onlineRecord, recordAt: figures.onlineRecordAt }),
    markReadAction: viewer ? '/mark-read' : null,
    firstSteps: steps,
    dismissAction: '/first-steps/dismiss',
    emptyHint: steps || threads > 0 ? null : emptyHint(visit),
  })
}

function announcementOf({ site: { settings } }: Visit) {
  const { announcement: text, announcementLink: link } = settings
  return text === '' ? null : { text, href: link === '' ? null : link }
}

/** What an empty forum says of itself, and what whoever looks at it can do about that. */
function emptyHint({ site, viewer }: Visit): { text: string; href: string | null; linkText: string | null } {
  const said = messages.emptyForum
  const board = site.boards.all.find(
    ({ id, parentId }) => parentId !== null && site.boards.isReadable(viewer, id),
  )
  if (!board && viewer?.group.mayAdminister) return { ...said.noBoards, href: '/admin/boards' }
  if (!board) return { ...said.noBoardsForYou, href: null }
  if (viewer?.group.mayPost) return { ...said.write, href: `${boardHref(board)}/threads/new` }
  if (!viewer && site.settings.registrationOpen) return { ...said.register, href: '/register' }
  return { ...said.wait, href: null }
}

async function onlineOf(
  { db, site, presence, now }: Visit,
  { record, recordAt }: { record: number; recordAt: number },
) {
  const rows = await onlineMembers(db, now, MOST_ONLINE_NAMES)
  const memberCount = rows[0]?.total ?? 0
  const guestCount = presence.guestCount(now, onlineWindow(site.settings.onlineGapSeconds))
  const total = memberCount + guestCount
  const isRecord = total >= record
  return {
    members: rows.map(({ id, username, groupId }) => ({
      ...person(id, username),
      groupId,
      groupTitle: site.groups.get(groupId)?.title ?? '',
    })),
    memberCount,
    guestCount,
    total,
    record: isRecord ? total : record,
    recordAt: isRecord ? now : recordAt || null,
    hidden: memberCount - rows.length,
    groups: [...site.groups.values()]
      .filter(({ id }) => staffColors.has(id) && rows.some(({ groupId }) => groupId === id))
      .map(({ id, title }) => ({ id, title })),
  }
}

/** GET /boards/:id */
export async function showBoard(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, viewer, presence, now, calendar, life } = visit
  const { settings } = site
  const board = site.boards.get(idNumber(req.params.id) ?? 0)
  if (!board || !site.boards.isReadable(viewer, board.id)) throw notFound()

  const below = site.boards.withDescendants(board.id)
  const rows = await boardCounts(db, below, {
    today: calendar.today,
    viewer,
    pendingReads: viewer ? presence.pendingReads(viewer.id) : [],
  })
  const counts = new Map(rows.map((row) => [row.id, row]))
  const own = counts.get(board.id)!
  const isCategory = board.parentId === null
  const sort = req.query.sort === 'new' ? 'new' : 'last'
  const page = pageNumber(req.query.page)
  const perPage = settings.threadsPerPage
  const category = site.boards.pathTo(board.id)[0]!
  const readable = site.boards.readableIds(viewer)
  const viewerId = viewer?.id ?? 0

  const pinned = isCategory
    ? []
    : await pinnedThreads(db, {
        boardId: board.id,
        categoryBoardIds: site.boards.withDescendants(category.id),
        readable,
        viewerId,
      })
  const ordinary = own.threadCount - pinned.filter((thread) => thread.boardId === board.id).length
  const pages = Math.min(pageCount(ordinary, perPage), Math.floor(DEEPEST_ROW / perPage))
  const pageHref = (n: number) =>
    addressWith(boardHref(board), { sort: sort === 'new' ? 'new' : null, page: n })
  if (page > pages) return res.redirect(303, pageHref(pages))
  const threads = isCategory
    ? []
    : await boardThreads(db, {
        boardId: board.id,
        byDate: sort === 'new',
        limit: perPage,
        offset: (page - 1) * perPage,
        viewerId,
      })
  for (const row of [...counts.values(), ...pinned, ...threads]) life.endBy(row.highlightUntil, now)
  const listed = { settings, viewer, presence, now }
  const sortHref = (order: 'last' | 'new') =>
    addressWith(boardHref(board), { sort: order === 'new' ? 'new' : null })

  renderPage(res, 'boards/board', {
    title: page > 1 ? `${board.name} ${messages.title.page(page)}` : board.name,
    description: board.description,
    trail: trailTo(site, board.id),
    board: {
      ...board,
      moderators: moderatorsOf(board),
      ...figuresOf(isCategory ? rows.filter(({ id }) => readable.includes(id)) : [own]),
    },
    isCategory,
    subBoards: boardCells(site, viewer, { parentId: board.id, counts, now }),
    pinned: page === 1 ? pinned.map((thread) => threadRow(thread, listed)) : [],
    threads: threads.map((thread) => threadRow(thread, listed)),
    sort,
    sortHrefs: { last: sortHref('last'), new: sortHref('new') },
    pager: pager(page, pages, pageHref),
    newThreadHref: isCategory || !viewer?.group.mayPost ? null : `${boardHref(board)}/threads/new`,
    refusal: isCategory ? null : postingRefusal(visit, boardHref(board)),
    markReadAction: viewer ? addressWith('/mark-read', { board: board.id }) : null,
  })
}

/** What a page's head says of boards: a category has no threads but those of the boards in it. */
function figuresOf(boards: readonly BoardCounts[]) {
  const sum = (count: (board: BoardCounts) => number) =>
    boards.reduce((total, board) => total + count(board), 0)
  return {
    today: sum((board) => board.todayCount),
    threads: sum((board) => board.threadCount),
    posts: sum((board) => board.postCount),
  }
}

/** Why there is no button for a new thread, with the link that helps; null when there is one. */
function postingRefusal(visit: Visit, path: string) {
  const { viewer } = visit
  if (!viewer) return invitation(visit, messages.thread.signInToPost, path)
  return viewer.group.mayPost ? null : { text: messages.refusal.banned, href: null, linkText: null }
}

/** POST /mark-read: everything counts as read from now on. */
export async function createReadMark(visit: Visit, req: Request, res: Response): Promise<void> {
  await markAllRead(visit.db, memberOf(visit).id, visit.now)
  const boardId = idNumber(req.query.board)
  res.redirect(
    303,
    boardId !== null && visit.site.boards.isReadable(visit.viewer, boardId) ? `/boards/${boardId}` : '/',
  )
}
