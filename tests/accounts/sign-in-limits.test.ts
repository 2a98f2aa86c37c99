import { afterEach, beforeEach, expect, it } from 'vitest'
import { Refusal } from '../../src/refusal.js'
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

it('Only failures count at an address', async () => {
  await world.forum.set('signInTriesPerAddress', '2')
  for (let time = 0; time < 5; time++) expect((await trySignIn('haibian', 'louzhu-demo')).status).toBe(303)
  expect((await trySignIn('laowang')).status).toBe(422)
  expect((await trySignIn('laowang', 'louzhu-demo')).status).toBe(303)
  expect((await trySignIn('yishi')).status).toBe(422)
  expect((await trySignIn('laowang', 'louzhu-demo')).status).toBe(429)
})

it('A try that was refused as busy is not counted', async () => {
  const { passwords } = world.forum.forum
  const compare = passwords.matches.bind(passwords)
  passwords.matches = async () => {
    throw new Refusal('busy', () => '服务器正忙', { retryAfter: 5 })
  }
  for (let time = 0; time < 8; time++) expect((await trySignIn('xiaoming', 'louzhu-demo')).status).toBe(503)
  passwords.matches = compare
  expect((await trySignIn('xiaoming', 'louzhu-demo')).status).toBe(303)
})

it('From the third failure on it is said how many tries are left, for names that nobody has as well', async () => {
  for (const name of ['xiaoming', 'shuiyebushi']) {
    const said = []
    for (let time = 0; time < 5; time++) said.push((await trySignIn(name)).text('[role=alert]'))
    expect(said).toEqual([
      '用户名或密码不对。',
      '用户名或密码不对。',
      '用户名或密码不对。还剩 2 次。',
      '用户名或密码不对。还剩 1 次。',
      '用户名或密码不对。请 15 分钟后再试。',
    ])
  }
  expect((await world.forum.visitor().get('/login')).text('#password-hint')).toBe('忘记密码请联系站长。')
})

it('A name of which nothing can be seen is no try', async () => {
  await world.forum.set('signInTriesPerAddress', '1')
  for (const name of ['', ' ', '\u200b', '\u3164\u2800'])
    expect((await trySignIn(name)).text('#username-error')).toContain('不能为空')
  expect((await trySignIn('\u200b xiaoming\u2060', 'louzhu-demo')).status).toBe(303)
  expect((await trySignIn('xiaoming＠example.com', 'louzhu-demo')).status).toBe(303)
})

it('Who has signed in from a browser before is shut out there by nobody at the same address', async () => {
  const browser = world.forum.visitor()
  const from = { 'x-forwarded-for': '203.0.113.1' }
  const signIn = async (username: string) => {
    const page = await browser.get('/login')
    const _csrf = page.attr('form[action="/login"] [name=_csrf]', 'value')!
    return browser.post('/login', { _csrf, username, password: 'louzhu-demo' }, from)
  }
  expect((await signIn('xiaoming')).status).toBe(303)
  browser.cookies.delete('sid')
  await failTimes(5, 'xiaoming')
  expect((await trySignIn('xiaoming', 'louzhu-demo')).status).toBe(429)
  const cookie = browser.cookies.get('known')!
  browser.cookies.set('known', `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`)
  expect((await signIn('xiaoming')).status).toBe(429)
  browser.cookies.set('known', cookie)
  expect((await signIn('xiaoming')).status).toBe(303)
  // For anybody else it is a browser like others.
  browser.cookies.delete('sid')
  await failTimes(5, 'haibian')
  expect((await signIn('haibian')).status).toBe(429)
})

it('The cookie that knows a browser signs nobody in', async () => {
  const browser = await world.forum.signIn('xiaoming')
  browser.cookies.delete('sid')
  expect(browser.cookies.has('known')).toBe(true)
  expect((await browser.get('/')).count('.account .me')).toBe(0)
})
