import type { Request, Response } from 'express'
import { memberOf, type Visit } from '../visit.js'
import { messages } from '../../i18n/zh-cn.js'
import { person } from '../../forum/members/person.js'
import { excerpt } from '../../text/bbcode-plain.js'
import { postAddress, threadHref } from '../parts/thread-address.js'
import { notFound } from '../../refusal.js'
import { addressWith } from '../../web/paging.js'
import { idNumber } from '../../fields.js'
import { renderPage } from '../../web/render.js'
import { deedTitle } from '../../forum/moderation/deeds/thread-deeds.js'
import { groupNotices, leadingNotice, type NoticeGroup } from '../../forum/notices/notice-groups.js'
import { noticeKinds, type NoticeKind, type NoticePlaces } from '../../forum/notices/notice-kinds.js'
import { findNotice, noticesOf, postBeginnings } from '../../forum/notices/notice-queries.js'
import { readAllNotices, readNotice } from '../../forum/notices/read-notices.js'
import type { Settings } from '../../forum/site/settings.js'
import { MOST_UNREAD } from '../../forum/notices/unread-notices.js'

/** Notices read for one page at most, however many of them are one group. */
const MOST_ROWS = 300
/** Names told of a group; the others are a number. */
const MOST_NAMES = 2
/** What was said, in characters. */
const SAID_LENGTH = 60

/** GET /notices: grouped by thread; `after` goes on where a page ended. */
export async function showNotices(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, presence, unread } = visit
  const reader = readerOf(visit)
  const before = req.query.after === undefined ? Number.MAX_SAFE_INTEGER : idNumber(req.query.after)
  if (before === null) throw notFound()
  const found = await noticesOf(db, { ...reader, before, limit: MOST_ROWS })
  const rows = found.map((row) => ({
    ...row,
    isNew: row.isRead === 0 && !presence.hasSeen(reader.memberId, row),
  }))
  const { groups, after } = groupNotices(rows, site.settings.listPerPage)
  const last = after ?? (rows.length === MOST_ROWS ? rows.at(-1)!.id : null)
  const said = await postBeginnings(
    db,
    groups.flatMap((group) => leadingNotice(group).postId ?? []),
  )
  renderPage(res, 'notices/notices', {
    title: messages.title.notices,
    notices: groups.map((group) => noticeShown(group, { said, readerId: reader.memberId })),
    newestHref: req.query.after === undefined ? null : '/notices',
    olderHref: last === null ? null : addressWith('/notices', { after: last }),
    unread: unread.length,
    hasMoreUnread: unread.length === MOST_UNREAD,
    readAction: '/notices/read',
  })
}

/** GET /notices/:id: to what it is about, and it counts as read. */
export async function goToNotice(visit: Visit, req: Request, res: Response): Promise<void> {
  const id = idNumber(req.params.id)
  const notice = id === null ? undefined : await findNotice(visit.db, { ...readerOf(visit), id })
  if (!notice) throw notFound()
  // While nothing may be written it leads on all the same.
  if (notice.isRead === 0 && !visit.site.settings.readOnly) await readNotice(visit.db, notice.id)
  const { leadsTo }: NoticeKind = noticeKinds[notice.kind]
  res.redirect(303, leadsTo(notice, placesOf(notice, visit.site.settings)) ?? '/notices')
}

/** POST /notices/read: all of them. */
export async function createNoticesRead(visit: Visit, _req: Request, res: Response): Promise<void> {
  await readAllNotices(visit.db, readerOf(visit))
  res.redirect(303, '/notices')
}

function placesOf(
  { threadId, postId, floor }: { threadId: number | null; postId: number | null; floor: number | null },
  settings: Settings,
): NoticePlaces {
  if (threadId === null) return { thread: null, post: null }
  const isOfPost = postId !== null && floor !== null
  return {
    thread: threadHref(threadId),
    post: isOfPost ? postAddress(threadId, { id: postId, floor }, settings) : null,
  }
}

function readerOf(visit: Visit) {
  const { id: memberId } = memberOf(visit)
  return { memberId, readable: visit.site.boards.readableIds(visit.viewer) }
}

function noticeShown(
  group: NoticeGroup,
  { said, readerId }: { said: ReadonlyMap<number, string>; readerId: number },
) {
  const [latest] = group
  const actors = new Map(group.map((row) => [row.actorId, person(row.actorId, row.actorName)]))
  const leading = leadingNotice(group)
  const source = leading.postId === null ? undefined : said.get(leading.postId)
  return {
    kind: latest.kind,
    actors: [...actors.values()].slice(0, MOST_NAMES),
    actorCount: actors.size,
    hasMoreActors: actors.size > MOST_NAMES,
    text: noticeText(latest, latest.starterId === readerId),
    subject: latest.subject,
    href: `/notices/${leading.id}`,
    said:
      source === undefined
        ? null
        : { name: actors.size > 1 ? leading.actorName : null, text: excerpt(source, SAID_LENGTH) },
    isGone: leading.removedAt !== null,
    reason: latest.reason,
    at: latest.createdAt,
    isNew: latest.isNew,
  }
}

function noticeText(
  { kind, deed }: { kind: 'reply' | 'quote' | 'moderation'; deed: string },
  isStarter: boolean,
): string {
  if (kind === 'moderation') return messages.notice.moderation(deedTitle(deed, messages))
  return kind === 'reply' && !isStarter ? messages.notice.replyToPost : messages.notice[kind]
}
