import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Db } from './database.js'
import { tryTurn } from './locking.js'
import { inTransaction } from './transaction.js'

/** Rows that one step of long work changes: some milliseconds, in which no page waits. */
export const ROWS_AT_ONCE = 500

/**
 * Does long work in short steps, each a transaction of its own; between them whoever waits is served. A step says whether
 * it was the last. One server at a time: who finds another at `turn` leaves it to that one and returns false.
 */
export async function inSteps(
  db: Db,
  turn: string,
  step: (db: Db) => Promise<{ isLast: boolean }>,
): Promise<boolean> {
  for (;;) {
    const done = await inTransaction(db, async (db) => ((await tryTurn(db, turn)) ? step(db) : null))
    if (done === null) return false
    if (done.isLast) return true
    await nextTurn()
  }
}
