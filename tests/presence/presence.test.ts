import { afterEach, beforeEach, expect, it } from 'vitest'
import { fillDisk, makeRoom } from '../support/full-disk.js'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World

beforeEach(async () => {
  world = await buildWorld()
})

afterEach(() => world.forum.close())

async function onlineMs(): Promise<number> {
  const row = await world.forum.db
    .selectFrom('members')
    .select('onlineMs')
    .where('id', '=', world.member.laowang)
    .executeTakeFirstOrThrow()
  return row.onlineMs
}

it('What could not be written is written with the next batch', async () => {
  const { forum, thread } = world
  const views = async () =>
    (
      await forum.db
        .selectFrom('threads')
        .select('viewCount')
        .where('id', '=', thread.breakfast)
        .executeTakeFirstOrThrow()
    ).viewCount
  await forum.visitor().get(`/threads/${thread.breakfast}`)
  await fillDisk(forum.db, 'update', 'threads')
  await expect(forum.flush()).rejects.toThrow('disk full')
  await makeRoom(forum.db, 'threads')
  await forum.visitor().get(`/threads/${thread.breakfast}`, { 'user-agent': 'another' })
  await forum.flush()
  expect(await views()).toBe(2)
})

it('Signing out keeps the time spent online', async () => {
  const { forum } = world
  const laowang = await forum.signIn('laowang')
  const before = await onlineMs()
  await laowang.get('/')
  forum.wait(50 * MINUTE)
  await laowang.get('/')
  await laowang.submit('form[action="/logout"]')
  await forum.flush()
  expect(await onlineMs()).toBe(before + 50 * MINUTE)
})

it('Signing in again a moment later keeps what is new', async () => {
  const { forum, thread } = world
  const isNew = async (name: 'laowang') => {
    const page = await (await forum.signIn(name)).get(`/boards/${world.board.chat}`)
    return page.count(`tr.thread[data-thread="${thread.breakfast}"] .mark.new`) === 1
  }
  expect(await isNew('laowang')).toBe(true)
  forum.wait(10_000)
  expect(await isNew('laowang')).toBe(true)
})

it('A post that comes after midnight with the day before leaves the count of today alone', async () => {
  const { forum, board } = world
  const today = async () =>
    Number(
      /今日 (\d+)/.exec((await forum.visitor().get(`/boards/${board.union}`)).text('.panel-head'))?.[1] ?? 0,
    )
  forum.now = Date.UTC(2026, 10, 22, 16, 1)
  await world.start('laowang', board.union, '零点之后的第一个')
  await world.start('xiaoming', board.union, '零点之后的第二个')
  expect(await today()).toBe(2)
  forum.now = Date.UTC(2026, 10, 22, 15, 59)
  await world.start('haibian', board.union, '零点之前写的')
  forum.now = Date.UTC(2026, 10, 22, 16, 2)
  expect(await today()).toBe(2)
  await world.start('laowang', board.union, '零点之后的第三个')
  expect(await today()).toBe(3)
})
