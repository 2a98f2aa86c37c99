import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { emptyPostgres, engine } from '../support/database.js'
import { louzhu } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'
import { startForum } from '../support/process.js'

const onSqlite = { DATABASE_URL: '' }

describe.runIf(engine === 'postgres')('louzhu move', () => {
  it('takes a forum from SQLite to PostgreSQL and back', { timeout: 120_000 }, async () => {
    const data = dataFolder()
    const size = ['--members', '30', '--boards', '3', '--threads', '60', '--posts', '6000']
    await louzhu(data, ['generate', ...size], { env: onSqlite })
    const database = await emptyPostgres()
    const there = await louzhu(data, ['move', '--to', database.address, '--json'], { env: onSqlite })
    expect([there.code, there.err]).toEqual([0, ''])
    const receipt = JSON.parse(there.out) as { tables: { table: string; rows: number; checksum: string }[] }
    expect(receipt.tables.find(({ table }) => table === 'posts')?.rows).toBe(6000)

    // The old one only reads, the new one takes replies.
    const env = { DATABASE_URL: database.address }
    expect((await louzhu(data, ['setting', 'get', 'readOnly'], { env: onSqlite })).out).toBe('1\n')
    expect((await louzhu(data, ['doctor'], { env })).out).toBe('all is well\n')
    const forum = await startForum(data, env)
    const browser = new Browser(forum.origin)
    await browser.get('/login')
    await browser.submit('form[action="/login"]', { username: 'banzhu', password: 'louzhu-demo' })
    await browser.get('/threads/2/reply')
    expect((await browser.submit('form.form', { body: '搬来的第一帖' })).status).toBe(303)
    forum.child.kill('SIGTERM')
    await forum.ended

    const file = join(data, 'back.db')
    const back = await louzhu(data, ['move', '--to', file], { env })
    expect([back.code, back.err]).toEqual([0, ''])
    expect(back.out).toMatch(/^posts +6001 {2}[0-9a-f]{16}$/m)
    expect(existsSync(`${file}.moving`)).toBe(false)
    const again = await louzhu(data, ['move', '--to', file], { env })
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('move it aside first')])
    rmSync(join(data, 'louzhu.db'))
    await database.drop()
  })

  it('says in one line, and without a password, why it can not', async () => {
    const data = dataFolder()
    await louzhu(data, ['board', 'add', '--name', '版'], { env: onSqlite })
    const { code, err, out } = await louzhu(
      data,
      ['move', '--to', 'postgres://louzhu:geheim@127.0.0.1:1/x'],
      {
        env: onSqlite,
      },
    )
    expect(code).toBe(69)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err + out).not.toContain('geheim')
    expect((await louzhu(data, ['setting', 'get', 'readOnly'], { env: onSqlite })).out).toBe('0\n')
  })
})
