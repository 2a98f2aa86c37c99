import type { Kysely } from 'kysely'
import { tidyOften } from '../src/db/autovacuum.js'
import { column, strictTable } from '../src/db/columns.js'

/** What several app servers have to know of each other: tries that are counted together, and whose secret is the forum's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // As rate-limiter-flexible writes it: a key, tries in its window, and when the window ends.
  await strictTable(db, 'limit_counts')
    .addColumn('key', column.text, (c) => c.primaryKey().notNull())
    .addColumn('points', column.amount, (c) => c.notNull())
    .addColumn('expire', column.time)
    .execute()
  await db.schema.createIndex('limit_counts_expiry').on('limit_counts').columns(['expire']).execute()

  // Facts about the forum as a whole that no webmaster sets.
  await strictTable(db, 'forum_facts')
    .addColumn('name', column.text, (c) => c.primaryKey().notNull())
    .addColumn('value', column.text, (c) => c.notNull())
    .execute()

  await tidyOften(db, 'threads')
}
