import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from '../src/server/app.js'
import { isPage } from '../src/pages/route.js'
import { recordStatements } from '../src/db/statement-record.js'
import { routes } from '../src/routes.js'
import type { Browser } from './support/browser.js'
import { testConfig, testSecrets, TestForum } from './support/forum.js'
import { buildWorld, type World } from './support/world.js'

const pages = routes.filter(isPage)
const paths = pages.map((route) => route.path)
const budgetOf = (path: string) => pages.find((route) => route.path === path)!.budget

let world: World
let ownReply: number
let ownNotice: number

beforeAll(async () => {
  world = await buildWorld()
  // Pages full of everything: several authors, edits, moods, a log, a second page.
  for (let floor = 3; floor < 25; floor++) {
    world.forum.wait(60_000)
    await world.reply(
      (['xiaoming', 'haibian', 'banzhu', 'yishi', 'zongban'] as const)[floor % 5]!,
      world.thread.breakfast,
      `第${floor}楼，${'说来话长。'.repeat(40)}`,
    )
  }
  for (let count = 0; count < 45; count++) {
    world.forum.wait(60_000)
    await world.start('haibian', world.board.chat, `主题${count}，${'长'.repeat(40)}`)
  }
  const banzhu = await world.forum.signIn('banzhu')
  await banzhu.get(`/threads/${world.thread.breakfast}/moderation/highlight`)
  await banzhu.submit('form.form', { color: 'red', reason: '优秀文章' })
  const voter = await world.forum.signIn('xiaoming')
  await voter.get(`/threads/${world.thread.breakfast}`)
  await voter.submit(`form[action="/threads/${world.thread.breakfast}/mood"]`, { mood: '1' })
  ownReply = await world.reply('zhanzhang', world.thread.breakfast, '站长也来说一句')
  const quoted = await world.reply(
    'haibian',
    world.thread.breakfast,
    `[quote=zhanzhang,${ownReply}]话[/quote]同意`,
  )
  const { id } = await world.forum.db
    .selectFrom('notices')
    .select('id')
    .where('postId', '=', quoted)
    .where('memberId', '=', world.member.zhanzhang)
    .executeTakeFirstOrThrow()
  ownNotice = id
})

afterAll(() => world.forum.close())

/** The addresses of a route, with its variants. */
function addressesOf(path: string): string[] {
  const { board, thread, member } = world
  const breakfast = `/threads/${thread.breakfast}`
  const own: Record<string, string[]> = {
    '/latest': ['/latest', '/latest?sort=last&page=2'],
    '/boards/:id': [
      `/boards/${board.chat}`,
      `/boards/${board.chat}?sort=new&page=2`,
      `/boards/${board.category}`,
    ],
    '/threads/:id': [
      breakfast,
      `${breakfast}?page=2`,
      `${breakfast}?order=desc`,
      `${breakfast}?author=${member.haibian}`,
    ],
    '/posts/:id': [`/posts/${ownReply}`],
    '/posts/:id/edit': [`/posts/${ownReply}/edit`],
    '/posts/:id/remove': [`/posts/${ownReply}/remove`],
    '/notices/:id': [`/notices/${ownNotice}`],
    '/members/:id': [`/members/${member.haibian}`],
    '/threads/:id/reply': [`${breakfast}/reply?quote=${ownReply}`],
    '/boards/:id/threads/new': [`/boards/${board.chat}/threads/new`],
    '/admin/boards/:id': [`/admin/boards/${board.chat}`],
  }
  return own[path] ?? [path.replace(':id', String(thread.breakfast))]
}

async function costOf(browser: Browser, address: string) {
  let statements = 0
  const stop = recordStatements(() => statements++)
  const page = await browser.get(address)
  stop()
  return { status: page.status, statements, bytes: Buffer.byteLength(page.html) }
}

const browsers = new Map<string, Browser>()

async function browserOf(who: (typeof readers)[number]): Promise<Browser> {
  const known = browsers.get(who)
  if (known) return known
  const browser = who === 'a guest' ? world.forum.visitor() : await world.forum.signIn(who)
  browsers.set(who, browser)
  return browser
}

const readers = ['a guest', 'laowang', 'banzhu', 'zhanzhang'] as const

describe.each(paths.filter((path) => path !== '/setup'))('The page %s', (path) => {
  it.each(readers)('keeps its budget for %s', async (who) => {
    const browser = await browserOf(who)
    // A visitor's page that is kept already costs nothing.
    await world.forum.noticeChanges()
    // The site is read again, and a greeting is shown, whose going is written.
    await browser.get('/register')
    for (const address of addressesOf(path)) {
      const { status, statements, bytes } = await costOf(browser, address)
      if (who === 'zhanzhang') expect(status, address).toBeLessThan(400)
      expect(statements, address).toBeGreaterThan(0)
      expect(statements, address).toBeLessThanOrEqual(budgetOf(path).statements)
      if (status === 200) expect(bytes, address).toBeLessThanOrEqual(budgetOf(path).bytes)
    }
  })
})

it('The set-up page keeps its budget', async () => {
  const forum = await TestForum.open({ setupToken: 'token' })
  const visitor = forum.visitor()
  await visitor.get('/setup?token=token')
  const { status, statements, bytes } = await costOf(visitor, '/setup?token=token')
  expect(status).toBe(200)
  expect(statements).toBeLessThanOrEqual(budgetOf('/setup').statements)
  expect(bytes).toBeLessThanOrEqual(budgetOf('/setup').bytes)
  await forum.close()
})

it('A page from memory costs one small read, and a full thread page with its style and script fits 45 KB packed', async () => {
  const visitor = world.forum.visitor()
  const address = `/threads/${world.thread.breakfast}`
  const first = await visitor.get(address)
  expect((await costOf(visitor, address)).statements).toBe(1)
  const parts = [address, ...(first.html.match(/\/assets\/[^"]+/g) ?? [])]
  expect(parts).toHaveLength(4)
  expect(first.count('img, iframe, link[rel=stylesheet]:not([href^="/assets/"])')).toBe(0)
  let bytes = 0
  for (const part of parts) {
    const answer = await fetch(`${world.forum.origin}${part}`, { headers: { 'accept-encoding': 'br' } })
    bytes += Number(answer.headers.get('content-length'))
    await answer.arrayBuffer()
  }
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThan(45_000)
})

it('In development a slow page says so in the log, with its statements', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  const { db } = world.forum
  let time = 0
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const slow = await TestForum.serve(
    createApp({
      db,
      config: { ...testConfig, isDevelopment: true },
      secrets: testSecrets,
      logger: pino({ level: 'warn' }, stream),
      clock: () => {
        // How long a page takes is told by this clock alone, which moves when the forum asks what time it is.
        vi.advanceTimersByTime(time)
        return world.forum.now
      },
      setupToken: null,
    }).listener,
  )
  await fetch(`${slow.origin}/register`)
  expect(lines).toEqual([])
  time = budgetOf('/login').milliseconds * 4
  await fetch(`${slow.origin}/login`)
  expect(lines.join()).toContain('slow page')
  expect(lines.join()).toContain('from \\"versions\\"')
  slow.close()
})
