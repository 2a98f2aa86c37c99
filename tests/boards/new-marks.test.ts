import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let world: World
let yishi: Browser

beforeEach(async () => {
  world = await buildWorld()
  yishi = await world.forum.signIn('yishi')
})
afterEach(async () => world.forum.close())

/** The threads of the board that are marked as new for this browser. */
async function newThreads(browser: Browser, boardId = world.board.chat): Promise<string[]> {
  const page = await browser.get(`/boards/${boardId}`)
  return page.texts('tr.thread:has(.mark.new) a.subject')
}

async function newBoards(browser: Browser): Promise<string[]> {
  return (await browser.get('/')).texts('tr.board.is-new h3')
}

it('What was written since the last visit is marked as new for members, and boards of today for guests', async () => {
  expect(await newThreads(yishi)).toEqual(['老城墙根的早点铺还开着吗'])
  expect(await newBoards(yishi)).toEqual(['茶余饭后', '工会之家', '会员茶馆'])
  const row = `tr.board[data-board="${world.board.chat}"] .state .visually-hidden`
  expect((await yishi.get('/')).text(row)).toBe('有新帖')
  const guest = world.forum.visitor()
  expect(await newThreads(guest)).toEqual([])
  expect(await newBoards(guest)).toEqual(['茶余饭后', '工会之家'])
  world.forum.wait(24 * 60 * MINUTE)
  await world.forum.noticeChanges()
  expect(await newBoards(guest)).toEqual([])
})

it('Opening a thread clears its mark until somebody replies', async () => {
  const other = await world.start('laowang', world.board.chat, '另一个')
  expect(await newThreads(yishi)).toHaveLength(2)
  await yishi.get(`/threads/${world.thread.breakfast}`)
  expect(await newThreads(yishi)).toEqual(['另一个'])
  await world.forum.flush()
  expect(await newThreads(yishi)).toEqual(['另一个'])
  await yishi.get(`/threads/${other}`)
  expect(await newThreads(yishi)).toEqual([])
  world.forum.wait(MINUTE)
  await world.reply('xiaoming', world.thread.breakfast, '有人吗')
  expect(await newThreads(yishi)).toEqual(['老城墙根的早点铺还开着吗'])
})

it('What one member has opened stays new for another', async () => {
  await yishi.get(`/threads/${world.thread.breakfast}`)
  const banzhu = await world.forum.signIn('banzhu')
  expect(await newThreads(banzhu)).toEqual(['老城墙根的早点铺还开着吗'])
  expect(await newThreads(yishi)).toEqual([])
})

it('全部标为已读 clears every mark, and later replies are new again', async () => {
  expect(await newBoards(yishi)).not.toEqual([])
  expect((await yishi.submit('form[action="/mark-read"]')).location).toBe('/')
  expect(await newBoards(yishi)).toEqual([])
  expect(await newThreads(yishi)).toEqual([])
  world.forum.wait(MINUTE)
  await world.reply('laowang', world.thread.breakfast, '又开了')
  expect(await newThreads(yishi)).toEqual(['老城墙根的早点铺还开着吗'])
  expect(await newBoards(yishi)).toEqual(['茶余饭后'])
})

it('The button of a board leads back to that board', async () => {
  await yishi.get(`/boards/${world.board.chat}`)
  const answer = await yishi.submit('form[action^="/mark-read"]')
  expect(answer.status).toBe(303)
  expect(answer.location).toBe(`/boards/${world.board.chat}`)
  expect(await newThreads(yishi)).toEqual([])
})

it('A guest can mark nothing as read', async () => {
  expect((await world.forum.visitor().post('/mark-read')).status).toBe(401)
})

it('With the next visit what was new at the last one is new no longer', async () => {
  expect(await newThreads(yishi)).toHaveLength(1)
  world.forum.wait(20 * MINUTE)
  expect(await newThreads(yishi)).toHaveLength(1)
  world.forum.wait(3 * HOUR)
  const later = await world.start('laowang', world.board.chat, '趁他不在')
  expect(later).toBeGreaterThan(0)
  world.forum.wait(3 * HOUR)
  expect(await newThreads(yishi)).toEqual(['趁他不在'])
})

it("One's own reply makes neither thread nor board new", async () => {
  await yishi.get('/')
  await yishi.submit('form[action="/mark-read"]')
  world.forum.wait(MINUTE)
  await world.reply('laowang', world.thread.locked, '别人的回复')
  expect(await newThreads(yishi, world.board.union)).toHaveLength(1)
  expect(await newBoards(yishi)).toEqual(['工会之家'])
  await world.reply('yishi', world.thread.breakfast, '自己的回复')
  expect(await newThreads(yishi)).toEqual([])
  expect(await newBoards(yishi)).toEqual(['工会之家'])
})
