import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import type { NoticeTable } from '../../db/schema.js'
import { findMember } from '../members/member-queries.js'
import type { Member } from '../members/member.js'
import type { Site } from '../site/site.js'
import { quotedPostIds } from '../../text/bbcode-plain.js'
import type { Thread } from '../threads/thread.js'

/** Quotes in one post that are told to their authors at most; a post full of quotes is no way to ring everybody's bell. */
const MOST_QUOTES = 5

/** A reply that others may want to hear of. */
interface Said {
  thread: Thread
  author: Member
  body: string
  /** the member whose post it answers, or null */
  answeredId: number | null
}

/** Somebody to be told of a reply, and why. */
export interface Listener {
  memberId: number
  kind: 'quote' | 'reply'
}

/** Whom a reply concerns: the authors of what it quotes, whom it answers, the thread's author; nobody twice, nobody of their own. */
export async function listenersOf(db: Db, said: Said): Promise<Listener[]> {
  const { thread, author } = said
  const quoted = await quotedAuthors(db, said)
  const listeners: Listener[] = quoted.map((memberId) => ({ memberId, kind: 'quote' }))
  const told = new Set([author.id, ...quoted])
  for (const memberId of [said.answeredId, thread.authorId]) {
    if (memberId === null || told.has(memberId)) continue
    told.add(memberId)
    listeners.push({ memberId, kind: 'reply' })
  }
  return listeners
}

/** Tells `listeners` of a reply. */
export async function notifyOfReply(
  db: Db,
  site: Site,
  listeners: Listener[],
  { thread, author, postId, now }: { thread: Thread; author: Member; postId: number; now: number },
): Promise<void> {
  for (const listener of listeners)
    await notify(db, site, { ...listener, thread, actorId: author.id, postId, now })
}

/** Tells the thread's author of a moderator's deed, unless it was their own. */
export async function notifyOfModeration(
  db: Db,
  site: Site,
  deed: { thread: Thread; moderatorId: number; deed: string; reason: string; now: number },
): Promise<void> {
  const { thread, moderatorId: actorId, ...rest } = deed
  if (thread.authorId === actorId) return
  await notify(db, site, {
    ...rest,
    thread,
    actorId,
    memberId: thread.authorId,
    kind: 'moderation',
    postId: null,
  })
}

/** The authors of the posts of the same thread that the reply quotes, but for its own. */
async function quotedAuthors(db: Db, { thread, author, body }: Said): Promise<number[]> {
  const ids = quotedPostIds(body).slice(0, MOST_QUOTES)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('posts')
    .select('authorId')
    .distinct()
    .where('id', 'in', ids)
    .where('threadId', '=', thread.id)
    .where('authorId', '!=', author.id)
    .execute()
  return rows.map((row) => row.authorId)
}

interface NewNotice extends Pick<NoticeTable, 'memberId' | 'kind' | 'actorId' | 'postId'> {
  thread: Thread
  deed?: string
  reason?: string
  now: number
}

interface NoticeRow {
  memberId: number
  kind: NoticeTable['kind']
  actorId: number
  aboutKind: 'thread' | 'post'
  aboutId: number
  groupKey: string
  threadId: number
  postId: number | null
  deed: string
  reason: string
  createdAt: number
}

const insert = prepared((db, notice: NoticeRow) => db.insertInto('notices').values(notice))

async function notify(db: Db, site: Site, { thread, now, ...notice }: NewNotice): Promise<void> {
  if (!(await mayRead(db, site, notice.memberId, thread.boardId))) return
  const { deed = '', reason = '', ...rest } = notice
  await insert.all(db, {
    ...rest,
    aboutKind: notice.postId === null ? 'thread' : 'post',
    aboutId: notice.postId ?? thread.id,
    // A moderator's deed stands alone with its reason.
    groupKey: notice.kind === 'moderation' ? '' : `${notice.kind}:${thread.id}`,
    deed,
    reason,
    threadId: thread.id,
    createdAt: now,
  })
}

// Who has lost the right to read a board hears no more of it, not even by a number.
async function mayRead(db: Db, site: Site, memberId: number, boardId: number): Promise<boolean> {
  if (site.boards.isReadable(null, boardId)) return true
  const member = await findMember(db, site, memberId)
  return member !== undefined && site.boards.isReadable(member, boardId)
}
