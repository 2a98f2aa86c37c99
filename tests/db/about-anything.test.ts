import { Migrator, sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../src/db/database.js'
import { migrate, migrations } from '../../src/db/migrate.js'
import { emptyPostgres, engine, type TestDatabase } from '../support/database.js'

let database: TestDatabase | undefined
let db: Db

beforeEach(async () => {
  database = engine === 'postgres' ? await emptyPostgres() : undefined
  db = database?.open() ?? openDatabase(':memory:')
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0011'))
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => before },
  }).migrateToLatest()
  expect(error).toBeUndefined()
})

afterEach(async () => {
  await db.destroy()
  await database?.drop()
})

const statements = [
  sql`insert into members (id, username, username_key, email, email_key, password_hash, group_id, registered_at)
    values (1, '老王', '老王', 'a@b.cn', 'a@b.cn', '', 'member', 1)`,
  sql`insert into boards (id, name, position) values (1, '茶馆', 1)`,
  sql`insert into threads (id, board_id, author_id, subject, created_at, last_post_at, last_author_id, next_floor)
    values (7, 1, 1, '早点', 1, 1, 1, 1)`,
  sql`insert into posts (id, thread_id, floor, author_id, body, body_html, renderer_version, created_at)
    values (9, 7, 0, 1, '豆浆', '豆浆', 1, 1)`,
  sql`insert into moderation_log (id, thread_id, moderator_id, deed, detail, reason, created_at)
    values (3, 7, 1, 'highlight', '红色', '好', 5)`,
  sql`insert into notices (id, member_id, kind, actor_id, thread_id, post_id, created_at, is_read) values
    (4, 1, 'reply', 1, 7, 9, 6, 1), (5, 1, 'moderation', 1, 7, null, 6, 0)`,
]

it('The log and the notices of an older forum are about their threads and posts, and go on', async () => {
  for (const statement of statements) await statement.execute(db)
  expect(await migrate(db)).toContain('0011-about-anything')
  const filed = { threadId: 7, moderatorId: 1, deed: 'highlight', detail: '红色', reason: '好', createdAt: 5 }
  const chain = { before: null, after: null, undoes: null, previousHash: null }
  const about = { aboutKind: 'thread' as const, aboutId: 7 }
  expect(await db.selectFrom('moderationLog').selectAll().execute()).toEqual([
    { id: 3, ...about, ...filed, ...chain },
  ])
  const told = { memberId: 1, actorId: 1, threadId: 7, deed: '', reason: '', createdAt: 6 }
  expect(await db.selectFrom('notices').selectAll().orderBy('id').execute()).toEqual([
    {
      id: 4,
      kind: 'reply',
      aboutKind: 'post',
      aboutId: 9,
      groupKey: 'reply:7',
      postId: 9,
      isRead: 1,
      ...told,
    },
    { id: 5, kind: 'moderation', ...about, groupKey: '', postId: null, isRead: 0, ...told },
  ])

  // New rows get new numbers; history stays what it is; a deed is undone once.
  const undo = { ...filed, ...about, aboutKind: 'member' as const, threadId: null, undoes: 3 }
  const added = await db.insertInto('moderationLog').values(undo).returning('id').executeTakeFirstOrThrow()
  expect(added.id).toBe(4)
  await expect(db.updateTable('moderationLog').set({ reason: '改' }).execute()).rejects.toThrow(/append-only/)
  await expect(db.deleteFrom('moderationLog').execute()).rejects.toThrow(/append-only/)
  await expect(db.insertInto('moderationLog').values(undo).execute()).rejects.toThrow(/unique/i)
})
