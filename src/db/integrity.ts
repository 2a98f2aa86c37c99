import { sql } from 'kysely'
import type { Db } from './database.js'
import { engineOf } from './engine.js'
import { tablesWithIds } from './ids.js'

/** What the engine itself finds wrong: damaged pages, rows that point nowhere, indexes that don't hold. Empty when all is well. */
export async function integrityProblems(db: Db): Promise<string[]> {
  return engineOf(db) === 'postgres' ? postgresProblems(db) : sqliteProblems(db)
}

async function sqliteProblems(db: Db): Promise<string[]> {
  const integrity = await sql<{ integrityCheck: string }>`pragma integrity_check`.execute(db)
  const foreign = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db)
  return [
    ...integrity.rows.map((row) => row.integrityCheck).filter((line) => line !== 'ok'),
    ...foreign.rows.map((row) => `a row of ${row.table} points to no row of ${row.parent}`),
  ]
}

// PostgreSQL keeps its constraints; what an administrator can leave behind is one that was never checked, an index whose
// making failed, or a sequence that was not carried on after rows were loaded.
async function postgresProblems(db: Db): Promise<string[]> {
  const unchecked = await sql<{ problem: string }>`
    select 'the constraint ' || conname || ' has never been checked' as problem
    from pg_constraint where not convalidated and connamespace = current_schema()::regnamespace
    union all
    select 'the index ' || relname || ' is not valid'
    from pg_index join pg_class on pg_class.oid = indexrelid
    where not indisvalid and relnamespace = current_schema()::regnamespace`.execute(db)
  const problems = unchecked.rows.map(({ problem }) => problem)
  for (const table of await tablesWithIds(db)) {
    const { rows } = await sql<{ isBehind: boolean }>`
      select coalesce(max(id), 0) > coalesce(pg_sequence_last_value(pg_get_serial_sequence(${table}, 'id')::regclass), 0)
        as is_behind from ${sql.table(table)}`.execute(db)
    if (rows[0]!.isBehind) problems.push(`new rows of ${table} would get numbers that are taken`)
  }
  return problems
}

/** Brings the planner's statistics up to date; to be called, outside transactions, after many rows have come or gone. */
export async function analyze(db: Db): Promise<void> {
  if (engineOf(db) === 'postgres') {
    // The map of pages that everybody sees as well: without it an index alone answers nothing.
    await sql`vacuum (analyze)`.execute(db)
    return
  }
  await sql`analyze`.execute(db)
  // With samples of values at hand SQLite plans a statement anew at each new value: three times the cost of a small one.
  await sql`delete from sqlite_stat4`.execute(db)
  await sql`analyze sqlite_schema`.execute(db)
}
