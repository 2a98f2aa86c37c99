import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import type { NoticeTable } from '../../db/schema.js'
import { findMember } from '../members/member-queries.js'
import type { Member } from '../members/member.js'
import type { Site } from '../site/site.js'
import { quotedPostIds } from '../../text/bbcode-plain.js'
import type { Thread } from '../threads/thread.js'
import { noticeKinds, type NoticeAbout, type NoticeKind } from './notice-kinds.js'

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
    await notify(db, site, {
      ...listener,
      about: { kind: 'post', id: postId },
      thread,
      actorId: author.id,
      postId,
      now,
    })
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
    about: { kind: 'thread', id: thread.id },
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

/** A notice to be told. `postId` is the post it leads to, in its thread. */
export interface NewNotice extends Pick<NoticeTable, 'memberId' | 'kind' | 'actorId' | 'postId'> {
  about: { kind: string; id: number }
  /** the thread it has to do with, if any */
  thread: Pick<Thread, 'id' | 'boardId'> | null
  deed?: string
  reason?: string
  now: number
}

interface NoticeRow extends NoticeAbout {
  memberId: number
  actorId: number
  groupKey: string
  deed: string
  reason: string
  createdAt: number
}

const insert = prepared((db, notice: NoticeRow) => db.insertInto('notices').values(notice))

/** Tells a member of something, unless they may not read what it has to do with. In the transaction of what happened. */
export async function notify(db: Db, site: Site, notice: NewNotice): Promise<void> {
  const { memberId, kind, actorId, about, deed = '', reason = '', now } = notice
  const { groupsBy, readable }: NoticeKind = noticeKinds[kind]
  const thread = readable === 'thread' ? notice.thread : null
  if (thread !== null && !(await mayRead(db, site, memberId, thread.boardId))) return
  const what: NoticeAbout = {
    kind,
    aboutKind: about.kind,
    aboutId: about.id,
    threadId: thread?.id ?? null,
    postId: thread === null ? null : notice.postId,
  }
  await insert.all(db, {
    ...what,
    groupKey: groupsBy(what),
    memberId,
    actorId,
    deed,
    reason,
    createdAt: now,
  })
}

// Who has lost the right to read a board hears no more of it, not even by a number.
async function mayRead(db: Db, site: Site, memberId: number, boardId: number): Promise<boolean> {
  if (site.boards.isReadable(null, boardId)) return true
  const member = await findMember(db, site, memberId)
  return member !== undefined && site.boards.isReadable(member, boardId)
}
