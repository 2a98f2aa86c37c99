import { sql, type Kysely } from 'kysely'
import { makeAppendOnly } from '../src/db/append-only.js'
import { column, strictTable } from '../src/db/columns.js'

/** Moods and their votes, the moderation log, and notices. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await strictTable(db, 'moods')
    .addColumn('id', column.id, (c) => c.primaryKey().notNull())
    .addColumn('title', column.text, (c) => c.notNull())
    .addColumn('voter_wealth', column.amount, (c) => c.notNull())
    .addColumn('author_wealth', column.amount, (c) => c.notNull())
    .execute()

  await strictTable(db, 'mood_votes')
    .addColumn('thread_id', column.id, (c) => c.notNull().references('threads.id'))
    .addColumn('member_id', column.id, (c) => c.notNull().references('members.id'))
    .addColumn('mood_id', column.id, (c) => c.notNull().references('moods.id'))
    .addColumn('created_at', column.time, (c) => c.notNull())
    .addPrimaryKeyConstraint('mood_votes_pk', ['thread_id', 'member_id'])
    .execute()

  await strictTable(db, 'mood_counts')
    .addColumn('thread_id', column.id, (c) => c.notNull().references('threads.id'))
    .addColumn('mood_id', column.id, (c) => c.notNull().references('moods.id'))
    .addColumn('votes', column.amount, (c) => c.notNull())
    .addPrimaryKeyConstraint('mood_counts_pk', ['thread_id', 'mood_id'])
    .execute()

  await strictTable(db, 'moderation_log')
    .addColumn('id', column.id, (c) => c.primaryKey().notNull())
    .addColumn('thread_id', column.id, (c) => c.notNull().references('threads.id'))
    .addColumn('moderator_id', column.id, (c) => c.notNull().references('members.id'))
    .addColumn('deed', column.text, (c) => c.notNull())
    .addColumn('detail', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('reason', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('created_at', column.time, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('moderation_log_thread')
    .on('moderation_log')
    .columns(['thread_id', 'id'])
    .execute()

  await strictTable(db, 'notices')
    .addColumn('id', column.id, (c) => c.primaryKey().notNull())
    .addColumn('member_id', column.id, (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('kind', column.text, (c) => c.notNull())
    .addColumn('actor_id', column.id, (c) => c.notNull().references('members.id'))
    .addColumn('thread_id', column.id, (c) => c.notNull().references('threads.id'))
    .addColumn('post_id', column.id, (c) => c.references('posts.id'))
    .addColumn('deed', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('reason', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('created_at', column.time, (c) => c.notNull())
    .addColumn('is_read', column.flag, (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('notices_member').on('notices').columns(['member_id', 'id']).execute()

  await db.schema
    .createIndex('notices_unread')
    .on('notices')
    .columns(['member_id'])
    .where(sql.ref('is_read'), '=', 0)
    .execute()

  // Both are history.
  await makeAppendOnly(db, 'moderation_log')
  await makeAppendOnly(db, 'credit_entries')
}
