import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World
/** three threads of one board, from the oldest last reply to the latest */
let old: number
let middle: number
let fresh: number

beforeEach(async () => {
  world = await buildWorld()
  const start = async (subject: string) => {
    world.forum.wait(MINUTE)
    return world.start('haibian', world.board.sub, subject)
  }
  old = await start('旧的')
  middle = await start('中间的')
  fresh = await start('新的')
})
afterEach(async () => world.forum.close())

async function neighbour(id: number, direction: 'previous' | 'next'): Promise<string> {
  const visitor = world.forum.visitor()
  const link = (await visitor.get(`/threads/${id}`)).attr(`.thread-go a[href$="/${direction}"]`, 'href')!
  const answer = await visitor.get(link)
  expect(answer.status).toBe(303)
  return answer.location
}

it('上一个 and 下一个 go through the board by last reply', async () => {
  expect(await neighbour(middle, 'previous')).toBe(`/threads/${fresh}`)
  expect(await neighbour(middle, 'next')).toBe(`/threads/${old}`)
  world.forum.wait(MINUTE)
  await world.reply('laowang', old, '顶')
  expect(await neighbour(old, 'next')).toBe(`/threads/${fresh}`)
  expect(await neighbour(fresh, 'previous')).toBe(`/threads/${old}`)
})

it('At the ends of the board they lead to the board', async () => {
  expect(await neighbour(fresh, 'previous')).toBe(`/boards/${world.board.sub}`)
  expect(await neighbour(old, 'next')).toBe(`/boards/${world.board.sub}`)
})

it('They pass over pinned threads', async () => {
  await world.forum.db.updateTable('threads').set({ pin: 1 }).where('id', '=', middle).execute()
  expect(await neighbour(fresh, 'next')).toBe(`/threads/${old}`)
})

it('Threads replied to at the same moment are passed one by one', async () => {
  const twin = await world.start('laowang', world.board.sub, '同时的')
  expect(await neighbour(twin, 'next')).toBe(`/threads/${fresh}`)
  expect(await neighbour(fresh, 'previous')).toBe(`/threads/${twin}`)
})

it('The neighbours of a hidden thread are hidden with it', async () => {
  const second = await world.start('yishi', world.board.council, '第二个机密')
  const insider = await world.forum.signIn('yishi')
  expect((await insider.get(`/threads/${second}/next`)).location).toBe(`/threads/${world.thread.council}`)
  for (const direction of ['previous', 'next'])
    expect((await world.forum.visitor().get(`/threads/${second}/${direction}`)).status).toBe(404)
})
