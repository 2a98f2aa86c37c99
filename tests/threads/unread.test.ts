import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World
let yishi: Browser
let thread: number
const posts: number[] = []

beforeEach(async () => {
  world = await buildWorld()
  yishi = await world.forum.signIn('yishi')
  world.forum.wait(MINUTE)
  thread = await world.start('laowang', world.board.chat, '长话慢慢说')
  posts.length = 0
  for (let floor = 1; floor < 25; floor++) {
    world.forum.wait(MINUTE)
    posts[floor] = await world.reply('xiaoming', thread, `第${floor}楼`)
  }
})
afterEach(async () => world.forum.close())

const href = () => `/threads/${thread}`
const unread = async (browser = yishi) => (await browser.get(`${href()}?floor=unread`)).location
const at = (floor: number) =>
  `${href()}${floor >= 10 ? `?page=${Math.floor(floor / 10) + 1}` : ''}#post-${posts[floor]}`

async function isNew(browser = yishi): Promise<boolean> {
  const page = await browser.get(`/boards/${world.board.chat}`)
  return (
    page.count(`tr.thread.is-new[data-thread="${thread}"] a.mark.new[href="${href()}?floor=unread"]`) === 1
  )
}

it('Reading one page marks no other: the mark stays and leads to the first post not read', async () => {
  expect(await isNew()).toBe(true)
  expect(await unread()).toMatch(new RegExp(`^${href()}#post-`))
  await yishi.get(href())
  expect(await isNew()).toBe(true)
  expect(await unread()).toBe(at(10))
  await world.forum.flush()
  expect(await unread()).toBe(at(10))
  await yishi.get(`${href()}?page=2`)
  expect(await unread()).toBe(at(20))
  await yishi.get(`${href()}?page=3`)
  expect(await isNew()).toBe(false)
  expect(await unread()).toBe(at(24))
})

it('Going back to an earlier page undoes nothing, and a new reply is the first unread one', async () => {
  await yishi.get(`${href()}?page=3`)
  await yishi.get(href())
  expect(await isNew()).toBe(false)
  world.forum.wait(MINUTE)
  posts[25] = await world.reply('haibian', thread, '又一楼')
  expect(await isNew()).toBe(true)
  expect(await unread()).toBe(at(25))
})

describe('What leaves posts out marks none of them', () => {
  it('the posts of one author', async () => {
    await yishi.get(`${href()}?author=${world.member.xiaoming}&page=3`)
    expect(await isNew()).toBe(true)
    expect(await unread()).toMatch(new RegExp(`^${href()}#post-`))
  })

  it('the newest posts in 倒序, until what stands before them was read', async () => {
    await yishi.get(`${href()}?order=desc`)
    expect(await isNew()).toBe(true)
    await yishi.get(`${href()}?page=2`)
    await yishi.get(`${href()}?order=desc`)
    expect(await isNew()).toBe(false)
  })
})

it('A removed floor is not the first unread one', async () => {
  await yishi.get(href())
  const xiaoming = await world.forum.signIn('xiaoming')
  await xiaoming.get(`/posts/${posts[10]}/remove`)
  await xiaoming.submit(`form[action="/posts/${posts[10]}/remove"]`)
  expect(await unread()).toBe(at(11))
})

it('All marked as read leaves none; guests are led to the last', async () => {
  await yishi.post('/mark-read', { _csrf: (await yishi.get('/')).attr('[name=_csrf]', 'value') })
  expect(await isNew()).toBe(false)
  expect(await unread()).toBe(at(24))
  expect(await unread(world.forum.visitor())).toBe(at(24))
})
