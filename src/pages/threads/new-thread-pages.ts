import type { Request } from 'express'
import { idNumber } from '../../fields.js'
import type { Board } from '../../forum/boards/board.js'
import { awardsTold } from '../../forum/credits/change-credit.js'
import { startThread } from '../../forum/posts/start-thread.js'
import { written } from '../../forum/posts/written.js'
import { messages } from '../../i18n/zh-cn.js'
import { notFound, Refusal } from '../../refusal.js'
import { formPage } from '../form-page.js'
import { boardHref, trailTo } from '../parts/board-cells.js'
import { previewOf, threadFields } from '../parts/writing-form.js'
import { memberOf, type Visit } from '../visit.js'

/** GET /boards/:id/threads/new and POST /boards/:id/threads */
export const newThreadForm = formPage({
  view: 'threads/new',

  load: ({ site, viewer }: Visit, req: Request): Board => {
    const board = site.boards.get(idNumber(req.params.id) ?? 0)
    if (!board || !site.boards.isReadable(viewer, board.id)) throw notFound()
    return board
  },

  permit: (_visit, board) => {
    if (board.parentId === null) throw new Refusal('forbidden', (t) => t.thread.categoryTakesNone)
  },

  fields: ({ site }) => threadFields(site.settings),
  start: (_visit) => ({}),

  around: ({ site }, board) => ({
    title: messages.thread.newThread,
    trail: trailTo(site, board.id, { name: messages.thread.newThread, href: null }),
    board: { id: board.id, name: board.name },
    action: `${boardHref(board)}/threads`,
  }),

  sameAs: (board, { subject, body }) => ['thread', board.id, subject, body],
  isPosting: { question: true },
  preview: (visit, _board, body) => previewOf(visit, body),

  send: async (visit, board, { subject, body }, sent) => {
    const { db, site, calendar, now } = visit
    const thread = { boardId: board.id, author: memberOf(visit), subject, text: written(body) }
    return startThread(db, site, { ...thread, sent, day: calendar.today, now })
  },

  done: ({ site }, _board, threadId) => ({
    to: `/threads/${threadId}`,
    said: messages.done.posted(awardsTold(site, 'thread')),
  }),
})
