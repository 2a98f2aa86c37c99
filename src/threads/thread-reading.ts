import type { Visit } from '../accounts/visit.js'
import type { Db } from '../db/database.js'
import { prepared } from '../db/prepared.js'
import type { Floor } from '../posts/floors.js'
import { lastPostOf } from './retell-last-post.js'
import type { Thread } from './thread.js'

const storedRead = prepared((db, { memberId, threadId }: { memberId: number; threadId: number }) =>
  db
    .selectFrom('threadReads')
    .select('readAt')
    .where('memberId', '=', memberId)
    .where('threadId', '=', threadId),
)

const lastRead = prepared((db, { threadId, readAt }: { threadId: number; readAt: number }) =>
  db
    .selectFrom('posts')
    .select('floor')
    .where('threadId', '=', threadId)
    .where('createdAt', '<=', readAt)
    .orderBy('floor', 'desc')
    .limit(1),
)

const firstStanding = prepared((db, { threadId, after }: { threadId: number; after: number }) =>
  db
    .selectFrom('posts')
    .select(['id', 'floor'])
    .where('threadId', '=', threadId)
    .where('floor', '>', after)
    .where('removedAt', 'is', null)
    .orderBy('floor')
    .limit(1),
)

/** Up to when the viewer has read a thread: what they opened of it, their last visit, or all marked as read. */
async function readUpTo({ db, viewer, presence }: Visit, threadId: number): Promise<number> {
  if (!viewer) return Infinity
  const stored = await storedRead.first(db, { memberId: viewer.id, threadId })
  return Math.max(
    viewer.previousVisitAt,
    viewer.readAllAt,
    stored?.readAt ?? 0,
    presence.pendingRead(viewer.id, threadId),
  )
}

/** The first post that the viewer has not read; when there is none, and for guests, the last that stands. */
export async function firstUnread(visit: Visit, thread: Thread) {
  const readAt = await readUpTo(visit, thread.id)
  if (readAt >= thread.lastPostAt) return lastPostOf(visit.db, thread.id)
  return (await unreadAfter(visit.db, thread.id, readAt)) ?? lastPostOf(visit.db, thread.id)
}

async function unreadAfter(db: Db, threadId: number, readAt: number) {
  const read = await lastRead.first(db, { threadId, readAt })
  return firstStanding.first(db, { threadId, after: read?.floor ?? -1 })
}

/**
 * Notes what the viewer has read by being shown this page: up to its last post, and nothing beyond. A page that leaves
 * posts out, one author's or in 倒序 one behind unread posts, tells of none.
 */
export function noteReading(
  { viewer, presence, now }: Visit,
  thread: Thread,
  { floors, isDescending, authorId }: { floors: Floor[]; isDescending: boolean; authorId: number | null },
): void {
  if (!viewer || authorId !== null || floors.length === 0) return
  const shown = floors.map(({ post }) => post)
  // What is known without asking the database: a page in 倒序 costs no more than another.
  const readAt = Math.max(
    viewer.previousVisitAt,
    viewer.readAllAt,
    presence.pendingRead(viewer.id, thread.id),
  )
  if (isDescending && !followsWhatIsRead(shown, readAt)) return
  presence.noteRead(thread.id, viewer.id, Math.min(now, Math.max(...shown.map((post) => post.createdAt))))
}

/** Whether all that stands before the floors shown has been read: in 倒序 the newest come first. */
function followsWhatIsRead(shown: readonly { floor: number; createdAt: number }[], readAt: number): boolean {
  const replies = shown.filter((post) => post.floor > 0)
  if (replies.length === 0) return true
  const oldest = replies.reduce((first, post) => (post.floor < first.floor ? post : first))
  return oldest.floor === 1 || oldest.createdAt <= readAt
}
