import { sql, type Kysely } from 'kysely'

/** Removed posts of a thread: its replies are counted as all less these, by indexes, without reading those that stand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('posts_removed')
    .on('posts')
    .columns(['thread_id', 'floor'])
    .where(sql.ref('removed_at'), 'is not', null)
    .execute()
}
