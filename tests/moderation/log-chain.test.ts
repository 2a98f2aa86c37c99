import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/database.js'
import { inTransaction } from '../../src/db/transaction.js'
import { brokenLine } from '../../src/forum/moderation/log-chain.js'
import { logDeed } from '../../src/forum/moderation/log-deed.js'
import { engine, type TestDatabase } from '../support/database.js'
import { buildWorld, worldDatabase, type World } from '../support/world.js'

let database: TestDatabase
let world: World
let db: Db

beforeEach(async () => {
  database = await worldDatabase()
  world = await buildWorld({ database })
  db = world.forum.db
})
afterEach(async () => {
  await world.forum.close()
  await database.drop()
})

/** Writes lines about a member, each in a transaction of its own, and returns their ids. */
async function write(db: Db, count: number): Promise<number[]> {
  const ids: number[] = []
  for (let line = 0; line < count; line++)
    ids.push(
      await inTransaction(db, async (db) =>
        logDeed(db, {
          about: { kind: 'member', id: world.member.xiaoming },
          threadId: null,
          moderatorId: world.member.banzhu,
          deed: 'highlight',
          detail: `第 ${line} 条`,
          reason: '',
          before: { days: null },
          after: { days: line },
          undoes: null,
          now: world.forum.now,
        }),
      ),
    )
  return ids
}

/** Changes history behind the database's back. */
async function tamper(change: ReturnType<typeof sql>): Promise<void> {
  if (engine === 'postgres') await sql`alter table moderation_log disable trigger user`.execute(db)
  else
    for (const name of ['update', 'delete'])
      await sql`drop trigger ${sql.id(`moderation_log_no_${name}`)}`.execute(db)
  await change.execute(db)
}

describe('The moderation log', () => {
  it('is a chain, each line with the hash of the one before', async () => {
    expect(await brokenLine(db)).toBeNull()
    await write(db, 4)
    expect(await brokenLine(db)).toBeNull()
    const lines = await db.selectFrom('moderationLog').select('previousHash').orderBy('id').execute()
    expect(lines[0]!.previousHash).toBe('')
    expect(new Set(lines.map(({ previousHash }) => previousHash)).size).toBe(4)
  })

  it('begins its chain with the last line from before there was one', async () => {
    const old = { moderatorId: world.member.banzhu, deed: 'highlight', detail: '', reason: '', createdAt: 1 }
    const about = { aboutKind: 'thread' as const, aboutId: 1, threadId: world.thread.breakfast }
    await db
      .insertInto('moderationLog')
      .values([
        { ...old, ...about },
        { ...old, ...about },
      ])
      .execute()
    const [first] = await write(db, 2)
    expect(await brokenLine(db)).toBeNull()
    await tamper(sql`update moderation_log set reason = '没有的事' where id = ${first! - 1}`)
    expect(await brokenLine(db)).toBe(first)
  })

  it('tells of a line that was altered', async () => {
    const ids = await write(db, 5)
    await tamper(sql`update moderation_log set after = '{"days":7}' where id = ${ids[2]!}`)
    expect(await brokenLine(db)).toBe(ids[3])
  })

  it('tells of a line that was taken out, or whose hash was', async () => {
    const ids = await write(db, 5)
    await tamper(sql`delete from moderation_log where id = ${ids[1]!}`)
    expect(await brokenLine(db)).toBe(ids[2])
    await sql`update moderation_log set previous_hash = null where id = ${ids[2]!}`.execute(db)
    expect(await brokenLine(db)).toBe(ids[2])
  })

  // One SQLite file has servers on one machine: tests/cli/workers.test.ts.
  it.runIf(engine === 'postgres')('stays one chain when two servers write it at once', async () => {
    const there = database.open()
    const both = await Promise.all([db, there, db, there].map(async (each) => write(each, 15)))
    expect(new Set(both.flat()).size).toBe(60)
    expect(await brokenLine(db)).toBeNull()
    await there.destroy()
  })
})
