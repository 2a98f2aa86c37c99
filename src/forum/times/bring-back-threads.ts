import type { Db } from '../../db/database.js'
import { ROWS_AT_ONCE } from '../../db/in-steps.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'
import { retellLastThread } from '../counters/settle-thread.js'
import { CLOCKS_APART } from '../../calendar.js'

/** Threads brought back in one step: each is told to the pages that show it. */
const THREADS_AT_ONCE = 100

/**
 * Brings threads back to now that stand on top of their boards by a time to come. Returns how many, or `ROWS_AT_ONCE` when
 * there may be more.
 */
export async function bringBackThreads(db: Db, site: Site, now: number): Promise<number> {
  const ahead = now + CLOCKS_APART
  const byReply = await aheadBy(db, 'lastPostAt', ahead)
  const byDate = await aheadBy(db, 'createdAt', ahead)
  for (const { id } of byReply)
    await db.updateTable('threads').set({ lastPostAt: now }).where('id', '=', id).execute()
  for (const { id } of byDate)
    await db.updateTable('threads').set({ createdAt: now }).where('id', '=', id).execute()
  const threads = [...byReply, ...byDate]
  for (const boardId of new Set(byReply.map((thread) => thread.boardId))) await retellLastThread(db, boardId)
  if (threads.length > 0)
    await changed(db, ...new Set(threads.flatMap((thread) => placesOf(thread, site.boards))))
  const isFull = [byReply, byDate].some(({ length }) => length === THREADS_AT_ONCE)
  return isFull ? ROWS_AT_ONCE : new Set(threads.map(({ id }) => id)).size
}

async function aheadBy(db: Db, column: 'lastPostAt' | 'createdAt', ahead: number) {
  return db
    .selectFrom('threads')
    .select(['id', 'boardId', 'pin'])
    .where(column, '>', ahead)
    .orderBy(column)
    .limit(THREADS_AT_ONCE)
    .execute()
}
