import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../src/db/database.js'
import { analyze } from '../../src/db/integrity.js'
import { migrate } from '../../src/db/migrate.js'
import { inTransaction } from '../../src/db/transaction.js'

let folder: string
let db: Db

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'louzhu-'))
  db = openDatabase(join(folder, 'louzhu.db'))
  await migrate(db)
})

afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

async function pragma(handle: Db, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(handle)
  return Object.values(rows[0]!)[0]
}

describe('A connection', () => {
  it('is durable, also when it opens a file that is in WAL mode already', async () => {
    expect(await pragma(db, 'journal_mode')).toBe('wal')
    expect(await pragma(db, 'synchronous')).toBe(2)
    const second = openDatabase(join(folder, 'louzhu.db'))
    expect(await pragma(second, 'synchronous')).toBe(2)
    expect(await pragma(second, 'foreign_keys')).toBe(1)
    await second.destroy()
  })

  it('refuses values of the wrong type', async () => {
    await db.insertInto('versions').values({ name: 'a', version: 1 }).execute()
    await expect(sql`insert into versions (name, version) values ('b', 'many')`.execute(db)).rejects.toThrow()
  })
})

describe('Migrations', () => {
  it('run once', async () => {
    expect(await migrate(db)).toEqual([])
  })
})

describe('A transaction', () => {
  const version = (handle: Db) =>
    handle.selectFrom('versions').select('version').where('name', '=', 'site').executeTakeFirstOrThrow()
  const raise = (handle: Db) =>
    handle.updateTable('versions').set({ version: 99 }).where('name', '=', 'site').execute()

  it('undoes everything when it fails', async () => {
    await inTransaction(db, raise)
    expect((await version(db)).version).toBe(99)
    const failing = inTransaction(db, async (db) => {
      await db.updateTable('versions').set({ version: 100 }).where('name', '=', 'site').execute()
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await version(db)).version).toBe(99)
  })

  it('is joined by a deed used inside it', async () => {
    const failing = inTransaction(db, async (db) => {
      await inTransaction(db, raise)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await version(db)).version).not.toBe(99)
  })

  it('says so when the outer handle is used inside it, in place of waiting for ever', async () => {
    const outer = db
    await expect(inTransaction(db, () => version(outer))).rejects.toThrow('outer database handle')
    expect((await version(db)).version).toBeGreaterThan(0)
  })
})

describe('History', () => {
  it('is only ever added to', async () => {
    const member = {
      username: 'a',
      usernameKey: 'a',
      email: 'a',
      emailKey: 'a',
      passwordHash: '',
      groupId: 'member',
      registeredAt: 1,
    }
    await db.insertInto('members').values(member).execute()
    const entry = { memberId: 1, kind: 'wealth', amount: 1, cause: 'thread', balanceAfter: 1, createdAt: 1 }
    await db.insertInto('creditEntries').values(entry).execute()
    await expect(db.updateTable('creditEntries').set({ amount: 2 }).execute()).rejects.toThrow('append-only')
    await expect(db.deleteFrom('creditEntries').execute()).rejects.toThrow('append-only')
  })
})

it('Statistics are kept without samples, which would have every statement planned anew at each value', async () => {
  const db = openDatabase(':memory:')
  await migrate(db)
  await analyze(db)
  const count = async (table: string) =>
    (await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)).rows[0]!
      .count
  expect(await count('sqlite_stat1')).toBeGreaterThan(0)
  expect(await count('sqlite_stat4')).toBe(0)
  await db.destroy()
})
