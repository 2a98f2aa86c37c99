import { afterEach, beforeEach, expect, it } from 'vitest'
import { changeBoard } from '../../src/forum/boards/change-boards.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let browser: Browser
beforeEach(async () => {
  world = await buildWorld()
  browser = await world.forum.signIn('xiaoming')
})
afterEach(async () => world.forum.close())

const thread = () => `/threads/${world.thread.breakfast}`
const form = () => `form[action="${thread()}/posts"]`
const floors = async () => (await world.forum.visitor().get(thread())).count('article.post')

/** Signs in again in another tab, which makes the forms of this one too old. */
async function signInAgain(): Promise<void> {
  const kept = browser.page
  await browser.get('/')
  await browser.submit('form[action="/logout"]')
  await browser.get('/login')
  await browser.submit('form[action="/login"]', { username: 'xiaoming', password: 'louzhu-demo' })
  browser.page = kept
}

it('A reply with a token of an earlier session comes back with its text and a token that works', async () => {
  await browser.get(thread())
  await signInAgain()
  const refused = await browser.submit(form(), { subject: '描述一句', body: '　　写了半天的回复' })
  expect(refused.status).toBe(403)
  expect(refused.text('[role=alert]')).toContain('已经过期')
  expect(refused.$('[name=subject]').val()).toBe('描述一句')
  expect(refused.$('textarea[name=body]').val()).toBe('　　写了半天的回复')
  expect(await floors()).toBe(3)
  expect((await browser.submit(form())).status).toBe(303)
  expect(await floors()).toBe(4)
})

it('A new thread with an old token comes back too', async () => {
  const path = `/boards/${world.board.chat}/threads`
  await browser.get(`${path}/new`)
  await signInAgain()
  const refused = await browser.submit(`form[action="${path}"]`, { subject: '新开一帖', body: '想好的正文' })
  expect([refused.status, refused.$('[name=subject]').val()]).toEqual([403, '新开一帖'])
  const sent = await browser.submit(`form[action="${path}"]`)
  expect(sent.status).toBe(303)
  expect((await browser.follow()).text('h1')).toContain('新开一帖')
})

it('A signature with an old token comes back too', async () => {
  await browser.get('/account')
  await signInAgain()
  const refused = await browser.submit('form[action="/account"]', { signature: '想好的签名' })
  expect([refused.status, refused.$('[name=signature]').val()]).toEqual([403, '想好的签名'])
  expect((await browser.submit('form[action="/account"]')).status).toBe(303)
})

it('A sign-in form whose cookie is gone comes back with a token that works', async () => {
  const guest = world.forum.visitor()
  await guest.get('/login')
  guest.cookies.clear()
  const account = { username: 'xiaoming', password: 'louzhu-demo' }
  const refused = await guest.submit('form[action="/login"]', account)
  expect([refused.status, refused.attr('#field-username', 'value')]).toEqual([403, 'xiaoming'])
  expect((await guest.submit('form[action="/login"]', account)).status).toBe(303)
})

it('A mood with an old token shows an error page with the way back', async () => {
  await browser.get(thread())
  await signInAgain()
  const refused = await browser.submit(`form[action="${thread()}/mood"]`, { mood: '1' })
  expect(refused.status).toBe(403)
  expect(refused.count(`.error-links a[href="${thread()}"]`)).toBe(1)
})

it('A reply with an old token to a board closed to its writer meanwhile still shows its text', async () => {
  await browser.get(thread())
  await signInAgain()
  await changeBoard(world.forum.db, world.board.chat, {
    parentId: world.board.category,
    name: '茶余饭后',
    description: '',
    access: 'hidden',
    allowedGroups: [],
    moderatorIds: [],
  })
  const refused = await browser.submit(form(), { body: '写了半天的回复' })
  expect(refused.status).toBe(404)
  expect(refused.$('textarea').val()).toBe('写了半天的回复')
})
