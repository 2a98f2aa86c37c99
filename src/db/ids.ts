import { sql } from 'kysely'
import type { Db } from './database.js'
import { engineOf } from './engine.js'

/** Tables whose rows get a number of their own. */
export async function tablesWithIds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES' order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

/**
 * Has new rows go on from the highest number there is; to be called after rows were written with numbers of their own.
 * SQLite looks at the rows itself, PostgreSQL has a sequence beside them.
 */
export async function continueIds(db: Db): Promise<void> {
  if (engineOf(db) === 'sqlite') return
  for (const table of await tablesWithIds(db)) {
    await sql`
      select setval(pg_get_serial_sequence(${table}, 'id'), greatest(max(id), 1), max(id) is not null)
      from ${sql.table(table)}`.execute(db)
  }
}
