import type { Db } from '../../db/database.js'
import { lockMembers } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import type { Shown } from '../shown.js'
import type { Site } from '../site/site.js'
import type { Thread } from '../threads/thread.js'
import { isEqual, type State, type StateDeed } from './deeds/deed.js'
import { showSteps, statesNow, tellStep, walkStep, type Doer } from './walk-step.js'

/** Threads of one transaction: those who wait for their rows wait for no more. */
const CHUNK = 50

/** What became of one thread: the line of the log, or null when it stood so already. */
export interface Outcome {
  threadId: number
  logId: number | null
}

/**
 * Leads threads to the state that `wants` says, of how each stands, logs it and tells the authors. What stands so already costs no
 * write. `by` has passed its checks. Fifty threads at a time are one transaction; outcomes in the order of the ids.
 */
export async function doDeed(
  db: Db,
  site: Site,
  {
    deed,
    threads,
    wants,
    by,
  }: { deed: StateDeed; threads: readonly Thread[]; wants: (stands: State) => State; by: Doer },
): Promise<Outcome[]> {
  const isWanted = (stands: State) => isEqual(stands, wants(stands))
  const outcomes: Outcome[] = []
  const inOrder = [...threads].sort((a, b) => a.id - b.id)
  for (let start = 0; start < inOrder.length; start += CHUNK) {
    const chunk = inOrder.slice(start, start + CHUNK)
    const open = chunk.filter((thread) => !isWanted(deed.stands(thread, by.now)))
    const done = open.length === 0 ? new Map<number, number>() : await doChunk(open)
    outcomes.push(...chunk.map(({ id }) => ({ threadId: id, logId: done.get(id) ?? null })))
  }
  return outcomes

  async function doChunk(chunk: readonly Thread[]): Promise<Map<number, number>> {
    return inTransaction(db, async (db) => {
      await lockMembers(
        db,
        chunk.map(({ authorId }) => authorId),
      )
      const states = await statesNow(
        db,
        deed,
        chunk.map(({ id }) => id),
      )
      const done = new Map<number, number>()
      const shown: Shown[] = []
      for (const known of chunk) {
        const before = states.get(known.id)
        const thread = { ...known, ...before }
        const stands = deed.stands(thread, by.now)
        // Somebody may have done it meanwhile.
        if (before === undefined || isWanted(stands)) continue
        const step = { thread, before, after: wants(stands), now: by.now }
        shown.push(...(await walkStep(db, site, deed, step)))
        done.set(thread.id, await tellStep(db, site, { deed, step, by }))
      }
      await showSteps(db, shown)
      return done
    })
  }
}
