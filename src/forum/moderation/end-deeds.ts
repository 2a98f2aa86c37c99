import type { Db } from '../../db/database.js'
import { inSteps } from '../../db/in-steps.js'
import { lockMembers } from '../../db/locking.js'
import type { Shown } from '../shown.js'
import type { Site } from '../site/site.js'
import { threadsById } from '../threads/thread-queries.js'
import type { Thread } from '../threads/thread.js'
import type { StateDeed } from './deeds/deed.js'
import { threadDeeds } from './deeds/thread-deeds.js'
import { showSteps, statesNow, walkStep } from './walk-step.js'

/** Threads of one transaction. */
const AT_ONCE = 50

/**
 * Puts threads back to plain whose pin or highlight is over: a pin that has ended must leave the index of the board's
 * list, which looks at no clock. In short steps, by one server at a time. No line of the log: nobody did it, and the line
 * that began it says until when. Returns how many there were.
 */
export async function endDeeds(db: Db, site: Site, now: number): Promise<number> {
  let ended = 0
  for (const deed of threadDeeds) {
    const column = deed.ends as 'pinUntil' | 'highlightUntil' | undefined
    if (column === undefined) continue
    await inSteps(db, 'end deeds', async (db) => {
      const rows = await db
        .selectFrom('threads')
        .select('id')
        .where(column, '<=', now)
        .orderBy(column)
        .limit(AT_ONCE)
        .execute()
      const ids = rows.map(({ id }) => id)
      ended += await endThem(db, site, deed, { threads: await threadsById(db, ids), column, now })
      return { isLast: rows.length < AT_ONCE }
    })
  }
  return ended
}

async function endThem(
  db: Db,
  site: Site,
  deed: StateDeed,
  { threads, column, now }: { threads: Thread[]; column: string; now: number },
): Promise<number> {
  if (threads.length === 0) return 0
  await lockMembers(
    db,
    threads.map(({ authorId }) => authorId),
  )
  const states = await statesNow(
    db,
    deed,
    threads.map(({ id }) => id),
  )
  const shown: Shown[] = []
  let ended = 0
  for (const known of threads) {
    const before = states.get(known.id)
    const end = before?.[column]
    // A moderator may have given it more time meanwhile.
    if (before === undefined || typeof end !== 'number' || end > now) continue
    const step = { thread: { ...known, ...before }, before, after: deed.plain, now }
    shown.push(...(await walkStep(db, site, deed, step)))
    ended += 1
  }
  await showSteps(db, shown)
  return ended
}
