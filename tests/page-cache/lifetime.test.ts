import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Page } from '../support/browser.js'
import { START } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'
import { sendForm } from './seen-deed.js'
import { madeAnew } from './shared-pages.js'
import { slowForms } from './slow-form.js'

const SECOND = 1000
const DAY = 86_400 * SECOND

let world: World
let breakfast: string

beforeEach(async () => {
  world = await buildWorld()
  breakfast = `/threads/${world.thread.breakfast}`
})
afterEach(() => world.forum.close())

const guest = (address: string): Promise<Page> => world.forum.visitor().get(address)
const tag = async (address: string) => (await guest(address)).headers.get('etag')
const clockOf = (page: Page) => /\d\d-\d\d \d\d:\d\d/.exec(page.text('footer'))?.[0]

const places = (): [string, string][] => [
  ['the index', '/'],
  ['the latest threads', '/latest'],
  ['a board', `/boards/${world.board.chat}`],
  ['a category', `/boards/${world.board.category}`],
  ['a thread', breakfast],
  ['a thread backwards', `${breakfast}?order=desc`],
  ['a log', `${breakfast}/log`],
  ['a member', `/members/${world.member.laowang}`],
]

it('Every page ends after a minute of the forum’s clock, and not before', async () => {
  const visitor = world.forum.visitor()
  const addresses = places().map(([, address]) => address)
  expect(await madeAnew(visitor, addresses)).toEqual(addresses)
  world.forum.wait(60 * SECOND - 1)
  expect(await madeAnew(visitor, addresses)).toEqual([])
  world.forum.wait(1)
  expect(await madeAnew(visitor, addresses)).toEqual(addresses)
  expect(await madeAnew(visitor, addresses)).toEqual([])
})

it('Asking for a page does not make it live longer', async () => {
  const visitor = world.forum.visitor()
  expect(await madeAnew(visitor, ['/'])).toEqual(['/'])
  for (let seconds = 10; seconds < 60; seconds += 10) {
    world.forum.wait(10 * SECOND)
    expect(await madeAnew(visitor, ['/'])).toEqual([])
  }
  world.forum.wait(10 * SECOND)
  expect(await madeAnew(visitor, ['/'])).toEqual(['/'])
})

it('What lags is put right when the minute is over: the clock and the counters of others', async () => {
  const posts = (page: Page) => page.text('[data-floor="1"] dl div:contains("发帖") dd').slice(0, 1)
  const before = await guest(breakfast)
  expect([clockOf(before), posts(before)]).toEqual(['11-22 20:00', '2'])
  await world.start('xiaoming', world.board.union, '别处的主题')
  world.forum.wait(60 * SECOND - 1)
  const kept = await guest(breakfast)
  expect([clockOf(kept), posts(kept)]).toEqual(['11-22 20:00', '2'])
  world.forum.wait(1)
  const after = await guest(breakfast)
  expect([clockOf(after), posts(after)]).toEqual(['11-22 20:01', '3'])
})

describe.each([
  ['Asia/Shanghai', Date.UTC(2026, 10, 22, 16)],
  ['America/New_York', Date.UTC(2026, 10, 23, 5)],
  ['Asia/Kathmandu', Date.UTC(2026, 10, 22, 18, 15)],
  ['UTC', Date.UTC(2026, 10, 23)],
])('In %s', (zone, midnight) => {
  it('every page ends at midnight, and today begins anew', async () => {
    await world.forum.set('timeZone', zone)
    world.forum.now = midnight - 10 * SECOND
    await world.reply('xiaoming', world.thread.breakfast, '零点之前')
    const today = async () => (await guest('/')).texts('.stats li')[0]
    const replied = async () =>
      (await guest(`/boards/${world.board.chat}`)).attr('tr.thread .when time', 'class') ?? ''
    expect(Number((await today())!.slice(3))).toBeGreaterThan(0)
    expect(await replied()).toBe('today')
    const visitor = world.forum.visitor()
    const addresses = places().map(([, address]) => address)
    await madeAnew(visitor, addresses)
    world.forum.now = midnight - 1
    expect(await madeAnew(visitor, addresses)).toEqual([])
    expect(await replied()).toBe('today')
    world.forum.now = midnight
    expect(await madeAnew(visitor, addresses)).toEqual(addresses)
    expect(await today()).toBe('今日 0')
    expect(await replied()).toBe('')
  })
})

