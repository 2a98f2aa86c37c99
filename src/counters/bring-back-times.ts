import type { Db } from '../db/database.js'
import { lockMembers } from '../db/locking.js'
import { inTransaction } from '../db/transaction.js'
import { CLOCKS_APART } from '../posts/hold-back-flood.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'

/** Rows of each kind brought back in one transaction. */
const MOST_AT_ONCE = 200

/**
 * Brings times that lie in the future, as a wrong clock leaves them, back to now: threads that would stand on top of their
 * board until then, members who would seem online. What was written keeps its own time. Returns how many there were.
 */
export async function bringBackTimes(
  db: Db,
  site: Site,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<{ threads: number; members: number }> {
  return inTransaction(db, async (db) => ({
    members: await bringBackMembers(db, { now, windowMs }),
    threads: await bringBackThreads(db, site, now),
  }))
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
