import { sql } from 'kysely'
import type { Db } from './database.js'

/** What the engine itself finds wrong with its file: damaged pages, rows that point nowhere. Empty when all is well. */
export async function integrityProblems(db: Db): Promise<string[]> {
  const integrity = await sql<{ integrityCheck: string }>`pragma integrity_check`.execute(db)
  const foreign = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db)
  return [
    ...integrity.rows.map((row) => row.integrityCheck).filter((line) => line !== 'ok'),
    ...foreign.rows.map((row) => `a row of ${row.table} points to no row of ${row.parent}`),
  ]
}

/** Brings the planner's statistics up to date; to be called after many rows have come or gone. */
export async function analyze(db: Db): Promise<void> {
  await sql`analyze`.execute(db)
  // With samples of values at hand SQLite plans a statement anew at each new value: three times the cost of a small one.
  await sql`delete from sqlite_stat4`.execute(db)
  await sql`analyze sqlite_schema`.execute(db)
}
