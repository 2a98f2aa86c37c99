import { sql } from 'kysely'
import type { Db } from '../../src/db/database.js'
import { engine } from './database.js'

/** Makes one kind of write to a table fail as on a full disk, until `makeRoom`. */
export async function fillDisk(db: Db, write: 'insert' | 'update', table: string): Promise<void> {
  const on = sql`before ${sql.raw(write)} on ${sql.table(table)}`
  if (engine === 'sqlite') {
    await sql`create trigger full_disk ${on} begin select raise(abort, 'disk full'); end`.execute(db)
    return
  }
  await sql`create or replace function full_disk() returns trigger language plpgsql as
    'begin raise exception ''disk full'' using errcode = ''53100''; end'`.execute(db)
  await sql`create trigger full_disk ${on} execute function full_disk()`.execute(db)
}

/** Lets `table` be written to again. */
export async function makeRoom(db: Db, table: string): Promise<void> {
  await sql`drop trigger full_disk ${engine === 'postgres' ? sql`on ${sql.table(table)}` : sql``}`.execute(db)
}