describe('A highlight that runs out', () => {
  /** The classes of the subject wherever it stands. */
  async function classes(): Promise<Record<string, string>> {
    const subject = `.thread-head h1 span:last-child, a.subject[href^="${breakfast}"]:not(.trace p a)`
    const found: Record<string, string> = {}
    for (const [name, address] of places()) {
      if (name === 'a log') continue
      const page = await guest(address)
      found[name] = (page.attr(subject, 'class') ?? '').replace('subject', '').trim()
    }
    return found
  }
  const all = (value: string) =>
    Object.fromEntries(
      places()
        .filter(([name]) => name !== 'a log')
        .map(([name]) => [name, value]),
    )

  it('is gone in that moment from every page that shows the subject', async () => {
    const banzhu = await world.forum.signIn('banzhu')
    await sendForm(banzhu, `${breakfast}/moderation/highlight`, { color: 'blue', days: '1' })
    world.forum.now = START + DAY - 30 * SECOND
    expect(await classes()).toEqual(all('hl-blue'))
    world.forum.now = START + DAY - 1
    expect(
      await madeAnew(
        world.forum.visitor(),
        places().map(([, address]) => address),
      ),
    ).toEqual([
      // It shows no highlight, and was not looked at before.
      `${breakfast}/log`,
    ])
    expect(await classes()).toEqual(all('hl-blue'))
    world.forum.now = START + DAY
    expect(await classes()).toEqual(all(''))
  })

  it('ends the page at the first of several', async () => {
    const banzhu = await world.forum.signIn('banzhu')
    await sendForm(banzhu, `${breakfast}/moderation/highlight`, { color: 'blue', days: '1' })
    world.forum.now = START + 20 * SECOND
    const second = await world.start('haibian', world.board.chat, '另一个主题')
    await sendForm(banzhu, `/threads/${second}/moderation/highlight`, { color: 'red', days: '1' })
    const list = async () => {
      const page = await guest(`/boards/${world.board.chat}`)
      return [second, world.thread.breakfast].map((id) =>
        page.attr(`tr[data-thread="${id}"] a.subject`, 'class')!.replace('subject', '').trim(),
      )
    }
    world.forum.now = START + DAY - 10 * SECOND
    expect(await list()).toEqual(['hl-red', 'hl-blue'])
    world.forum.now = START + DAY
    expect(await list()).toEqual(['hl-red', ''])
    world.forum.now = START + DAY + 20 * SECOND
    expect(await list()).toEqual(['', ''])
  })
})

describe('A page answered from memory', () => {
  it('counts as a view, and so does saying that nothing has changed', async () => {
    const views = async () =>
      (
        await world.forum.db
          .selectFrom('threads')
          .select('viewCount')
          .where('id', '=', world.thread.breakfast)
          .executeTakeFirstOrThrow()
      ).viewCount
    const etag = await tag(breakfast)
    await world.forum.flush()
    const before = await views()
    for (const agent of ['first', 'second', 'third'])
      expect((await world.forum.visitor().get(breakfast, { 'user-agent': agent })).headers.get('etag')).toBe(
        etag,
      )
    const returning = { 'if-none-match': etag!, 'user-agent': 'fourth' }
    const unchanged = await world.forum.visitor().get(breakfast, returning)
    expect(unchanged.status).toBe(304)
    await world.forum.flush()
    expect(await views()).toBe(before + 4)
    world.forum.wait(60 * SECOND)
    expect((await guest(breakfast)).text('.thread-meta p')).toContain(`阅读 ${before + 5} `)
  })

  it('counts its reader among the guests online', async () => {
    const online = async () =>
      /(\d+) 位访客/.exec((await world.forum.visitor().get('/', { 'user-agent': 'first' })).text('main'))?.[1]
    expect(await online()).toBe('1')
    const kept = await tag(breakfast)
    for (const agent of ['second', 'third']) {
      const page = await world.forum.visitor().get(breakfast, { 'user-agent': agent })
      expect(page.headers.get('etag')).toBe(kept)
    }
    await world.forum.flush()
    const { guests } = await world.forum.db
      .selectFrom('guestsOnline')
      .select((eb) => eb.fn.countAll<number>().as('guests'))
      .executeTakeFirstOrThrow()
    // The fourth is the one who asked for the thread first.
    expect(guests).toBe(4)
    world.forum.wait(60 * SECOND)
    expect(await online()).toBe('4')
  })
})

describe('Under load', () => {
  it('the index and the latest threads may be a second behind, and nothing else', async () => {
    const { forum, board } = world
    const visitor = forum.visitor()
    const lists = ['/', '/latest', '/latest?sort=last']
    const others = [breakfast, `/boards/${board.chat}`, `/boards/${board.category}`]
    const later = performance.now.bind(performance)
    const slow = await slowForms(forum.origin, 12)
    try {
      expect(await madeAnew(visitor, [...lists, ...others])).toEqual([...lists, ...others])
      await world.reply('xiaoming', world.thread.breakfast, '热豆浆还有')
      expect(await madeAnew(visitor, [...lists, ...others])).toEqual(others)
      vi.spyOn(performance, 'now').mockImplementation(() => later() + 1000)
      expect(await madeAnew(visitor, [...lists, ...others])).toEqual(lists)
    } finally {
      vi.restoreAllMocks()
      for (const each of slow) each.destroy()
    }
  })

  it('is many requests at once: with few of them, lists are exact too', async () => {
    const { forum } = world
    const visitor = forum.visitor()
    const slow = await slowForms(forum.origin, 4)
    try {
      expect(await madeAnew(visitor, ['/'])).toEqual(['/'])
      await world.reply('xiaoming', world.thread.breakfast, '热豆浆还有')
      expect(await madeAnew(visitor, ['/'])).toEqual(['/'])
    } finally {
      for (const each of slow) each.destroy()
    }
  })
})
