import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { recordStatements, type RecordedStatement } from '../../src/db/statement-record.js'
import { generateForum } from '../../src/samples/generate/generate-forum.js'
import { GENERATED_UNTIL } from '../../src/samples/generate/write-generated.js'
import { startBeats } from '../../src/server/beats.js'
import { startJobs } from '../../src/server/run-jobs.js'
import { routes } from '../../src/routes.js'
import { createLogger } from '../../src/web/logger.js'
import type { Browser } from '../support/browser.js'
import { TestForum } from '../support/forum.js'
import { pretendMillionPosts, unknownToFixture, type Planner } from './million-posts.js'
import { faultsOf, planOf } from './plans.js'
import { beforeTour, deeds, pages, password, perform, routeOf, who, type Who } from './site-tour.js'

/** Boards 5 to 24 are those of the million posts, 5 the busiest; thread 1 has the most posts there. */
const size = { members: 60, boards: 20, threads: 200, posts: 3000, seed: 1 }
let forum: TestForum
let planner: Planner

beforeAll(async () => {
  forum = await TestForum.open()
  const passwordHash = await forum.forum.passwords.hash('louzhu-demo')
  await generateForum(forum.db, { ...size, passwordHash, onProgress: () => undefined })
  await beforeTour(forum.db)
  await forum.set('floodSeconds', '0')
  await forum.set('questionOnRegister', '0')
  await forum.set('signInTriesPerAddress', '1000')
  // The time at which the million posts end: an index by time serves when little lies beyond.
  forum.now = GENERATED_UNTIL
  planner = await pretendMillionPosts(forum.db)
})

afterAll(() => forum.close())

/** The statements that `work` runs. */
async function statementsOf(work: () => Promise<unknown>): Promise<RecordedStatement[]> {
  const recorded: RecordedStatement[] = []
  const stop = recordStatements((statement) => recorded.push(statement))
  await work().finally(stop)
  return recorded
}

async function browserOf(reader: Who): Promise<Browser> {
  const name = who[reader]
  return name === null ? forum.visitor() : forum.signIn(name)
}

it('The planner works with the statistics of a million posts', async () => {
  const other = await TestForum.open()
  await generateForum(other.db, { ...size, passwordHash: '', onProgress: () => undefined })
  // The table with fewer rows goes first: the posts of a small forum, the sessions of a big one.
  const text = 'select 1 from posts join sessions on sessions.member_id = posts.author_id'
  const first = async () => (await planOf(other.db, { text, parameters: [] }))[0]!.detail
  expect(await first()).toMatch('SCAN posts')
  await pretendMillionPosts(other.db)
  expect(await first()).toMatch('SCAN sessions')
  await other.close()
})

it('The statistics know every big table and each of its indexes', async () => {
  expect(planner.big).toContain('posts')
  expect(
    await unknownToFixture(planner),
    'A migration has added these. Renew the fixture: npm run build && node bench/planner-statistics.js',
  ).toEqual([])
})

// Before the pages, so that these have notices, a log and sessions to show.
it.each(deeds)('POST %s by %s uses indexes (%s)', async (route, reader, page, fields) => {
  const browser = await browserOf(reader)
  const statements = await statementsOf(async () => {
    await browser.get(page)
    await perform(browser, route, fields)
  })
  expect(await faultsOf(planner, statements)).toEqual([])
})

it('GET and POST /setup use indexes, and so does what comes after', async () => {
  const empty = await TestForum.open({ setupToken: 'printed-once' })
  const founder = { siteName: '北城', username: '老站长', email: 'a@example.com', password }
  const statements = await statementsOf(async () => {
    const browser = empty.visitor()
    await browser.get('/setup?token=printed-once')
    await perform(browser, '/setup', founder)
    await browser.follow()
    await perform(browser, '/first-steps/dismiss', {})
  })
  expect(await faultsOf(planner, statements)).toEqual([])
  await empty.close()
})

it.each(pages)('GET %s uses indexes', async (path) => {
  const answers: number[] = []
  for (const reader of ['a guest', 'a member', 'an administrator'] as const) {
    const browser = await browserOf(reader)
    const statements = await statementsOf(async () => answers.push((await browser.get(path)).status))
    expect(statements.length).toBeGreaterThan(0)
    expect(await faultsOf(planner, statements), reader).toEqual([])
  }
  expect(Math.min(...answers)).toBeLessThan(400)
})

