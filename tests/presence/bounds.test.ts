import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World
beforeEach(async () => {
  world = await buildWorld({ config: { trustProxy: ['127.0.0.1'] } })
})
afterEach(() => world.forum.close())

async function look(path: string, address: string, agent: string): Promise<string> {
  const headers = { 'x-forwarded-for': address, 'user-agent': agent }
  return (await world.forum.visitor().get(path, headers)).text('main')
}

async function views(): Promise<number> {
  await world.forum.flush()
  const row = await world.forum.db
    .selectFrom('threads')
    .select('viewCount')
    .where('id', '=', world.thread.breakfast)
    .executeTakeFirstOrThrow()
  return row.viewCount
}

const guests = () => world.forum.forum.presence.guestCount(world.forum.now, 60 * MINUTE)
const stored = async () => (await world.forum.db.selectFrom('guestsOnline').selectAll().execute()).length

it('One address sets no record, whatever it says of itself', async () => {
  for (let count = 0; count < 60; count++) await look('/', '203.0.113.7', `browser ${count}`)
  expect(guests()).toBe(5)
  await world.forum.flush()
  expect(await stored()).toBe(5)
  const { value } = await world.forum.db
    .selectFrom('siteCounters')
    .select('value')
    .where('name', '=', 'online-record')
    .executeTakeFirstOrThrow()
  expect(value).toBe(5)
  await look('/', '203.0.113.8', 'browser 1')
  expect(guests()).toBe(6)
})

it('One network of IPv6 is one address', async () => {
  for (let count = 0; count < 30; count++) await look('/', `2001:db8:1:2::${count}`, `browser ${count}`)
  expect(guests()).toBe(5)
  await look('/', '2001:db8:1:3::1', 'browser 1')
  expect(guests()).toBe(6)
})

it('A few browsers behind one address are a few guests', async () => {
  for (const agent of ['Firefox', 'Chrome', 'Safari', 'Firefox', 'Chrome'])
    await look('/', '203.0.113.7', agent)
  expect(guests()).toBe(3)
  world.forum.wait(61 * MINUTE)
  expect(guests()).toBe(0)
  await look('/', '203.0.113.7', 'Edge')
  expect(guests()).toBe(1)
})

it('A reader views a thread once a visit, however often they ask and whichever page', async () => {
  const path = `/threads/${world.thread.breakfast}`
  for (const asked of [path, path, `${path}?order=desc`, `${path}?utm=1`])
    await look(asked, '203.0.113.7', 'Firefox')
  expect(await views()).toBe(1)
  const xiaoming = await world.forum.signIn('xiaoming')
  for (let count = 0; count < 3; count++) await xiaoming.get(path)
  expect(await views()).toBe(2)
  await look(path, '203.0.113.8', 'Firefox')
  expect(await views()).toBe(3)
  world.forum.wait(31 * MINUTE)
  await look(path, '203.0.113.7', 'Firefox')
  await xiaoming.get(path)
  expect(await views()).toBe(5)
})

it('A thousand names of one browser are a few views', async () => {
  const path = `/threads/${world.thread.breakfast}`
  for (let count = 0; count < 60; count++) await look(path, '203.0.113.7', `browser ${count}`)
  expect(await views()).toBe(5)
})
