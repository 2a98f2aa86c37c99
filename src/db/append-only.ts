import { sql, type Kysely } from 'kysely'
import { engineOf } from './engine.js'

/** Has the database refuse to change or delete rows of `table`: what stands there is history, whoever asks. */
export async function makeAppendOnly(db: Kysely<unknown>, table: string): Promise<void> {
  const refusal = sql.lit(`${table} is append-only`)
  if (engineOf(db) === 'postgres') {
    const refuse = sql.raw(`${table}_append_only`)
    await sql`create or replace function ${refuse}() returns trigger language plpgsql as
      ${sql.raw(`'begin raise exception ''${table} is append-only''; end'`)}`.execute(db)
    await sql`create trigger ${refuse} before update or delete on ${sql.table(table)}
      for each row execute function ${refuse}()`.execute(db)
    return
  }
  for (const change of ['update', 'delete']) {
    await sql`create trigger ${sql.raw(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)}
      begin select raise(abort, ${refusal}); end`.execute(db)
  }
}
