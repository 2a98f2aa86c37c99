import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.js'
import { DatabaseUnavailable } from '../../src/db/failures.js'
import { inTransaction } from '../../src/db/transaction.js'
import { flushOnce } from '../../src/server/beats.js'
import { BrokenLine } from '../support/broken-line.js'
import type { Browser } from '../support/browser.js'
import { engine, type TestDatabase } from '../support/database.js'
import { buildWorld, worldDatabase, type World } from '../support/world.js'

/** Bounds so small that a test need not wait for them long. Milliseconds. */
const limits = { connections: 2, waitMs: 300, statementMs: 600, lockMs: 300 }

describe.runIf(engine === 'postgres')('A forum whose PostgreSQL server is gone', () => {
  let line: BrokenLine
  let database: TestDatabase
  let world: World
  let laowang: Browser

  beforeEach(async () => {
    database = await worldDatabase()
    line = await BrokenLine.to(database.address)
    const address = line.addressOf(database.address)
    world = await buildWorld({
      database: { ...database, address, open: () => openDatabase(address, limits) },
    })
    laowang = await world.forum.signIn('laowang')
  })
  afterEach(async () => {
    line.mend()
    await world.forum.close()
    await line.close()
    await database.drop()
  })

  const thread = () => `/threads/${world.thread.breakfast}`
  const posts = async (body: string) =>
    (await world.forum.db.selectFrom('posts').select('id').where('body', '=', body).execute()).length

  it('answers 503 with the text in a form, and takes it when the server is back', async () => {
    await laowang.get(`${thread()}/reply`)
    line.cut()
    const body = '　　数据库断了，这段话也不能丢 <b>&amp;'
    const failed = await laowang.submit('form.form', { body })
    expect(failed.status).toBe(503)
    expect(failed.headers.get('retry-after')).toBe('5')
    expect(failed.text('[role=alert]')).toContain('服务器正忙')
    expect(failed.$('textarea[name=body]').val()).toBe(body)
    expect(failed.html).not.toMatch(/postgres|ECONN|127\.0\.0\.1/i)
    // Once more, while it is still gone.
    expect((await laowang.submit('form.kept')).$('textarea[name=body]').val()).toBe(body)

    line.mend()
    const sent = await laowang.submit('form.kept')
    expect([sent.status, sent.text('[role=alert]')]).toEqual([303, ''])
    expect(await posts(body)).toBe(1)
    expect((await laowang.follow()).text()).toContain('这段话也不能丢')
  })

  it('never prints a password that was typed', async () => {
    const guest = world.forum.visitor()
    await guest.get('/login')
    line.cut()
    const page = await guest.submit('form[action="/login"]', {
      username: 'laowang',
      password: 'geheim-geheim',
    })
    expect(page.status).toBe(503)
    expect(page.html).not.toContain('geheim-geheim')
    line.mend()
    expect((await world.forum.signIn('laowang')).page.status).toBe(303)
  })

  it('answers visitors and members, healthz and readyz as it should, and recovers by itself', async () => {
    const guest = world.forum.visitor()
    expect((await guest.get(thread())).status).toBe(200)
    line.cut()
    for (const [browser, path, status] of [
      [guest, thread(), 503],
      [guest, '/', 503],
      [laowang, thread(), 503],
      [laowang, '/notices', 503],
      [guest, '/healthz', 200],
      [guest, '/readyz', 503],
      [guest, '/robots.txt', 200],
    ] as const)
      expect([path, (await browser.get(path)).status]).toEqual([path, status])
    await expect(flushOnce(world.forum.forum)).rejects.toThrow()
    line.mend()
    for (const path of ['/', thread(), '/readyz']) expect((await guest.get(path)).status).toBe(200)
    expect((await laowang.get('/notices')).status).toBe(200)
    await flushOnce(world.forum.forum)
  })

  it('waits no longer than it may for a server that says nothing', async () => {
    line.hush()
    expect((await laowang.get('/')).status).toBe(503)
    expect((await world.forum.visitor().get('/latest')).status).toBe(503)
    line.mend()
    expect((await laowang.get('/')).status).toBe(200)
  })

  it('answers 503 when all connections are taken for too long, and goes on when they are free', async () => {
    let free = () => {}
    const held = new Promise<void>((resolve) => (free = resolve))
    const holders = Array.from({ length: limits.connections }, () =>
      world.forum.db.connection().execute(async () => held),
    )
    const failed = await laowang.get('/')
    expect(failed.status).toBe(503)
    free()
    await Promise.all(holders)
    expect((await laowang.get('/')).status).toBe(200)
  })

  it('loses a transaction alone when the server ends its connection between two statements', async () => {
    const other = openDatabase(database.address)
    const { db } = world.forum
    const failed = inTransaction(db, async (db) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
      const { pid } = rows[0]!
      await sql`select pg_terminate_backend(${pid})`.execute(other)
      const isThere = async () =>
        (await sql`select 1 from pg_stat_activity where pid = ${pid}`.execute(other)).rows.length
      await expect.poll(isThere).toBe(0)
      await db.selectFrom('posts').select('id').execute()
    })
    await expect(failed).rejects.toThrow(DatabaseUnavailable)
    expect((await laowang.get('/')).status).toBe(200)
    await other.destroy()
  })

  it('gets over tables that a newer forum has altered under its prepared statements', async () => {
    // Of one connection: another would not have the statement prepared.
    const db = openDatabase(database.address, { ...limits, connections: 1 })
    const groups = async () => db.selectFrom('groups').selectAll().execute()
    expect(await groups()).toHaveLength(6)
    await sql`alter table groups add column newer bigint`.execute(db)
    await expect(groups()).rejects.toThrow(DatabaseUnavailable)
    expect(await groups()).toHaveLength(6)
    await db.destroy()
  })

  it('ends a statement that takes too long, and a wait for a row that is held', async () => {
    await expect(sql`select pg_sleep(5)`.execute(world.forum.db)).rejects.toThrow('statement timeout')
    await laowang.get(`${thread()}/reply`)
    const holder = openDatabase(database.address)
    await holder.transaction().execute(async (trx) => {
      await trx
        .updateTable('threads')
        .set({ viewCount: 1 })
        .where('id', '=', world.thread.breakfast)
        .execute()
      const failed = await laowang.submit('form.form', { body: '等得太久' })
      expect(failed.status).toBe(503)
      expect(failed.$('textarea[name=body]').val()).toBe('等得太久')
    })
    await holder.destroy()
    expect((await laowang.submit('form.form')).status).toBe(303)
    expect(await posts('等得太久')).toBe(1)
  })
})
