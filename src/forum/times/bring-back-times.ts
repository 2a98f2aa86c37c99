import { sql } from 'kysely'
import { bringBackSessions } from './bring-back-sessions.js'
import type { Db } from '../../db/database.js'
import { inSteps, ROWS_AT_ONCE } from '../../db/in-steps.js'
import { bringBackEnds } from './bring-back-ends.js'
import { bringBackGuests } from '../presence/flush-presence.js'
import type { Site } from '../site/site.js'
import { CLOCKS_APART, type Calendar } from '../../calendar.js'
import { bringBackMembers } from './bring-back-members.js'
import { bringBackThreads } from './bring-back-threads.js'
import { bringBackToday } from '../counters/day-counters.js'

/** The newest posts by which it is judged whose fault it is. */
const NEWEST = 20

/** How many rows of each kind were brought back. */
export interface BroughtBack {
  threads: number
  boards: number
  highlights: number
  members: number
  sessions: number
  others: number
}

/**
 * Brings times that lie in the future, as a wrong clock leaves them, back to now, in short steps: threads that would stand
 * on top of their board until then, boards whose today is yet to come, members and guests who would seem online, what
 * would count as read before it is written, sessions and highlights that would last too long. What was written keeps its
 * own time, and so do the ledger and the log. Returns how many there were; null when most of what is newest lies ahead,
 * for then it is this clock that is behind, and nothing is touched.
 */
export async function bringBackTimes(
  db: Db,
  site: Site,
  { calendar, windowMs }: { calendar: Calendar; windowMs: number },
): Promise<BroughtBack | null> {
  const { now } = calendar
  if (await isBehind(db, now)) return null
  const back: BroughtBack = { threads: 0, boards: 0, highlights: 0, members: 0, sessions: 0, others: 0 }
  const count = async (kind: keyof BroughtBack, step: (db: Db) => Promise<number>) =>
    inSteps(db, 'times', async (db) => {
      const rows = await step(db)
      back[kind] += rows
      return { isLast: rows < ROWS_AT_ONCE }
    })
  await count('threads', (db) => bringBackThreads(db, site, now))
  await count('boards', (db) => bringBackToday(db, calendar))
  await count('highlights', (db) => bringBackEnds(db, site, now))
  await bringBackMembers(db, { now, windowMs }, back)
  await count('sessions', (db) => bringBackSessions(db, now))
  await count('others', (db) => bringBackGuests(db, now))
  await count('others', (db) => bringBackRest(db, now))
  return back
}

async function isBehind(db: Db, now: number): Promise<boolean> {
  const newest = await db
    .selectFrom('posts')
    .select('createdAt')
    .where('id', '>', sql<number>`(select max(id) from posts) - ${NEWEST}`)
    .execute()
  return newest.filter(({ createdAt }) => createdAt > now + CLOCKS_APART).length > newest.length / 2
}

/** What is kept for a while, by when it was kept, and the day of the record. */
async function bringBackRest(db: Db, now: number): Promise<number> {
  const ahead = now + CLOCKS_APART
  const results = await db
    .updateTable('formResults')
    .set({ createdAt: now })
    .where('createdAt', '>', ahead)
    .executeTakeFirst()
  const forms = await db
    .updateTable('keptForms')
    .set({ createdAt: now })
    .where('createdAt', '>', ahead)
    .executeTakeFirst()
  await db.updateTable('siteCounters').set({ at: now }).where('at', '>', ahead).execute()
  const rows = Number(results.numUpdatedRows + forms.numUpdatedRows)
  // All of them at once.
  return Math.min(rows, ROWS_AT_ONCE - 1)
}
