import { afterEach, beforeEach, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import type { TestForum } from '../support/forum.js'
import { openTwoServers, type TwoServers } from '../support/two-servers.js'
import type { World } from '../support/world.js'

const SECOND = 1000
const MINUTE = 60 * SECOND

let servers: TwoServers
let world: World
let other: TestForum

beforeEach(async () => {
  servers = await openTwoServers()
  world = servers.world
  other = servers.there
})
afterEach(async () => servers.close())

const wait = (ms: number) => servers.wait(ms)

async function flush(): Promise<void> {
  await world.forum.flush()
  await other.flush()
}

async function row() {
  return world.forum.db
    .selectFrom('members')
    .select(['onlineMs', 'lastVisitAt', 'previousVisitAt', 'onlineUntil'])
    .where('id', '=', world.member.laowang)
    .executeTakeFirstOrThrow()
}

it('Online time counts once for who is served by both in turn', async () => {
  const [here, there] = await servers.signIn('laowang')
  await flush()
  const before = (await row()).onlineMs
  for (let count = 0; count < 6; count++) {
    wait(10 * SECOND)
    await (count % 2 === 0 ? here : there).get('/')
    if (count % 3 === 2) await flush()
  }
  await flush()
  expect((await row()).onlineMs - before).toBe(MINUTE)
})

it('Who signs out at one door is not brought back by what the other had gathered', async () => {
  const [here, there] = await servers.signIn('laowang')
  wait(SECOND)
  await there.get('/')
  wait(SECOND)
  await here.get('/')
  await here.submit('form[action="/logout"]')
  const { onlineUntil } = await row()
  expect(onlineUntil).toBe(world.forum.now)
  await flush()
  expect((await row()).onlineUntil).toBe(onlineUntil)
})

it('A new visit begins once, whichever door it begins at', async () => {
  const [here, there] = await servers.signIn('laowang')
  await here.get('/')
  await flush()
  const { lastVisitAt } = await row()
  wait(45 * MINUTE)
  await there.get('/')
  await here.get('/')
  await flush()
  expect((await row()).previousVisitAt).toBe(lastVisitAt)
})

it('A guest at both doors is one guest, by a key that tells nothing, and is forgotten in the end', async () => {
  for (const origin of [world.forum.origin, other.origin])
    await new Browser(origin).get('/', { 'user-agent': 'one' })
  await new Browser(other.origin).get('/', { 'user-agent': 'two' })
  await flush()
  await world.forum.flush()
  const guests = () => world.forum.db.selectFrom('guestsOnline').selectAll().execute()
  expect(await guests()).toHaveLength(2)
  await world.forum.noticeChanges()
  const page = await new Browser(world.forum.origin).get('/', { 'user-agent': 'one' })
  expect(page.text()).toContain('2 位访客')
  expect(JSON.stringify(await guests())).not.toMatch(/127\.0\.0\.1|one|two/)
  wait(91 * MINUTE)
  await world.forum.runJobs()
  expect(await guests()).toEqual([])
})

it('A thread read backwards through two doors is read, whichever writes first', async () => {
  const thread = await world.start('haibian', world.board.chat, '两页的帖', '第一页')
  for (let floor = 1; floor < 14; floor++) {
    wait(SECOND)
    await world.reply('xiaoming', thread, `第${floor}楼`)
  }
  await world.forum.set('postsPerPage', '10')
  await flush()
  wait(MINUTE)
  const [here, there] = await servers.signIn('laowang')
  const isNew = async () => (await here.get('/latest')).count(`tr.thread[data-thread="${thread}"].is-new`)
  expect(await isNew()).toBe(1)
  await here.get(`/threads/${thread}?order=desc`)
  await there.get(`/threads/${thread}?order=desc&page=2`)
  await world.forum.flush()
  expect(await isNew()).toBe(1)
  await other.flush()
  await world.forum.flush()
  expect(await isNew()).toBe(0)
})
