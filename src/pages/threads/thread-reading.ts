import { sql } from 'kysely'
import type { Visit } from '../visit.js'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { readBefore } from '../../forum/members/member.js'
import { CLOCKS_APART } from '../../calendar.js'
import type { Thread } from '../../forum/threads/thread.js'

/** What a page shows of a thread without a gap: when everything up to `after` has been read, so has all up to `upTo`. */
export interface ReadSpan {
  /** milliseconds UTC; 0 when nothing unread can lie before the page, or who looks at it has passed that by */
  after: number
  upTo: number
}

/** The span of a page. `before` and `next` are the posts that stand around it in the thread, as far as there are any. */
export function spanOf(
  newest: { createdAt: number },
  { before, next }: { before: { createdAt: number } | undefined; next: { createdAt: number } | undefined },
): ReadSpan {
  // What was written in the same millisecond on the page after it is still to be read.
  const upTo = next ? Math.min(newest.createdAt, next.createdAt - 1) : newest.createdAt
  return { after: before?.createdAt ?? 0, upTo }
}

/** Notes up to where the viewer has read a thread by being shown a page of it. */
export function noteReading({ viewer, presence, now }: Visit, threadId: number, span: ReadSpan | null): void {
  if (!viewer || span === null) return
  const known = Math.max(readBefore(viewer), presence.pendingRead(viewer.id, threadId))
  const readAt = Math.min(now, span.upTo)
  if (readAt <= known) return
  // A post of a time to come, which a wrong clock has left, keeps nothing unread.
  const isReached = span.after <= known || span.after > now + CLOCKS_APART
  presence.noteRead({ memberId: viewer.id, threadId, readAt, after: isReached ? 0 : span.after })
}

/** The first post of a thread that the viewer has not read; undefined when there is none, or nobody to have read it. */
export async function firstUnread(
  { db, viewer, presence, now }: Visit,
  thread: Thread,
): Promise<{ id: number; floor: number } | undefined> {
  if (!viewer) return undefined
  const row = await readAt.first(db, { memberId: viewer.id, threadId: thread.id })
  const since = Math.max(readBefore(viewer), presence.pendingRead(viewer.id, thread.id), row?.readAt ?? 0)
  if (thread.lastPostAt <= since) return undefined
  return firstAfter.first(db, {
    threadId: thread.id,
    nextFloor: thread.nextFloor,
    since,
    ahead: now + CLOCKS_APART,
  })
}

const readAt = prepared((db, { memberId, threadId }: { memberId: number; threadId: number }) =>
  db
    .selectFrom('threadReads')
    .select('readAt')
    .where('memberId', '=', memberId)
    .where('threadId', '=', threadId),
)

/**
 * The first post that stands and was written after a moment. Floors follow each other in time, so the floor is halved
 * for: a thread of 10,000 posts takes 14 looks, and no index of the posts' times is needed. What a wrong clock has dated
 * beyond `ahead` is passed over.
 */
const firstAfter = prepared(
  (
    db: Db,
    {
      threadId,
      nextFloor,
      since,
      ahead,
    }: { threadId: number; nextFloor: number; since: number; ahead: number },
  ) =>
    db
      .withRecursive('halved(low, high)', (db) =>
        db
          .selectNoFrom([
            sql<number>`cast(0 as bigint)`.as('low'),
            sql<number>`cast(${nextFloor} as bigint)`.as('high'),
          ])
          .unionAll(
            db
              .selectFrom('halved')
              .innerJoin('posts', (join) =>
                join
                  .on('posts.threadId', '=', threadId)
                  .on('posts.floor', '=', sql<number>`(halved.low + halved.high) / 2`),
              )
              .select([
                sql<number>`case when posts.created_at <= ${since} or posts.created_at > ${ahead} then posts.floor + 1 else halved.low end`.as(
                  'low',
                ),
                sql<number>`case when posts.created_at <= ${since} or posts.created_at > ${ahead} then halved.high else posts.floor end`.as(
                  'high',
                ),
              ])
              .whereRef('halved.low', '<', 'halved.high'),
          ),
      )
      .selectFrom('posts')
      .select(['posts.id', 'posts.floor'])
      .where('posts.threadId', '=', threadId)
      .where('posts.removedAt', 'is', null)
      .where('posts.floor', '>=', (eb) =>
        eb.selectFrom('halved').select('halved.low').whereRef('halved.low', '=', 'halved.high'),
      )
      .orderBy('posts.floor')
      .limit(1),
)
