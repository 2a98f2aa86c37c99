import type { Db } from '../../db/database.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'
import { CLOCKS_APART } from '../../calendar.js'

const DAY = 86_400_000

/** The newest entries of the log that are looked at. */
const NEWEST = 500

/** The fact that says up to which entry of the log the ends were brought back: the log itself keeps its times. */
const DONE = 'highlights-brought-back'

/**
 * Has highlights that were set while the clock was ahead last as many days from now on as were chosen. Found by the log:
 * the end lies whole days after an entry that is dated ahead. Returns how many there were.
 */
export async function bringBackHighlights(db: Db, site: Site, now: number): Promise<number> {
  const ahead = await entriesAhead(db, now)
  const newest = ahead[0]
  if (!newest) return 0
  const threads = new Set<number>()
  for (const { id, boardId, pin, createdAt, highlightUntil } of ahead) {
    const lasts = highlightUntil === null ? 0 : highlightUntil - createdAt
    if (threads.has(id) || lasts <= 0 || lasts % DAY !== 0) continue
    threads.add(id)
    await db
      .updateTable('threads')
      .set({ highlightUntil: now + lasts })
      .where('id', '=', id)
      .where('highlightUntil', '=', highlightUntil)
      .execute()
    await changed(db, ...placesOf({ id, boardId, pin }, site.boards), 'titles')
  }
  const value = String(newest.entryId)
  await db
    .insertInto('forumFacts')
    .values({ name: DONE, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return threads.size
}

/** Entries of the log dated ahead that were not looked at before, the newest first, each with its thread. */
async function entriesAhead(db: Db, now: number) {
  const done = await db.selectFrom('forumFacts').select('value').where('name', '=', DONE).executeTakeFirst()
  const entries = await db
    .selectFrom('moderationLog')
    .innerJoin('threads', 'threads.id', 'moderationLog.threadId')
    .select([
      'moderationLog.id as entryId',
      'moderationLog.createdAt',
      'threads.id',
      'threads.boardId',
      'threads.pin',
      'threads.highlightUntil',
    ])
    .where('moderationLog.id', '>', Number(done?.value ?? 0))
    .orderBy('moderationLog.id', 'desc')
    .limit(NEWEST)
    .execute()
  return entries.filter(({ createdAt }) => createdAt > now + CLOCKS_APART)
}
