import { sql } from 'kysely'
import type { Db } from '../../src/db/database.js'
import { continueIds } from '../../src/db/ids.js'
import { movedTables } from '../../src/move/moved-tables.js'

const tables = movedTables.map(({ name }) => name)

/**
 * Remembers all rows of a PostgreSQL database in a schema beside them, so that a later test finds it just so: putting
 * rows back takes a tenth of the time that making a database takes. Returns what `restore` checks the tables by.
 */
export async function remember(db: Db): Promise<string> {
  await sql`create schema snapshot`.execute(db)
  for (const table of tables)
    await sql`create table ${sql.id('snapshot', table)} as table ${sql.id('public', table)}`.execute(db)
  return shapeOf(db)
}

/** Puts all rows back as they were. Returns false when a test has altered the tables themselves. */
export async function restore(db: Db, shape: string): Promise<boolean> {
  if ((await shapeOf(db)) !== shape) return false
  const steps = tables.map(
    (table) =>
      `delete from public.${table}; insert into public.${table} overriding system value select * from snapshot.${table};`,
  )
  // Neither rows that are history nor those that others point at may be deleted, but by who replays what was logged.
  await sql`do ${sql.lit(`begin set local session_replication_role = replica; ${steps.join(' ')} end`)}`.execute(
    db,
  )
  await continueIds(db)
  return true
}

async function shapeOf(db: Db): Promise<string> {
  const { rows } = await sql<{ shape: string }>`
    select concat(
      (select count(*) from pg_attribute join pg_class on pg_class.oid = attrelid
       where relnamespace = 'public'::regnamespace and not attisdropped), ' ',
      (select count(*) from pg_trigger), ' ', (select count(*) from pg_class)) as shape`.execute(db)
  return rows[0]!.shape
}
