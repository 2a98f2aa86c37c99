import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World
let yishi: Browser
let path: string
/** ids of the posts on floors 3 to 8, which yishi has not read; those before they have */
let posts: number[]

beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('postsPerPage', '3')
  path = `/threads/${world.thread.breakfast}`
  yishi = await world.forum.signIn('yishi')
  await yishi.get('/')
  await yishi.submit('form[action="/mark-read"]')
  posts = []
  for (let floor = 3; floor < 9; floor++) {
    world.forum.wait(MINUTE)
    posts.push(await world.reply('laowang', world.thread.breakfast, `第${floor}楼`))
  }
})
afterEach(async () => world.forum.close())

/** Where the mark of the thread leads; undefined when there is none. */
async function markHref(browser = yishi): Promise<string | undefined> {
  const page = await browser.get(`/boards/${world.board.chat}`)
  const row = `tr.thread[data-thread="${world.thread.breakfast}"]`
  expect(page.count(`${row}.is-new`)).toBe(page.count(`${row} .mark.new`))
  return page.attr(`${row} a.mark.new`, 'href')
}

async function firstUnread(browser = yishi): Promise<string> {
  return (await browser.get(`${path}?floor=unread`)).location
}

const placeOf = (floor: number, page: number) => `${path}?page=${page}#post-${posts[floor - 3]}`

it('The mark of a thread leads to its first unread floor, until all pages have been read', async () => {
  expect(await markHref()).toBe(`${path}?floor=unread`)
  expect(await firstUnread()).toBe(placeOf(3, 2))
  await yishi.get(`${path}?page=2`)
  expect(await firstUnread()).toBe(placeOf(6, 3))
  expect(await markHref()).toBe(`${path}?floor=unread`)
  await world.forum.flush()
  expect(await firstUnread()).toBe(placeOf(6, 3))
  await yishi.get(`${path}?page=3`)
  expect(await markHref()).toBeUndefined()
  // With nothing unread it leads to the end.
  expect(await firstUnread()).toBe(placeOf(8, 3))
  world.forum.wait(MINUTE)
  posts.push(await world.reply('xiaoming', world.thread.breakfast, '又来了'))
  expect(await firstUnread()).toBe(placeOf(9, 4))
})

it('Reading the first page once more undoes nothing', async () => {
  await yishi.get(`${path}?page=2`)
  await yishi.get(path)
  expect(await firstUnread()).toBe(placeOf(6, 3))
  await world.forum.flush()
  await yishi.get(path)
  await world.forum.flush()
  expect(await firstUnread()).toBe(placeOf(6, 3))
})

it('Who has never been here begins with the first floor', async () => {
  const newcomer = await world.forum.signIn('banzhu')
  expect(await firstUnread(newcomer)).toMatch(new RegExp(`^${path}#post-`))
  await newcomer.get(path)
  expect(await firstUnread(newcomer)).toBe(placeOf(3, 2))
})

it('A removed floor is nothing to be read', async () => {
  const laowang = await world.forum.signIn('laowang')
  await laowang.get(`/posts/${posts[0]}/remove`)
  await laowang.submit('form.form')
  expect(await firstUnread()).toBe(placeOf(4, 2))
})

it('A guest is led to the end, and no such answer is kept', async () => {
  const guest = world.forum.visitor()
  await guest.get(path)
  const before = world.forum.pages.held
  expect(await firstUnread(guest)).toBe(placeOf(8, 3))
  posts.push(await world.reply('xiaoming', world.thread.breakfast, '又来了'))
  expect(await firstUnread(guest)).toBe(placeOf(9, 4))
  expect(world.forum.pages.held).toEqual(before)
  const board = await guest.get(`/boards/${world.board.chat}`)
  expect([board.count('.mark.new'), board.count('tr.thread.is-new')]).toEqual([0, 0])
})

it('Floors of the same moment on the next page are still to be read', async () => {
  for (let floor = 9; floor < 13; floor++)
    posts.push(await world.reply('laowang', world.thread.breakfast, `同时的${floor}楼`))
  await yishi.get(`${path}?page=4`)
  expect(await markHref()).toBeDefined()
  await yishi.get(`${path}?page=5`)
  expect(await markHref()).toBeUndefined()
})

describe('In 倒序', () => {
  it('the newest page alone does not stand for those before it', async () => {
    await yishi.get(`${path}?order=desc`)
    await world.forum.flush()
    expect(await firstUnread()).toBe(placeOf(3, 2))
    expect(await markHref()).toBeDefined()
  })

  it('pages read from the oldest on count one after the other', async () => {
    for (const page of ['3', '2', '1']) {
      expect(await markHref()).toBeDefined()
      await yishi.get(`${path}?order=desc&page=${page}`)
      await world.forum.flush()
    }
    expect(await markHref()).toBeUndefined()
  })

  it('who has read the rest is done with the newest page', async () => {
    await yishi.get(`${path}?page=3`)
    await world.forum.flush()
    world.forum.wait(MINUTE)
    await world.reply('xiaoming', world.thread.breakfast, '又来了')
    expect(await markHref()).toBeDefined()
    await yishi.get(`${path}?order=desc`)
    await world.forum.flush()
    expect(await markHref()).toBeUndefined()
  })
})

it('Floors of one author tell nothing of what the others wrote', async () => {
  world.forum.wait(MINUTE)
  await world.reply('xiaoming', world.thread.breakfast, '插一句')
  await yishi.get(`${path}?author=${world.member.laowang}&page=3`)
  await yishi.get(`${path}?author=${world.member.xiaoming}`)
  await world.forum.flush()
  expect(await firstUnread()).toBe(placeOf(3, 2))
})

it('A board has news as long as one of its threads has', async () => {
  const isNew = async (address = '/') =>
    (await yishi.get(address)).count(`tr.board.is-new[data-board="${world.board.chat}"]`) === 1
  const other = await world.start('laowang', world.board.chat, '另一个')
  expect(await isNew()).toBe(true)
  // The thread last replied to has been read, the other one not.
  await yishi.get(`/threads/${other}`)
  expect(await isNew()).toBe(true)
  await world.forum.flush()
  expect(await isNew()).toBe(true)
  await yishi.get(`${path}?page=2`)
  expect(await isNew()).toBe(true)
  await yishi.get(`${path}?page=3`)
  expect(await isNew()).toBe(false)
  expect(await isNew(`/boards/${world.board.category}`)).toBe(false)
  await world.forum.flush()
  expect(await isNew()).toBe(false)
  world.forum.wait(MINUTE)
  await world.reply('yishi', other, '自己说的')
  expect(await isNew()).toBe(false)
  await world.reply('xiaoming', other, '别人说的')
  expect(await isNew()).toBe(true)
})
