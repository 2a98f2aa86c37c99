import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

const countPosts = async () => (await world.forum.visitor().get(path)).count('article.post')

/** The fields of the quick reply as the page holds them now. */
async function quickReply(browser = laowang): Promise<Record<string, string>> {
  const page = await browser.get(path)
  return Object.fromEntries(
    page
      .$('#reply form')
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  )
}

it('A reply sent again finds the first one', async () => {
  const form = { ...(await quickReply()), body: '只发一次' }
  const first = await laowang.post(`${path}/posts`, form)
  const second = await laowang.post(`${path}/posts`, form)
  expect(first.status).toBe(303)
  expect(second.status).toBe(303)
  expect(second.location).toBe(first.location)
  expect(await countPosts()).toBe(4)
})

it('A reply sent several times at once is posted once', async () => {
  const form = { ...(await quickReply()), body: '手抖了' }
  const answers = await Promise.all([1, 2, 3, 4].map(() => laowang.post(`${path}/posts`, form)))
  expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303])
  expect(new Set(answers.map((answer) => answer.location)).size).toBe(1)
  expect(await countPosts()).toBe(4)
})

it('A thread sent again finds the first one', async () => {
  const page = await laowang.get(`/boards/${world.board.union}/threads/new`)
  const own = Object.fromEntries(
    page
      .$('form.form')
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  )
  const form = { ...own, subject: '只开一次', body: '正文' }
  const first = await laowang.post(`/boards/${world.board.union}/threads`, form)
  const second = await laowang.post(`/boards/${world.board.union}/threads`, form)
  expect(second.location).toBe(first.location)
  const board = await laowang.get(`/boards/${world.board.union}`)
  expect(board.texts('a.subject').filter((subject) => subject === '只开一次')).toHaveLength(1)
})

it('Going back and writing something else in the same form loses neither text', async () => {
  const form = await quickReply()
  await laowang.post(`${path}/posts`, { ...form, body: '先说这个' })
  world.forum.wait(10_000)
  const second = await laowang.post(`${path}/posts`, { ...form, body: '退回来又说了那个' })
  expect(second.status).toBe(303)
  expect((await laowang.get(path)).text('.posts')).toContain('先说这个')
  expect(laowang.page.text('.posts')).toContain('退回来又说了那个')
})

it('The one-time id of one member means nothing to another', async () => {
  const { formId } = await quickReply()
  await laowang.post(`${path}/posts`, { ...(await quickReply()), formId, body: '老王的话' })
  const xiaoming = await world.forum.signIn('xiaoming')
  const own = { ...(await quickReply(xiaoming)), formId, body: '小明的话' }
  expect((await xiaoming.post(`${path}/posts`, own)).status).toBe(303)
  expect(await countPosts()).toBe(5)
})

it('A form without the id is accepted each time', async () => {
  await world.forum.set('floodSeconds', '0')
  const form = { ...(await quickReply()), formId: undefined, body: '没有编号' }
  await laowang.post(`${path}/posts`, form)
  await laowang.post(`${path}/posts`, form)
  expect(await countPosts()).toBe(5)
})

it('A newcomer who posts again within five seconds has to wait, and the text is kept', async () => {
  await laowang.post(`${path}/posts`, { ...(await quickReply()), body: '第一条' })
  world.forum.wait(4999)
  const page = await laowang.post(`${path}/posts`, { ...(await quickReply()), subject: '急', body: '第二条' })
  expect(page.status).toBe(429)
  expect(page.headers.get('retry-after')).toBe('5')
  expect(page.text('[role=alert]')).toContain('发帖太快了')
  expect(page.text('textarea[name=body]')).toBe('第二条')
  expect(page.attr('input[name=subject]', 'value')).toBe('急')
  expect(await countPosts()).toBe(4)
  world.forum.wait(1)
  expect((await laowang.submit('form.form')).status).toBe(303)
  expect(await countPosts()).toBe(5)
})

it('Threads and replies share one interval', async () => {
  await laowang.post(`${path}/posts`, { ...(await quickReply()), body: '第一条' })
  await laowang.get(`/boards/${world.board.chat}/threads/new`)
  const page = await laowang.submit('form.form', { subject: '马上又一个', body: '正文在此' })
  expect(page.status).toBe(429)
  expect(page.text('textarea[name=body]')).toBe('正文在此')
  world.forum.wait(5000)
  expect((await laowang.submit('form.form')).status).toBe(303)
})

it('Two different replies at once do not both pass the interval', async () => {
  const [one, two] = [await quickReply(), await quickReply()]
  const answers = await Promise.all([
    laowang.post(`${path}/posts`, { ...one, body: '左手' }),
    laowang.post(`${path}/posts`, { ...two, body: '右手' }),
  ])
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303, 429]))
  expect(await countPosts()).toBe(4)
})

it('Higher levels wait less, staff not at all, and a setting rules over both', async () => {
  const { db } = world.forum
  await db
    .updateTable('members')
    .set({ carriedPostCount: 300 })
    .where('id', '=', world.member.laowang)
    .execute()
  const again = async (browser: Browser) =>
    (await browser.post(`${path}/posts`, { ...(await quickReply(browser)), body: '再来一条' })).status
  expect(await again(laowang)).toBe(303)
  world.forum.wait(2999)
  expect(await again(laowang)).toBe(429)
  world.forum.wait(1)
  expect(await again(laowang)).toBe(303)
  const banzhu = await world.forum.signIn('banzhu')
  expect(await again(banzhu)).toBe(303)
  expect(await again(banzhu)).toBe(303)
  await world.forum.set('floodSeconds', '60')
  expect(await again(banzhu)).toBe(429)
})

it('One address may send a number of posts a minute', async () => {
  await world.forum.set('floodSeconds', '0')
  await world.forum.set('postsPerAddress', '2')
  const send = async (body: string) => laowang.post(`${path}/posts`, { ...(await quickReply()), body })
  expect((await send('第一条')).status).toBe(303)
  expect((await send('第二条')).status).toBe(303)
  const page = await send('第三条')
  expect(page.status).toBe(429)
  expect(page.text('textarea[name=body]')).toBe('第三条')
})
