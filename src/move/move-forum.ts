import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { bulkInsert } from '../db/bulk-insert.js'
import type { Db } from '../db/database.js'
import { continueIds } from '../db/ids.js'
import { takeTurns } from '../db/locking.js'
import { analyze } from '../db/integrity.js'
import { inTransaction } from '../db/transaction.js'
import { Refusal } from '../refusal.js'
import { needsSetUp } from '../forum/setup/set-up-forum.js'
import { loadSite } from '../forum/site/load-site.js'
import { setSetting } from '../forum/site/set-setting.js'
import { movedTables, type MovedTable } from './moved-tables.js'
import { batchesOf, columnsOf, digestOf, type Row } from './table-rows.js'

/** Milliseconds for what was under way when the site became read-only; what came later still, the comparison finds. */
const DRAIN = 3000

/** A table as it was moved: both sides have these rows with these values. */
export interface Receipt {
  table: string
  rows: number
  checksum: string
}

interface Move {
  source: Db
  target: Db
  /** told of each batch: the table, and rows read or written since the last call; each row is copied once and read twice */
  onProgress: (table: string, rows: number) => void
  /** asked between batches; true ends the move with nothing moved */
  isCancelled: () => boolean
}

/**
 * Copies the whole forum into an empty database, compares the two, and returns a line for each table. Meanwhile the site
 * is read-only, and `source` stays so afterwards: it is the old forum then. One transaction on the target: whenever it
 * is interrupted, nothing is there and it can be begun again. Throws Refusal when the target holds a forum, when the
 * move was cancelled, or when the two differ in the end; the site is then written to as before.
 */
export async function moveForum(move: Move): Promise<Receipt[]> {
  const { source, target } = move
  await requireEmpty(target)
  const { readOnly: wasReadOnly } = (await loadSite(source)).settings
  await setSetting(source, 'readOnly', '1')
  try {
    await pause(DRAIN)
    const receipts = await inTransaction(target, async (target) => copyAndCompare({ ...move, target }))
    if (!wasReadOnly) await setSetting(target, 'readOnly', '0')
    await analyze(target)
    return receipts
  } catch (error) {
    // Should this fail as well, what went wrong first is what counts.
    if (!wasReadOnly) await setSetting(source, 'readOnly', '0').catch(() => undefined)
    throw error
  }
}

async function requireEmpty(target: Db): Promise<void> {
  if (!(await needsSetUp(target)))
    throw new Refusal('conflict', () => 'the database to move to holds a forum already; give an empty one')
}

/** How many rows there are to move, for a bar that knows its end. */
export async function rowsToMove(db: Db): Promise<number> {
  let total = 0
  for (const { name } of movedTables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      db,
    )
    total += rows[0]!.count
  }
  return total
}

async function copyAndCompare({ source, target, onProgress, isCancelled }: Move): Promise<Receipt[]> {
  // Looked at once more: another move, or somebody who sets a forum up, may have been faster.
  await takeTurns(target, 'set up')
  await requireEmpty(target)
  const columns = await columnsOf(target)
  // What the migrations have put there.
  for (const { name } of movedTables.toReversed()) await sql`delete from ${sql.table(name)}`.execute(target)
  for (const table of movedTables) {
    const names = columns.get(table.name)!
    for await (const batch of batchesOf(source, table, names)) {
      if (isCancelled()) throw new Refusal('conflict', () => 'cancelled: nothing was moved')
      await bulkInsert(target, table.name, names, parentsFirst(table, names, batch))
      onProgress(table.name, batch.length)
    }
  }
  await continueIds(target)

  const receipts: Receipt[] = []
  for (const table of movedTables) {
    const names = columns.get(table.name)!
    const told = (rows: number) => onProgress(table.name, rows)
    const here = await digestOf(source, table, names, told)
    const there = await digestOf(target, table, names, told)
    if (here.rows !== there.rows || here.checksum !== there.checksum)
      throw new Refusal(
        'conflict',
        () =>
          `${table.name} differs: ${here.rows} rows here, ${there.rows} there; somebody wrote meanwhile. Nothing was moved, run it again`,
      )
    receipts.push({ table: table.name, ...there })
  }
  return receipts
}

/** A row that points at another of its table comes after that one. Such tables are small enough to be one batch. */
function parentsFirst({ parent }: MovedTable, columns: readonly string[], rows: Row[]): Row[] {
  if (parent === undefined) return rows
  const [id, up] = [columns.indexOf('id'), columns.indexOf(parent)]
  const parents = new Map(rows.map((row) => [row[id]!, row[up]!]))
  const depth = (row: string | number | null): number =>
    row === null ? 0 : 1 + depth(parents.get(row) ?? null)
  return rows.toSorted((one, other) => depth(one[id]!) - depth(other[id]!))
}