it('Every line of the site map is asked above', () => {
  const asked = new Set([
    ...deeds.map(([route]) => `post ${route}`),
    ...pages.map((path) => `get ${routeOf('get', path)}`),
    'get /setup',
    'post /setup',
    'post /first-steps/dismiss',
  ])
  const lines = routes.map(({ method, path }) => `${method} ${path}`)
  expect(lines.filter((line) => !asked.has(line))).toEqual([])
  expect([...asked].filter((line) => !lines.includes(line))).toEqual([])
})

it('Pages use indexes for visitors who may read a single board', async () => {
  await forum.db.updateTable('boards').set({ access: 'members' }).where('id', 'not in', [1, 9]).execute()
  await forum.set('siteTagline', '只有一个版块给客人看')
  const visitor = forum.visitor()
  const statements = await statementsOf(async () => {
    for (const path of ['/', '/boards/9', '/members/1', '/members/3'])
      expect((await visitor.get(path)).status).toBe(200)
  })
  expect(await faultsOf(planner, statements)).toEqual([])
})

it('Beats and jobs use indexes', async () => {
  await forum.flush()
  const aged = sql<number>`created_at - 90000000`
  await forum.db.updateTable('formResults').set({ createdAt: aged }).execute()
  const statements = await statementsOf(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const logger = createLogger('silent')
    const beats = [startBeats(forum.forum, logger, { isFirst: true }), startJobs(forum.forum, logger)]
    // A visit that begins after a while forgets the marks of the threads read before the last.
    forum.wait(2 * 3_600_000)
    await (await browserOf('a member')).get('/threads/1')
    await vi.advanceTimersByTimeAsync(600_000)
    for (const beat of beats) await beat.stop()
    vi.useRealTimers()
  })
  const texts = statements.map(({ text }) => text).join('\n')
  for (const table of ['thread_reads', 'sessions', 'form_results', 'kept_forms', 'guests_online'])
    expect(texts).toMatch(new RegExp(`delete from "?${table}`))
  expect(await faultsOf(planner, statements)).toEqual([])
})

describe('The test', () => {
  const faults = (text: string) => faultsOf(planner, [{ text, parameters: [] }])

  it.each([
    ['a scan', "select id from posts where body = 'x'"],
    ['a scan under another name', 'select "a"."id" from "members" as "a" where "a"."honor" = \'\' limit 5'],
    ['counting a whole table', 'select count(*) from threads limit 1'],
    ['counting within a limited list', 'select id, (select count(*) from posts) from boards limit 5'],
    ['skipping rows in order', 'select username from members order by registered_at limit 5 offset 5000'],
    ['reading all of a board', 'select sum(reply_count) from threads where board_id = 5'],
    ['changing without an index', "update members set honor = ''"],
    ['sorting all of a member', 'select id from threads where author_id = 3 order by last_post_at limit 5'],
    [
      'sorting all that a list finds',
      'select id from threads where id in (select thread_id from posts where author_id = 3) order by subject',
    ],
    [
      'an index made for one query',
      'select 1 from notices join mood_votes on notices.created_at = mood_votes.created_at where notices.id < 99',
    ],
  ])('fails for %s', async (_what, text) => {
    expect(await faults(text)).not.toEqual([])
  })

  it.each([
    ['a search', 'select id from threads where author_id = 3 order by id desc limit 5 offset 50'],
    ['the first of an index', 'select username from members order by registered_at desc limit 1'],
    ['sorting the rows of a page', 'select id from threads where id in (1, 2, 3) order by last_post_at'],
    [
      'sorting what a limit has cut',
      `select t.subject from threads as t join members as a on a.id = t.author_id where t.id in
        (select id from threads where author_id = 3 order by id desc limit 5) order by t.last_post_at`,
    ],
    ['counting what one member has', 'select count(*) from notices where member_id = 3'],
    [
      'the top of a board',
      'select id from threads where board_id = 5 and pin = 0 order by last_post_at desc limit 5',
    ],
    ['a table that stays small', 'select name from boards order by description'],
  ])('passes %s', async (_what, text) => {
    expect(await faults(text)).toEqual([])
  })
})
