import { describe, expect, it } from 'vitest'
import { routes } from '../../src/routes.js'
import { Browser } from '../support/browser.js'
import { louzhu } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'
import { spawnLouzhu, startForum } from '../support/process.js'

describe('The louzhu command', () => {
  it('adds boards, members and moderators that the forum then has', async () => {
    const data = dataFolder()
    const founder = await louzhu(
      data,
      [
        'member',
        'add',
        '--name',
        'zhanzhang',
        '--email',
        'a@example.com',
        '--group',
        'founder',
        '--password-stdin',
        '--json',
      ],
      { input: '一个很长的口令不会被截断\n' },
    )
    expect(founder).toMatchObject({ code: 0, out: '{"id":1}\n' })
    await louzhu(
      data,
      ['member', 'add', '--name', 'banzhu', '--email', 'b@example.com', '--password-stdin'],
      { input: 'correct horse battery' },
    )
    expect((await louzhu(data, ['board', 'add', '--name', '街坊天地', '--json'])).out).toBe('{"id":1}\n')
    expect((await louzhu(data, ['board', 'add', '--name', '茶余饭后', '--parent', '1', '--json'])).out).toBe(
      '{"id":2}\n',
    )
    expect((await louzhu(data, ['moderator', 'add', '--board', '2', '--name', 'banzhu'])).code).toBe(0)
    await louzhu(data, ['setting', 'set', 'siteName', '老街坊'])

    const { origin, setupPath } = await startForum(data)
    expect(setupPath).toBeNull()
    const visitor = new Browser(origin)
    const index = await visitor.get('/')
    expect(index.text('title')).toContain('老街坊')
    expect(index.text('tr.board')).toContain('banzhu')
    await visitor.get('/login')
    expect(
      (
        await visitor.submit('form[action="/login"]', {
          username: 'zhanzhang',
          password: '一个很长的口令不会被截断',
        })
      ).status,
    ).toBe(303)
  })

  it('sets a password that takes the place of the old one', async () => {
    const data = dataFolder()
    await louzhu(data, [
      'member',
      'add',
      '--name',
      'zhanzhang',
      '--email',
      'a@example.com',
      '--group',
      'founder',
    ])
    const made = await louzhu(data, ['member', 'password', '--name', 'zhanzhang', '--json'])
    const { password } = JSON.parse(made.out) as { password: string }
    const visitor = new Browser((await startForum(data)).origin)
    await visitor.get('/login')
    expect((await visitor.submit('form[action="/login"]', { username: 'zhanzhang', password })).status).toBe(
      303,
    )
  })

  it('has help for every command', async () => {
    const data = dataFolder()
    for (const words of [
      [],
      ['start'],
      ['migrate'],
      ['member', 'add'],
      ['member', 'password'],
      ['board', 'add'],
      ['moderator', 'add'],
      ['setting', 'list'],
      ['setting', 'get'],
      ['setting', 'reset'],
      ['job', 'list'],
      ['job', 'run'],
      ['generate'],
      ['recount'],
      ['rerender'],
      ['doctor'],
      ['move'],
      ['secret', 'adopt'],
    ]) {
      const help = await louzhu(data, [...words, '--help'])
      expect(help.code, words.join(' ')).toBe(0)
      expect(help.out).toContain('Usage: louzhu')
    }
  })

  it('says in one line what is wrong', async () => {
    const data = dataFolder()
    const cases: [string[], Record<string, string>, number][] = [
      [['nonsense'], {}, 1],
      [['member', 'add', '--name', 'x', '--email', 'x@example.com'], {}, 1],
      [['member', 'password', '--name', '没有此人'], {}, 1],
      [['board', 'add', '--name', '子版', '--parent', '99'], {}, 1],
      [['moderator', 'add', '--board', '1', '--name', '没有此人'], {}, 1],
      [['start'], { PORT: 'abc' }, 78],
      [['start'], { BASE_URL: 'https://example.com' }, 78],
      [['start'], { DATABASE_URL: 'mysql://localhost/louzhu' }, 78],
      [['start'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/louzhu' }, 69],
    ]
    for (const [args, env, code] of cases) {
      const failed = await louzhu(data, args, { env })
      expect([args.join(' '), failed.code]).toEqual([args.join(' '), code])
      expect(failed.err.trim().split('\n'), failed.err).toHaveLength(1)
    }
  })

  it('ends its process with these codes', async () => {
    const data = dataFolder()
    const coded = async (args: string[], env = {}) => (await spawnLouzhu(data, args, { env })).code
    expect(await coded(['migrate'])).toBe(0)
    expect(await coded(['setting', 'set', 'noSuch', '1'])).toBe(1)
    expect(await coded(['start'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/louzhu' })).toBe(69)
    expect(await coded(['start'], { PORT: 'abc' })).toBe(78)
  })

  it('lets two migrations at once wait for each other', async () => {
    const data = dataFolder()
    const both = await Promise.all([spawnLouzhu(data, ['migrate']), spawnLouzhu(data, ['migrate'])])
    expect(both.map((run) => [run.code, run.err])).toEqual([
      [0, ''],
      [0, ''],
    ])
    expect(both.filter((run) => run.out.includes('0001-members'))).toHaveLength(1)
  })

  it('prints the site map: who may ask, what it may cost, what is kept', async () => {
    const { code, out } = await louzhu(dataFolder(), ['routes', '--json'])
    const rows = JSON.parse(out) as { method: string; path: string }[]
    expect(code).toBe(0)
    expect(rows).toHaveLength(routes.length)
    expect(rows.find(({ path }) => path === '/threads/:id')).toEqual({
      method: 'GET',
      path: '/threads/:id',
      guard: 'anyone',
      budget: { statements: 10, milliseconds: 20, bytes: 60_000 },
      kept: ['author', 'order', 'page'],
    })
    expect((await louzhu(dataFolder(), ['routes'])).out).toMatch(/^POST +\/threads\/:id\/posts +mayWrite$/m)
  })
})
