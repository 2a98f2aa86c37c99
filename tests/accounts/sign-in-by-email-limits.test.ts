import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

async function trySignIn(username: string, password = '不对的密码呀') {
  const browser = world.forum.visitor()
  await browser.get('/login')
  return browser.submit('form[action="/login"]', { username, password })
}

it('The name and the e-mail of a member share their tries', async () => {
  for (const username of ['xiaoming', 'xiaoming@example.com', 'XiaoMing', 'XIAOMING@example.com', 'xiaoming'])
    expect((await trySignIn(username)).status).toBe(422)
  const page = await trySignIn('xiaoming@example.com', 'louzhu-demo')
  expect(page.status).toBe(429)
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await trySignIn('haibian@example.com', 'louzhu-demo')).status).toBe(303)
})

it('Signing in by e-mail forgets the wrong tries by name as well', async () => {
  for (let attempt = 0; attempt < 4; attempt++) expect((await trySignIn('xiaoming')).status).toBe(422)
  expect((await trySignIn('xiaoming@example.com', 'louzhu-demo')).status).toBe(303)
  for (let attempt = 0; attempt < 2; attempt++) expect((await trySignIn('xiaoming')).status).toBe(422)
  expect((await trySignIn('xiaoming', 'louzhu-demo')).status).toBe(303)
})
