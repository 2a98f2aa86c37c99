import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ledgerProblems } from '../../src/forum/counters/check-ledger.js'
import { checkCounters } from '../../src/forum/counters/recount.js'
import { jobs } from '../../src/forum/jobs/all-jobs.js'
import { integrityProblems } from '../../src/db/integrity.js'
import { seededRandom, wholeBelow } from '../../src/samples/generate/random.js'
import { Calendar } from '../../src/calendar.js'
import type { Browser, Page } from '../support/browser.js'
import { engine } from '../support/database.js'
import { openTwoServers, type TwoServers } from '../support/two-servers.js'
import { rightAnswer } from '../support/world.js'

let servers: TwoServers
let path: string

async function formAt(browser: Browser, address: string, selector: string): Promise<Record<string, string>> {
  const page = await browser.get(address)
  const fields = page.$(selector).first().serializeArray()
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
}

async function expectAllCountsRight(): Promise<void> {
  const { db, now } = servers.here
  const calendar = new Calendar('Asia/Shanghai', now)
  const wrong = (await checkCounters(db, calendar)).filter((report) => report.wrong > 0)
  // Of threads replied to in the same millisecond any may be the board's last.
  expect(wrong.filter(({ counter }) => counter !== 'boards.last_thread_id')).toEqual([])
  const { rows: boards } = await sql`
    select boards.id from boards join threads on threads.id = last_thread_id
    where threads.last_post_at < (select max(last_post_at) from threads as any_of where board_id = boards.id)`.execute(
    db,
  )
  expect(boards).toEqual([])
  expect(await ledgerProblems(db)).toBe(0)
  expect(await integrityProblems(db)).toEqual([])
}

