import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../../src/db/database.js'
import { BrokenLine } from '../support/broken-line.js'
import { Browser } from '../support/browser.js'
import { administer, databaseAt, emptyPostgres, engine, type TestDatabase } from '../support/database.js'
import { louzhu } from '../support/command.js'
import { databaseEnvironment, dataFolder, shareDatabase } from '../support/data-folder.js'
import { spawnLouzhu, startForum } from '../support/process.js'

const PATIENCE = 60_000

describe('A database made by a newer Louzhu', () => {
  it('is refused in one line and left as it is', { timeout: PATIENCE }, async () => {
    const data = dataFolder()
    expect((await louzhu(data, ['migrate'])).code).toBe(0)
    const address =
      engine === 'postgres' ? (await databaseEnvironment(data)).DATABASE_URL! : join(data, 'louzhu.db')
    const db = openDatabase(address)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2030-01-01')`.execute(db)
    for (const args of [['start'], ['migrate'], ['setting', 'get']]) {
      const { code, err } = await louzhu(data, args, { env: { PORT: '0' } })
      expect([args[0], code]).toEqual([args[0], 78])
      expect(err).toMatch(/^louzhu: the database was made by a newer Louzhu \(it has 9999-future\)[^\n]+\n$/)
    }
    const { rows } = await sql<{ count: number }>`select count(*) as count from kysely_migration`.execute(db)
    expect(rows[0]!.count).toBeGreaterThan(6)
    await db.destroy()
  })
})

describe('A second data folder with another secret', () => {
  it('is refused, by name and reason, until it is copied or adopted', { timeout: PATIENCE }, async () => {
    const first = dataFolder()
    const args = ['member', 'add', '--name', '站长', '--email', 'z@example.com', '--password-stdin']
    const input = 'mi-ma-hen-chang-7'
    expect((await louzhu(first, args, { input })).code).toBe(0)
    const second = dataFolder()
    if (engine === 'postgres') shareDatabase(first, second)
    else cpSync(join(first, 'louzhu.db'), join(second, 'louzhu.db'))
    const refused = await louzhu(second, ['start'], { env: { PORT: '0' } })
    expect(refused.code).toBe(78)
    expect(refused.err).toMatch(/^louzhu: secrets\.json in DATA_DIR is not this forum's[^\n]+\n$/)
    const hashed = await louzhu(second, ['member', 'password', '--name', '站长', '--password-stdin'], {
      input,
    })
    expect([hashed.code, hashed.err]).toEqual([78, expect.stringContaining('secrets.json')])

    expect((await louzhu(second, ['secret', 'adopt'])).code).toBe(0)
    const forum = await startForum(second)
    expect((await new Browser(forum.origin).get('/')).status).toBe(200)
  })
})

describe.runIf(engine === 'postgres')('A PostgreSQL that can not be used', { timeout: PATIENCE }, () => {
  let database: TestDatabase
  let data: string

  beforeEach(async () => {
    database = await emptyPostgres()
    data = dataFolder()
  })
  afterEach(async () => database.drop())

  /** Starts the forum with this address, which must end with one line that does not hold the password. */
  async function refusal(address: string): Promise<{ code: number | null; line: string }> {
    const env = { DATABASE_URL: address, PORT: '0', LOG_LEVEL: 'trace' }
    const { code, err, out } = await spawnLouzhu(data, ['start'], { env })
    expect(err.trim().split('\n')).toHaveLength(1)
    const password = decodeURIComponent(new URL(address).password)
    expect(password).not.toBe('')
    expect(err + out).not.toContain(password)
    return { code, line: err.trim() }
  }

  it('for its password, its name, its port or its host says so, and a good one starts', async () => {
    const altered = (change: (url: URL) => void) => {
      const url = new URL(database.address)
      change(url)
      return url.href
    }
    expect(await refusal(altered((url) => (url.password = 'verkehrt%21')))).toEqual({
      code: 78,
      line: 'louzhu: DATABASE_URL: the server answers, but it refuses the name or the password',
    })
    expect(await refusal(altered((url) => (url.pathname = '/nirgends')))).toEqual({
      code: 78,
      line: 'louzhu: DATABASE_URL: the server answers, but it has no database of this name; create it first',
    })
    expect(await refusal(altered((url) => (url.port = '1')))).toEqual({
      code: 69,
      line: expect.stringMatching(/can't be reached: connect ECONNREFUSED 127\.0\.0\.1:1$/) as string,
    })
    expect(await refusal(altered((url) => (url.hostname = 'nirgends.invalid')))).toEqual({
      code: 69,
      line: expect.stringContaining("can't be reached") as string,
    })
    const forum = await startForum(data, { DATABASE_URL: database.address })
    expect((await new Browser(forum.origin).get('/healthz')).status).toBe(200)
  })

  it('for its age is refused', async () => {
    const db = database.open()
    await sql`create function public.current_setting(text) returns text language sql as
      'select case $1 when ''server_version_num'' then ''140009'' when ''server_version'' then ''14.9'' else pg_catalog.current_setting($1) end'`.execute(
      db,
    )
    const name = new URL(database.address).pathname.slice(1)
    await sql`alter database ${sql.id(name)} set search_path = public, pg_catalog`.execute(db)
    await db.destroy()
    expect(await refusal(database.address)).toEqual({
      code: 78,
      line: 'louzhu: DATABASE_URL: PostgreSQL 14.9 is too old; 15 or newer is needed',
    })
  })

  it('for its encoding is refused', async () => {
    const { server } = inject('postgres')
    const name = `louzhu_latin_${process.pid}`
    await administer(
      server,
      sql`create database ${sql.id(name)} template template0 encoding 'LATIN1' locale 'C'`,
    )
    expect(await refusal(databaseAt(server, name))).toEqual({
      code: 78,
      line: "louzhu: DATABASE_URL: the database's encoding is LATIN1; create it with encoding UTF8",
    })
    await administer(server, sql`drop database ${sql.id(name)} with (force)`)
  })

  it('for a while makes no running forum end, and no line of its log holds the password', async () => {
    const line = await BrokenLine.to(database.address)
    const address = line.addressOf(database.address)
    const forum = await startForum(data, { DATABASE_URL: address, LOG_LEVEL: 'trace' })
    let log = ''
    forum.child.stdout!.on('data', (chunk: string) => (log += chunk))
    const guest = new Browser(forum.origin)
    expect((await guest.get('/')).status).toBe(200)
    line.cut()
    expect((await guest.get('/')).status).toBe(503)
    await expect.poll(() => log.includes('a beat failed'), { timeout: 10_000 }).toBe(true)
    line.mend()
    expect((await guest.get('/')).status).toBe(200)
    expect(forum.child.exitCode).toBe(null)
    expect(log).toContain('request failed')
    expect(log).not.toContain(new URL(address).password)
    await line.close()
  })

  it('by two servers that start at once is made ready once', async () => {
    const other = dataFolder()
    const env = { DATABASE_URL: database.address }
    const [here, there] = await Promise.all([
      spawnLouzhu(data, ['migrate'], { env }),
      spawnLouzhu(other, ['migrate'], { env }),
    ])
    expect([here.code, there.code, here.err, there.err]).toEqual([0, 0, '', ''])
    expect([here.out, there.out].filter((out) => out.includes('0001-members'))).toHaveLength(1)
  })
})
