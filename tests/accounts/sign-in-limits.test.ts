import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
afterEach(async () => world.forum.close())
beforeEach(async () => {
  world = await buildWorld({ config: { trustProxy: ['127.0.0.1'] } })
})

async function trySignIn(
  username: string,
  password = '不对的密码呀',
  { from = '203.0.113.1', fields = {} }: { from?: string; fields?: Record<string, string> } = {},
): Promise<Page> {
  const browser = world.forum.visitor()
  const page = await browser.get('/login')
  const _csrf = page.attr('form[action="/login"] [name=_csrf]', 'value')!
  return browser.post('/login', { _csrf, username, password, ...fields }, { 'x-forwarded-for': from })
}

async function failTimes(times: number, username: string): Promise<void> {
  for (let attempt = 0; attempt < times; attempt++) expect((await trySignIn(username)).status).toBe(422)
}

it('After five wrong passwords even the right one is refused for a while', async () => {
  await failTimes(5, 'xiaoming')
  const page = await trySignIn('xiaoming', 'louzhu-demo')
  expect(page.status).toBe(429)
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(800)
  expect(Number(page.headers.get('retry-after'))).toBeLessThanOrEqual(900)
  expect(page.text('[role=alert]')).toBe('尝试的次数太多了，请 15 分钟后再试。')
  expect(page.attr('#field-username', 'value')).toBe('xiaoming')
})

it('Writing the name another way gives no further tries', async () => {
  await failTimes(5, 'xiaoming')
  expect((await trySignIn(' XiaoMing')).status).toBe(429)
  expect((await trySignIn('ｘｉａｏｍｉｎｇ')).status).toBe(429)
})

it('An unknown name is held back like a known one', async () => {
  await failTimes(5, 'shuiyebushi')
  expect((await trySignIn('shuiyebushi')).status).toBe(429)
})

it('Other names at that address, and the owner elsewhere, can still sign in', async () => {
  await failTimes(5, 'xiaoming')
  expect((await trySignIn('haibian', 'louzhu-demo')).status).toBe(303)
  expect((await trySignIn('xiaoming', 'louzhu-demo', { from: '198.51.100.7' })).status).toBe(303)
})

it('Signing in forgets the wrong tries before it', async () => {
  await failTimes(4, 'xiaoming')
  expect((await trySignIn('xiaoming', 'louzhu-demo')).status).toBe(303)
  await failTimes(5, 'xiaoming')
})

it('One address may try only so often, whatever the names', async () => {
  await world.forum.set('signInTriesPerAddress', '3')
  for (const name of ['laowang', 'haibian', 'yishi']) expect((await trySignIn(name)).status).toBe(422)
  const page = await trySignIn('xiaoming', 'louzhu-demo')
  expect(page.status).toBe(429)
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await trySignIn('xiaoming', 'louzhu-demo', { from: '198.51.100.7' })).status).toBe(303)
})

it('An address that a proxy nobody trusts tells of does not count', async () => {
  const open = await buildWorld()
  await open.forum.set('signInTriesPerAddress', '1')
  const page = async (from: string) => {
    const browser = open.forum.visitor()
    const form = await browser.get('/login')
    const _csrf = form.attr('form[action="/login"] [name=_csrf]', 'value')!
    return browser.post('/login', { _csrf, username: 'nobody-here' }, { 'x-forwarded-for': from })
  }
  expect((await page('203.0.113.1')).status).toBe(422)
  expect((await page('203.0.113.2')).status).toBe(429)
  await open.forum.close()
})

it('Text that was carried along survives a sign-in that came too often', async () => {
  await failTimes(5, 'xiaoming')
  const fields = { next: '/threads/1/reply', body: '写了半天的回复' }
  const page = await trySignIn('xiaoming', 'louzhu-demo', { fields })
  expect(page.status).toBe(429)
  expect(page.attr('form[action="/login"] [name=body]', 'value')).toBe('写了半天的回复')
  expect(page.attr('form[action="/login"] [name=next]', 'value')).toBe('/threads/1/reply')
})
