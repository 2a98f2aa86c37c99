import { sql } from 'kysely'
import type { Db } from '../db/database.js'
import { lockMembers } from '../db/locking.js'
import { inTransaction } from '../db/transaction.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'
import { CLOCKS_APART } from '../web/time.js'

/** The newest posts by which it is judged whose fault it is. */
const NEWEST = 20

/** Rows of each kind brought back in one transaction. */
const MOST_AT_ONCE = 200

/**
 * Brings times that lie in the future, as a wrong clock leaves them, back to now: threads that would stand on top of their
 * board until then, members who would seem online. What was written keeps its own time. Returns how many there were; null when most of what is newest lies ahead, for then it is this
 * clock that is behind, and nothing is touched.
 */
export async function bringBackTimes(
  db: Db,
  site: Site,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<{ threads: number; members: number } | null> {
  if (await isBehind(db, now)) return null
  return inTransaction(db, async (db) => ({
    members: await bringBackMembers(db, { now, windowMs }),
    threads: await bringBackThreads(db, site, now),
  }))
}

async function isBehind(db: Db, now: number): Promise<boolean> {
  const newest = await db
    .selectFrom('posts')
    .select('createdAt')
    .where('id', '>', sql<number>`(select max(id) from posts) - ${NEWEST}`)
    .execute()
  return newest.filter(({ createdAt }) => createdAt > now + CLOCKS_APART).length > newest.length / 2
}

async function bringBackThreads(db: Db, site: Site, now: number): Promise<number> {
  const ahead = await db
    .selectFrom('threads')
    .select(['id', 'boardId', 'pin'])
    .where('lastPostAt', '>', now + CLOCKS_APART)
    .orderBy('lastPostAt')
    .limit(MOST_AT_ONCE)
    .execute()
  for (const thread of ahead) {
    await db.updateTable('threads').set({ lastPostAt: now }).where('id', '=', thread.id).execute()
    await changed(db, ...placesOf(thread, site.boards))
  }
  return ahead.length
}

async function bringBackMembers(
  db: Db,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<number> {
  const ahead = await db
    .selectFrom('members')
    .select(['id', 'lastVisitAt', 'previousVisitAt', 'lastPostAt'])
    .where('onlineUntil', '>', now + windowMs + CLOCKS_APART)
    .limit(MOST_AT_ONCE)
    .execute()
  const ids = ahead.map(({ id }) => id).sort((a, b) => a - b)
  if (ids.length > 0) await lockMembers(db, ids)
  for (const { id, lastVisitAt, previousVisitAt, lastPostAt } of ahead) {
    const times = {
      onlineUntil: now,
      lastVisitAt: Math.min(lastVisitAt ?? now, now),
      previousVisitAt: Math.min(previousVisitAt, now),
      lastPostAt: Math.min(lastPostAt, now),
    }
    await db.updateTable('members').set(times).where('id', '=', id).execute()
  }
  return ids.length
}
