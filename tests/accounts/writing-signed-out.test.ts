import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const signIn = 'form[action="/login"]'
const account = { username: 'xiaoming', password: 'louzhu-demo' }
const text = '写了半天的话，\r\n一个字也不能丢'

let world: World
let browser: Browser
beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('floodSeconds', '0')
  browser = await world.forum.signIn('xiaoming')
})
afterEach(async () => world.forum.close())

const lines = (value: unknown) => String(value).replace(/\r\n/g, '\n')
const body = (page: Page) => lines(page.$('main [name=body]').val())

/** Opens a page with a form and sends it after the session's cookie is gone, as when a browser was told to forget. */
async function sendWithoutSession(path: string, form: string, fields: Record<string, string>): Promise<Page> {
  await browser.get(path)
  browser.cookies.delete('sid')
  return browser.submit(form, fields)
}

async function postsWith(words: string): Promise<number> {
  const posts = await world.forum.db.selectFrom('posts').select('body').execute()
  return posts.filter((post) => post.body.includes(words)).length
}

it('A reply sent without its session survives a wrong password and is posted once, however often it is sent', async () => {
  const thread = `/threads/${world.thread.breakfast}`
  const form = `form[action="${thread}/posts"]`
  const asked = await sendWithoutSession(thread, form, { body: text })
  expect([asked.status, asked.attr('main [name=body]', 'type'), body(asked)]).toEqual([
    401,
    'hidden',
    lines(text),
  ])
  const wrong = await browser.submit(signIn, { ...account, password: '不对的密码呀' })
  expect([wrong.status, body(wrong)]).toEqual([422, lines(text)])
  expect((await browser.submit(signIn, account)).location).toBe(`${thread}/reply`)

  const filled = await browser.follow()
  expect(body(filled)).toBe(lines(text))
  expect(await postsWith('写了半天')).toBe(0)
  const first = await browser.submit(form)
  expect(first.status).toBe(303)
  browser.page = filled
  expect((await browser.submit(form)).location).toBe(first.location)
  expect(await postsWith('写了半天')).toBe(1)
  expect(body(await browser.get(`${thread}/reply`))).toBe('')
})

it('A new thread sent without its session is started once, however often it is sent', async () => {
  const board = `/boards/${world.board.chat}/threads`
  const form = `form[action="${board}"]`
  const asked = await sendWithoutSession(`${board}/new`, form, { subject: '新开一帖', body: text })
  expect([asked.status, asked.$('main [name=subject]').val()]).toEqual([401, '新开一帖'])
  expect((await browser.submit(signIn, account)).location).toBe(`${board}/new`)
  const filled = await browser.follow()
  expect([filled.$('main [name=subject]').val(), body(filled)]).toEqual(['新开一帖', lines(text)])
  const first = await browser.submit(form)
  browser.page = filled
  expect((await browser.submit(form)).location).toBe(first.location)
  expect(await postsWith('写了半天')).toBe(1)
  expect(body(await browser.get(`${board}/new`))).toBe('')
})

it('An edit sent without its session is made after signing in', async () => {
  const id = await world.reply('xiaoming', world.thread.breakfast, '原来写的话')
  const path = `/posts/${id}/edit`
  const asked = await sendWithoutSession(path, `form[action="${path}"]`, { body: text })
  expect([asked.status, await postsWith('原来写的话')]).toEqual([401, 1])
  expect((await browser.submit(signIn, account)).location).toBe(path)
  expect(body(await browser.follow())).toBe(lines(text))
  expect((await browser.submit(`form[action="${path}"]`)).status).toBe(303)
  expect([await postsWith('写了半天'), await postsWith('原来写的话')]).toEqual([1, 0])
})

it('A reply to a thread locked meanwhile is shown to its writer after signing in', async () => {
  const thread = `/threads/${world.thread.breakfast}`
  await sendWithoutSession(thread, `form[action="${thread}/posts"]`, { body: text })
  await world.forum.db
    .updateTable('threads')
    .set({ locked: 1 })
    .where('id', '=', world.thread.breakfast)
    .execute()
  expect((await browser.submit(signIn, account)).status).toBe(303)
  const page = await browser.follow()
  expect(page.status).toBe(409)
  expect(lines(page.$('textarea').val())).toBe(lines(text))
})

it('A kept reply still waits after its writer has sent another one', async () => {
  const thread = `/threads/${world.thread.breakfast}`
  const form = `form[action="${thread}/posts"]`
  await sendWithoutSession(thread, form, { body: text })
  await browser.submit(signIn, account)
  expect(body(await browser.follow())).toBe(lines(text))
  await browser.get(thread)
  expect((await browser.submit(form, { body: '先顶一下再说' })).status).toBe(303)
  expect(body(await browser.get(`${thread}/reply`))).toBe(lines(text))
})