// One SQLite file has servers on one machine: tests/cli/workers.test.ts.
describe.runIf(engine === 'postgres')('Two servers on one database', () => {
  beforeEach(async () => {
    servers = await openTwoServers()
    path = `/threads/${servers.world.thread.breakfast}`
  })
  afterEach(async () => servers.close())

  it('take a reply sent to both at once as one', async () => {
    const [here, there] = await servers.signIn('laowang')
    const form = { ...(await formAt(here, path, '#reply form')), body: '两边都点了' }
    const sent = await Promise.all(
      [here, there, here, there].map((browser) => browser.post(`${path}/posts`, form)),
    )
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(new Set(sent.map(({ location }) => location)).size).toBe(1)
    expect((await there.get(path)).count('article.post')).toBe(4)
    await expectAllCountsRight()
  })

  it('hold somebody back who posts at both at once', async () => {
    const [here, there] = await servers.signIn('laowang')
    const own = await formAt(here, path, '#reply form')
    const other = await formAt(there, path, '#reply form')
    const sent = await Promise.all([
      here.post(`${path}/posts`, { ...own, body: '这边一句' }),
      there.post(`${path}/posts`, { ...other, body: '那边一句' }),
    ])
    expect(sent.map(({ status }) => status).sort()).toEqual([303, 429])
  })

  it('take a registration sent to both at once as one member', async () => {
    const here = servers.here.visitor()
    const there = servers.there.visitor()
    const form = await formAt(here, '/register', 'form.form')
    for (const [cookie, value] of here.cookies) there.cookies.set(cookie, value)
    const fields = {
      ...form,
      username: '两处新人',
      email: 'liangchu@example.com',
      password: 'mi-ma-hen-chang-7',
      passwordAgain: 'mi-ma-hen-chang-7',
      answer: rightAnswer(here.page),
    }
    const sent = await Promise.all([here.post('/register', fields), there.post('/register', fields)])
    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    await expectAllCountsRight()
  })

  it('let one of two people have a name, and tell the other', async () => {
    const answers = await Promise.all(
      [servers.here, servers.there].map(async (forum, index) => {
        const browser = forum.visitor()
        const form = await formAt(browser, '/register', 'form.form')
        return browser.post('/register', {
          ...form,
          username: '抢名字',
          email: `qiang${index}@example.com`,
          password: 'mi-ma-hen-chang-7',
          passwordAgain: 'mi-ma-hen-chang-7',
          answer: rightAnswer(browser.page),
        })
      }),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(answers.find(({ status }) => status === 422)!.text('[role=alert]')).toContain('名')
    await expectAllCountsRight()
  })

  it('know a session, its end and a changed right at once', async () => {
    const [here, there] = await servers.signIn('laowang')
    expect((await there.get('/account')).status).toBe(200)
    await here.get('/')
    await here.submit('form[action="/logout"]')
    expect((await there.get('/account')).status).toBe(401)
  })

  it('show a visitor at one what was posted at the other', async () => {
    const guest = servers.there.visitor()
    expect((await guest.get(path)).text()).not.toContain('刚在那边写的')
    expect(servers.there.pages.held.pages).toBeGreaterThan(0)
    const [here] = await servers.signIn('laowang')
    const form = { ...(await formAt(here, path, '#reply form')), body: '刚在那边写的' }
    expect((await here.post(`${path}/posts`, form)).status).toBe(303)
    expect((await guest.get(path)).text()).toContain('刚在那边写的')
  })

  it('run each job that is due once', async () => {
    const names = jobs.map(({ name }) => name).sort()
    for (let round = 0; round < 3; round++) {
      const both = await Promise.all([servers.here.runJobs(), servers.there.runJobs()])
      expect(both.flat().sort()).toEqual(names)
      servers.wait(86_400_000)
    }
  })

  it(
    'lose nothing and count rightly while everybody does everything at both',
    { timeout: 120_000 },
    async () => {
      const { world, here } = servers
      for (const [name, value] of [
        ['floodSeconds', '0'],
        ['postsPerAddress', '100000'],
      ] as const)
        await here.set(name, value)
      const names = ['laowang', 'xiaoming', 'haibian', 'banzhu'] as const
      const doors: Browser[] = []
      for (const name of names) doors.push(...(await servers.signIn(name)))
      // Threads of different people, who answer, quote and vote for each other: the way to a deadlock.
      const threads = [world.thread.breakfast]
      for (const name of names) threads.push(await world.start(name, world.board.chat, `${name}的主题`))
      const tokens = new Map<Browser, Record<string, string>>()
      for (const browser of doors) tokens.set(browser, await formAt(browser, path, '#reply form'))

      const random = seededRandom(4)
      const pick = <T>(list: readonly T[]): T => list[wholeBelow(random, list.length)]!
      const written: string[] = []
      const posted = new Map(doors.map((browser) => [browser, [] as string[]]))
      const statuses: number[] = []
      for (let round = 0; round < 25; round++) {
        servers.wait(61_000)
        const deeds = doors.map(async (browser, index): Promise<Page> => {
          const thread = pick(threads)
          const _csrf = tokens.get(browser)!._csrf
          const kind = wholeBelow(random, 10)
          if (kind === 0) return browser.post(`/threads/${thread}/mood`, { _csrf, mood: '1' })
          if (kind === 1) return browser.post('/notices/read', { _csrf })
          if (kind === 2) return browser.get(`/threads/${thread}`)
          const own = kind === 3 ? posted.get(browser)!.pop() : undefined
          if (own) return browser.post(`/posts/${own}/remove`, { _csrf })
          const body = `第 ${round} 轮 ${index} 号`
          const quoted = 1 + wholeBelow(random, 20)
          const page = await browser.post(`/threads/${thread}/posts`, {
            _csrf,
            body: `[quote=某人,${quoted}]引[/quote]${body}`,
          })
          if (page.status === 303) {
            written.push(body)
            posted.get(browser)!.push(page.location!.split('#post-')[1]!)
          }
          return page
        })
        const answers = await Promise.all([
          ...deeds,
          servers.here.flush().then(() => undefined),
          servers.there.flush().then(() => undefined),
        ])
        statuses.push(...answers.flatMap((answer) => answer?.status ?? []))
      }
      expect(statuses.filter((status) => ![200, 303, 403, 409].includes(status))).toEqual([])
      expect(written.length).toBeGreaterThan(100)
      const bodies = await here.db.selectFrom('posts').select(['body', 'threadId', 'floor']).execute()
      for (const body of written) expect(bodies.filter((row) => row.body.endsWith(body))).toHaveLength(1)
      for (const thread of threads) {
        const floors = bodies.filter(({ threadId }) => threadId === thread).map(({ floor }) => floor)
        expect(floors.toSorted((a, b) => a - b)).toEqual(floors.map((_floor, index) => index))
      }
      await expectAllCountsRight()
    },
  )

  it('count tries to sign in together', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 8; count++) {
      const browser = (count % 2 === 0 ? servers.here : servers.there).visitor()
      await browser.get('/login')
      const fields = { username: 'laowang', password: 'falsch-falsch' }
      statuses.push((await browser.submit('form[action="/login"]', fields)).status)
    }
    expect(statuses.map((status) => (status === 429 ? 429 : 422))).toEqual([
      422, 422, 422, 422, 422, 429, 429, 429,
    ])
  })
})
