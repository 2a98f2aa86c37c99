import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../src/db/database.js'
import { migrate } from '../../src/db/migrate.js'
import { movedTables } from '../../src/move/moved-tables.js'
import { moveForum, type Receipt } from '../../src/move/move-forum.js'
import { loadSite } from '../../src/forum/site/load-site.js'
import { newDatabase, type TestDatabase } from '../support/database.js'
import { TestForum } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'
import { refusalText } from '../support/refusal-text.js'

const MOVE_TIME = 60_000

let world: World
let folder: string
let target: Db
const databases: TestDatabase[] = []

beforeEach(async () => {
  world = await buildWorld()
  folder = mkdtempSync(join(tmpdir(), 'louzhu-move-'))
  // To the other engine and back is tests/servers/there-and-back.test.ts.
  target = openDatabase(join(folder, 'new.db'))
  await migrate(target)
})
afterEach(async () => {
  await target.destroy()
  await world.forum.close()
  for (const database of databases.splice(0)) await database.drop()
  rmSync(folder, { recursive: true })
})

interface Given {
  onProgress?: (table: string, rows: number) => void
  isCancelled?: () => boolean
}

async function move({ onProgress = () => undefined, isCancelled = () => false }: Given = {}): Promise<
  Receipt[]
> {
  return moveForum({ source: world.forum.db, target, onProgress, isCancelled })
}

async function rowsOf(db: Db, table: string): Promise<unknown[]> {
  const rows = await db
    .selectFrom(table as 'posts')
    .selectAll()
    .execute()
  return rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort()
}

const isReadOnly = async (db: Db) => (await loadSite(db)).settings.readOnly

describe('A moved forum', { timeout: MOVE_TIME }, () => {
  it('has every row that it had, and a receipt for each table', async () => {
    const { db } = world.forum
    const laowang = await world.forum.signIn('laowang')
    await laowang.get(`/threads/${world.thread.council}`)
    let told = 0
    const receipts = await move({ onProgress: (_table, rows) => (told += rows) })
    for (const table of ['members', 'posts', 'threads', 'boards', 'sessions', 'creditEntries', 'notices']) {
      const before = await rowsOf(db, table)
      expect(before.length).toBeGreaterThan(0)
      expect([table, await rowsOf(target, table)]).toEqual([table, before])
    }
    const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0)
    expect(told).toBe(3 * rows)
    expect(receipts.map(({ table }) => table)).toEqual(movedTables.map(({ name }) => name))
    expect(receipts.find(({ table }) => table === 'posts')).toMatchObject({
      rows: 6,
      checksum: /^[0-9a-f]{16}$/,
    })
  })

  it('goes on: members stay signed in, and new rows get new numbers', async () => {
    const laowang = await world.forum.signIn('laowang')
    await move()
    const path = join(folder, 'new.db')
    const database = { address: path, open: () => openDatabase(path), drop: async () => undefined }
    const moved = await TestForum.open({ database })
    moved.now = world.forum.now
    const browser = moved.visitor()
    for (const [name, value] of laowang.cookies) browser.cookies.set(name, value)
    await browser.get(`/threads/${world.thread.breakfast}`)
    const sent = await browser.submit('#reply form', { body: '搬家以后第一帖' })
    expect(sent.status).toBe(303)
    expect((await browser.follow()).text()).toContain('搬家以后第一帖')
    await moved.close()
  })

  it('leaves the old one read-only, and is itself written to', async () => {
    await move()
    expect(await isReadOnly(world.forum.db)).toBe(true)
    expect(await isReadOnly(target)).toBe(false)
  })

  it('is not moved into another forum', async () => {
    await move()
    await world.forum.set('readOnly', '0')
    expect(await refusalText(move)).toContain('holds a forum already')
    expect(await isReadOnly(world.forum.db)).toBe(false)
  })

  it('is moved once when somebody moves it twice at once', async () => {
    const both = [move(), move()]
    const moves = await Promise.allSettled(both)
    expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusalText(() => Promise.all(both))).toContain('holds a forum already')
    expect(await rowsOf(target, 'posts')).toHaveLength(6)
  })

  it('is as before when the move is cancelled, and can be moved again', async () => {
    let batches = 0
    const cancelled = move({ isCancelled: () => ++batches > 8 })
    expect(await refusalText(() => cancelled)).toContain('cancelled')
    expect(await isReadOnly(world.forum.db)).toBe(false)
    expect(await rowsOf(target, 'members')).toEqual([])
    expect((await rowsOf(target, 'groups')).length).toBeGreaterThan(0)
    expect((await move()).find(({ table }) => table === 'posts')?.rows).toBe(6)
  })

  it('is not moved when somebody wrote meanwhile all the same', async () => {
    let hasWritten = false
    const late = move({
      onProgress: (table) => {
        if (table !== 'moderation_log' && table !== 'notices') return
        if (hasWritten) return
        hasWritten = true
        void world.forum.db.updateTable('posts').set({ subject: '还在写' }).where('id', '=', 1).execute()
      },
    })
    expect(await refusalText(() => late)).toMatch(/^posts differs: 6 rows here, 6 there/)
    expect(await rowsOf(target, 'members')).toEqual([])
    expect(await isReadOnly(world.forum.db)).toBe(false)
  })

  it('has its boards, also one that stands below a younger one', async () => {
    const { db } = world.forum
    await db
      .updateTable('boards')
      .set({ parentId: world.board.tea })
      .where('id', '=', world.board.sub)
      .execute()
    expect(world.board.tea).toBeGreaterThan(world.board.sub)
    await move()
    expect(await rowsOf(target, 'boards')).toEqual(await rowsOf(db, 'boards'))
  })
})

it('Every table moves, after those that its rows point at', async () => {
  const database = await newDatabase()
  databases.push(database)
  const db = database.open()
  const tables = await db.withoutPlugins().introspection.getTables()
  expect(movedTables.map(({ name }) => name).sort()).toEqual(tables.map(({ name }) => name).sort())
  await db.destroy()
})
