import { sql, type Kysely } from 'kysely'
import { makeAppendOnly } from '../src/db/append-only.js'
import { column, strictTable } from '../src/db/columns.js'

/**
 * The moderation log and notices are about anything, no longer about threads alone; jobs of the forum; threads of
 * another kind, pinned for a while.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await rebuildLog(db)
  await rebuildNotices(db)
  await addJobs(db)
  await addToThreads(db)
}

// SQLite takes no NOT NULL away, so both tables are made anew.

async function rebuildLog(db: Kysely<unknown>): Promise<void> {
  await strictTable(db, 'new_log')
    .addColumn('id', column.id, (c) => c.primaryKey().notNull())
    .addColumn('about_kind', column.text, (c) => c.notNull())
    .addColumn('about_id', column.id, (c) => c.notNull())
    .addColumn('thread_id', column.id, (c) => c.references('threads.id'))
    .addColumn('moderator_id', column.id, (c) => c.notNull().references('members.id'))
    .addColumn('deed', column.text, (c) => c.notNull())
    .addColumn('detail', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('reason', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('before', column.text)
    .addColumn('after', column.text)
    .addColumn('undoes', column.id, (c) => c.references('new_log.id'))
    .addColumn('previous_hash', column.text)
    .addColumn('created_at', column.time, (c) => c.notNull())
    .addCheckConstraint('moderation_log_about', sql`about_kind in ('thread', 'post', 'member', 'board')`)
    .execute()
  await sql`insert into new_log
      (id, about_kind, about_id, thread_id, moderator_id, deed, detail, reason, created_at)
    select id, 'thread', thread_id, thread_id, moderator_id, deed, detail, reason, created_at
    from moderation_log order by id`.execute(db)
  await replaceTable(db, 'moderation_log', 'new_log')
  await db.schema
    .createIndex('moderation_log_thread')
    .on('moderation_log')
    .columns(['thread_id', 'id'])
    .execute()
  await db.schema
    .createIndex('moderation_log_about')
    .on('moderation_log')
    .columns(['about_kind', 'about_id', 'id'])
    .execute()
  // A deed is undone once, whoever else tries at the same time.
  await db.schema
    .createIndex('moderation_log_undoes')
    .unique()
    .on('moderation_log')
    .columns(['undoes'])
    .where(sql.ref('undoes'), 'is not', null)
    .execute()
  await makeAppendOnly(db, 'moderation_log')
}

async function rebuildNotices(db: Kysely<unknown>): Promise<void> {
  await strictTable(db, 'new_notices')
    .addColumn('id', column.id, (c) => c.primaryKey().notNull())
    .addColumn('member_id', column.id, (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('kind', column.text, (c) => c.notNull())
    .addColumn('actor_id', column.id, (c) => c.notNull().references('members.id'))
    .addColumn('about_kind', column.text, (c) => c.notNull())
    .addColumn('about_id', column.id, (c) => c.notNull())
    .addColumn('group_key', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('thread_id', column.id, (c) => c.references('threads.id'))
    .addColumn('post_id', column.id, (c) => c.references('posts.id'))
    .addColumn('deed', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('reason', column.text, (c) => c.notNull().defaultTo(''))
    .addColumn('created_at', column.time, (c) => c.notNull())
    .addColumn('is_read', column.flag, (c) => c.notNull().defaultTo(0))
    .execute()
  await sql`insert into new_notices
      (id, member_id, kind, actor_id, about_kind, about_id, group_key, thread_id, post_id, deed, reason, created_at, is_read)
    select id, member_id, kind, actor_id, case when post_id is null then 'thread' else 'post' end,
      coalesce(post_id, thread_id), case kind when 'moderation' then '' else kind || ':' || thread_id end,
      thread_id, post_id, deed, reason, created_at, is_read
    from notices order by id`.execute(db)
  await replaceTable(db, 'notices', 'new_notices')
  await db.schema.createIndex('notices_member').on('notices').columns(['member_id', 'id']).execute()
  await db.schema
    .createIndex('notices_unread')
    .on('notices')
    .columns(['member_id'])
    .where(sql.ref('is_read'), '=', 0)
    .execute()
}

async function replaceTable(db: Kysely<unknown>, name: string, by: string): Promise<void> {
  await db.schema.dropTable(name).execute()
  await db.schema.alterTable(by).renameTo(name).execute()
}

async function addJobs(db: Kysely<unknown>): Promise<void> {
  await strictTable(db, 'jobs')
    .addColumn('name', column.text, (c) => c.primaryKey().notNull())
    .addColumn('next_at', column.time, (c) => c.notNull())
    .addColumn('started_at', column.time)
    .addColumn('finished_at', column.time)
    .addColumn('last_result', column.text)
    .addColumn('last_error', column.text)
    .execute()
}

async function addToThreads(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('threads').addColumn('pin_until', column.time).execute()
  await db.schema.alterTable('threads').addColumn('kind', column.text).execute()
  // What ends by itself is few of all threads.
  for (const column of ['pin_until', 'highlight_until'])
    await db.schema
      .createIndex(`threads_${column}`)
      .on('threads')
      .columns([column])
      .where(sql.ref(column), 'is not', null)
      .execute()
}
