import type { Kysely } from 'kysely'
import { column, strictTable } from '../src/db/columns.js'

/** Visitors of the last hours, so that several processes count each of them once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await strictTable(db, 'guests_online')
    .addColumn('guest_key', column.text, (c) => c.primaryKey().notNull())
    .addColumn('last_seen_at', column.time, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('guests_online_seen').on('guests_online').columns(['last_seen_at']).execute()
}
