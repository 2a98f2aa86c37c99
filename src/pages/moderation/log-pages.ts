import type { Request, Response } from 'express'
import type { Visit } from '../visit.js'
import { trailTo } from '../parts/board-cells.js'
import { messages } from '../../i18n/zh-cn.js'
import { person } from '../../forum/members/person.js'
import { requestedThread } from '../parts/requested-thread.js'
import { addressWith, pageCount, pageNumber, pager } from '../../web/paging.js'
import { renderPage } from '../../web/render.js'
import { deedOfLog, deedTitle } from '../../forum/moderation/deeds/thread-deeds.js'
import { stateOf } from '../../forum/moderation/deeds/deed.js'
import { stateInWords } from './deed-words.js'
import {
  countModerationEntries,
  moderationEntries,
  type ModerationEntry,
} from '../../forum/moderation/moderation-queries.js'

/** GET /threads/:id/log: everything moderators did to a thread, for everybody who may read it. */
export async function showThreadLog(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site } = visit
  const thread = await requestedThread(visit, req)
  const perPage = site.settings.listPerPage
  const page = pageNumber(req.query.page)
  const pages = pageCount(await countModerationEntries(db, thread.id), perPage)
  const href = `/threads/${thread.id}`
  const pageHref = (n: number) => addressWith(`${href}/log`, { page: n })
  if (page > pages) return res.redirect(303, pageHref(pages))
  const entries = await moderationEntries(db, thread.id, { limit: perPage, offset: (page - 1) * perPage })
  renderPage(res, 'moderation/log', {
    title: messages.title.log,
    trail: trailTo(
      site,
      thread.boardId,
      { name: thread.subject, href },
      { name: messages.title.log, href: null },
    ),
    thread: { id: thread.id, subject: thread.subject, href },
    entries: entries.map((entry) => ({
      moderator: person(entry.moderatorId, entry.moderatorName),
      deed: deedTitle(entry.deed, messages),
      reason: entry.reason,
      detail: detailOf(entry),
      at: entry.createdAt,
    })),
    pager: pager(page, pages, pageHref),
  })
}

/** What a deed has made of the thread, in words. Of those logged before it was kept, as it was put in words then. */
function detailOf({ deed: name, after, detail, createdAt }: ModerationEntry): string {
  const deed = deedOfLog(name)
  if (!deed || after === null) return detail
  return stateInWords(deed, stateOf(after), { now: createdAt })
}
