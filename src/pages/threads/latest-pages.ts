import type { Request, Response } from 'express'
import type { Visit } from '../visit.js'
import { boardCounts } from '../../forum/boards/board-queries.js'
import { messages } from '../../i18n/zh-cn.js'
import { addressWith, pageCount, pageNumber, pager } from '../../web/paging.js'
import { renderPage } from '../../web/render.js'
import { threadRow } from '../parts/thread-list.js'
import { latestThreads } from '../../forum/threads/thread-queries.js'

/** PHPWind 1.4: 500 results at most. */
const MOST_LATEST = 500

/** GET /latest: the threads of all boards that the viewer may read, the newest first, or the last replied to. */
export async function showLatest(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, viewer, presence, now, calendar, life } = visit
  const { settings, boards } = site
  const readable = boards.readableIds(viewer)
  const sort = req.query.sort === 'last' ? 'last' : 'new'
  const page = pageNumber(req.query.page)
  const perPage = settings.threadsPerPage

  const counts = await boardCounts(db, readable, { today: calendar.today })
  const total = counts.reduce((sum, board) => sum + board.threadCount, 0)
  const pages = pageCount(Math.min(total, MOST_LATEST), perPage)
  const address = (order: 'last' | 'new', n = 1) =>
    addressWith('/latest', { sort: order === 'last' ? 'last' : null, page: n })
  if (page > pages) return res.redirect(303, address(sort, pages))
  const threads = await latestThreads(db, {
    readable,
    byDate: sort === 'new',
    limit: perPage,
    offset: (page - 1) * perPage,
    viewerId: viewer?.id ?? 0,
  })
  for (const thread of threads) life.endBy(thread.highlightUntil, now)

  renderPage(res, 'threads/latest', {
    title: page > 1 ? `${messages.title.latest} ${messages.title.page(page)}` : messages.title.latest,
    trail: [
      { name: settings.siteName, href: '/' },
      { name: messages.title.latest, href: null },
    ],
    threads: threads.map((thread) => threadRow(thread, { settings, viewer, presence, now, boards })),
    sort,
    sortHrefs: { last: address('last'), new: address('new') },
    pager: pager(page, pages, (n) => address(sort, n)),
  })
}
