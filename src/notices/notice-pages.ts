import type { Request, Response } from 'express'
import { memberOf, type Visit } from '../accounts/visit.js'
import { messages } from '../i18n/zh-cn.js'
import { person } from '../members/person.js'
import { notFound } from '../web/http-errors.js'
import { addressWith, pageCount, pageNumber, pager } from '../web/paging.js'
import { renderPage } from '../web/render.js'
import { countNotices, noticesOf } from './notice-queries.js'
import { readAllNotices } from './read-notices.js'

/** GET /notices */
export async function showNotices(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, viewer } = visit
  const { id: memberId, unreadNotices } = memberOf(visit)
  const readable = site.boards.readableIds(viewer)
  const perPage = site.settings.listPerPage
  const page = pageNumber(req.query.page)
  const pages = pageCount(await countNotices(db, memberId, readable), perPage)
  if (page > pages) throw notFound()
  const notices = await noticesOf(db, { memberId, readable, limit: perPage, offset: (page - 1) * perPage })
  renderPage(res, 'notices/notices', {
    title: messages.title.notices,
    notices: notices.map((notice) => ({
      kind: notice.kind,
      actor: person(notice.actorId, notice.actorName),
      text: noticeText(notice),
      subject: notice.subject,
      href: notice.postId === null ? `/threads/${notice.threadId}` : `/posts/${notice.postId}`,
      reason: notice.reason,
      at: notice.createdAt,
      isNew: notice.isRead === 0,
    })),
    pager: pager(page, pages, (n) => addressWith('/notices', { page: n })),
    unread: unreadNotices,
    readAction: '/notices/read',
  })
}

/** POST /notices/read: all of them. */
export async function createNoticesRead(visit: Visit, _req: Request, res: Response): Promise<void> {
  await readAllNotices(visit.db, memberOf(visit).id)
  res.redirect(303, '/notices')
}

function noticeText({ kind, deed }: { kind: 'reply' | 'quote' | 'moderation'; deed: string }): string {
  if (kind !== 'moderation') return messages.notice[kind]
  return messages.notice.moderation(messages.moderation.deeds[deed] ?? deed)
}
