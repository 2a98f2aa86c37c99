import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type Name, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World
let laowang: Browser

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
})
afterEach(async () => world.forum.close())

/** What stands beside the first floor of laowang's thread. */
async function beside(selector: string): Promise<string> {
  await world.forum.flush()
  const page = await world.forum.visitor().get(`/threads/${world.thread.breakfast}`)
  return page.text(`.post.first ${selector}`)
}

const hours = () => beside('dl div:contains("在线时间") dd')
const rank = () => beside('.level')

async function visitAfter(minutes: number): Promise<void> {
  world.forum.wait(minutes * MINUTE)
  await laowang.get('/')
  await world.forum.flush()
}

it('Who has asked for a page is online for one and a half hours', async () => {
  expect(await beside('.presence')).toBe('在线')
  await visitAfter(30)
  await world.forum.flush()
  world.forum.wait(90 * MINUTE - 1)
  expect(await beside('.presence')).toBe('在线')
  world.forum.wait(1)
  await world.forum.noticeChanges()
  expect(await beside('.presence')).toBe('离线')
  await laowang.get('/')
  await world.forum.noticeChanges()
  expect(await beside('.presence')).toBe('在线')
})

it('Who has never been here is offline, on every floor of theirs', async () => {
  const page = await world.forum.visitor().get(`/threads/${world.thread.breakfast}`)
  expect(page.texts('article.post .presence')).toEqual(['在线', '离线', '离线'])
})

it('Who signs out is offline at once, for visitors within a minute', async () => {
  await laowang.get('/')
  expect(await beside('.presence')).toBe('在线')
  await laowang.submit('form[action="/logout"]')
  const xiaoming = await world.forum.signIn('xiaoming')
  const thread = await xiaoming.get(`/threads/${world.thread.breakfast}`)
  expect(thread.text('article.first .presence')).toBe('离线')
  world.forum.wait(MINUTE)
  expect(await beside('.presence')).toBe('离线')
  expect((await world.forum.visitor().get('/')).texts('.online a')).toEqual(['xiaoming'])
})

it('Gaps between requests below an hour add up to the online time, longer ones do not', async () => {
  expect(await hours()).toBe('0(时)')
  await visitAfter(30)
  await visitAfter(29)
  expect(await hours()).toBe('0(时)')
  await visitAfter(1)
  expect(await hours()).toBe('1(时)')
  await visitAfter(60)
  await visitAfter(600)
  expect(await hours()).toBe('1(时)')
  await visitAfter(59)
  expect(await hours()).toBe('1(时)')
  await visitAfter(1)
  expect(await hours()).toBe('2(时)')
})

it('The hour is a setting', async () => {
  await world.forum.set('onlineGapSeconds', '7200')
  await laowang.get('/')
  await visitAfter(119)
  await visitAfter(1)
  expect(await hours()).toBe('2(时)')
})

it('The last sign-in is the day of the last visit', async () => {
  const last = () => beside('dl div:contains("最后登录") dd')
  expect(await last()).toBe('2026-11-22')
  await visitAfter(24 * 60)
  expect(await last()).toBe('2026-11-23')
})

it.each([
  [98, '新手上路'],
  [99, '侠客'],
  [299, '骑士'],
  [49_998, '光明使者'],
  [49_999, '天使'],
])('With %i posts carried over and one of here, the level is %s', async (carried, title) => {
  expect(await rank()).toBe('新手上路')
  const { db } = world.forum
  const own = { carriedPostCount: carried }
  await db.updateTable('members').set(own).where('id', '=', world.member.laowang).execute()
  await world.forum.noticeChanges()
  expect(await rank()).toBe(title)
})

it('A post more lifts the level, a removed one lowers it', async () => {
  const { db } = world.forum
  const own = { carriedPostCount: 98 }
  await db.updateTable('members').set(own).where('id', '=', world.member.laowang).execute()
  expect(await rank()).toBe('新手上路')
  const id = await world.reply('laowang', world.thread.breakfast, '第一百帖')
  expect(await rank()).toBe('侠客')
  await laowang.get(`/posts/${id}/remove`)
  await laowang.submit('form.form')
  expect(await rank()).toBe('新手上路')
})

it.each([
  ['zhanzhang', '创始人'],
  ['guanliyuan', '管理员'],
  ['zongban', '总版主'],
  ['banzhu', '论坛版主'],
  ['jinyan', '禁止发言'],
  ['haibian', '新手上路'],
] as [Name, string][])('%s bears the title %s', async (name, title) => {
  const page = await world.forum.visitor().get(`/members/${world.member[name]}`)
  expect(page.text('dl.member-panel .level')).toBe(title)
})
