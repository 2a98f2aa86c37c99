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

/** Has `sweep`, which forgets `most` rows at most and says how many, forget all there are, in steps. Returns how many. */
export async function sweepInSteps(
  db: Db,
  turn: string,
  sweep: (db: Db, most: number) => Promise<number>,
): Promise<number> {
  let rows = 0
  await inSteps(db, turn, async (db) => {
    const swept = await sweep(db, ROWS_AT_ONCE)
    rows += swept
    return { isLast: swept < ROWS_AT_ONCE }
  })
  return rows
}
