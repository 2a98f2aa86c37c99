import { afterEach, beforeEach, expect, it } from 'vitest'
import { correctTimes } from '../../src/housekeeping.js'
import { createLogger } from '../../src/web/logger.js'
import { buildWorld, type World } from '../support/world.js'

const DAY = 86_400_000

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

async function whileTheClockIsAhead(work: () => Promise<unknown>): Promise<void> {
  world.forum.wait(30 * DAY)
  await work()
  await world.forum.flush()
  world.forum.wait(-30 * DAY)
}

async function replyAs(name: string): Promise<number> {
  const browser = await world.forum.signIn(name)
  await browser.get(`/threads/${world.thread.breakfast}`)
  return (await browser.submit('#reply form', { body: `${name}说一句` })).status
}

it('A post of a time to come holds nobody back, one of just now does', async () => {
  await whileTheClockIsAhead(() => replyAs('laowang'))
  expect(await replyAs('laowang')).toBe(303)
  expect(await replyAs('laowang')).toBe(429)
})

it('What was answered then stands where it would now, and who was there is no longer online', async () => {
  const ahead = await world.start('xiaoming', world.board.chat, '钟走快了')
  await whileTheClockIsAhead(async () => world.reply('laowang', ahead, '来自将来'))
  await whileTheClockIsAhead(async () => (await world.forum.signIn('haibian')).get('/'))
  await correctTimes(world.forum.forum, createLogger('silent'))
  world.forum.wait(60_000)
  await world.reply('banzhu', world.thread.breakfast, '现在的一句')
  const board = await world.forum.visitor().get(`/boards/${world.board.chat}`)
  expect(board.texts('tr.thread .subject')[0]).toBe('老城墙根的早点铺还开着吗')
  const index = await world.forum.visitor().get('/')
  world.forum.wait(2 * 3_600_000)
  await world.forum.noticeChanges()
  expect(index.status).toBe(200)
  expect((await world.forum.visitor().get('/')).text()).not.toMatch(/在线用户.*haibian/)
})

it('A clock that is behind moves nothing of what was written', async () => {
  const before = await world.forum.db
    .selectFrom('threads')
    .select(['id', 'lastPostAt'])
    .orderBy('id')
    .execute()
  world.forum.wait(-30 * DAY)
  await correctTimes(world.forum.forum, createLogger('silent'))
  expect(
    await world.forum.db.selectFrom('threads').select(['id', 'lastPostAt']).orderBy('id').execute(),
  ).toEqual(before)
})
