import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const form = 'form[action="/login"]'
const DAY = 86_400_000

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

async function trySignIn(
  fields: Record<string, string | undefined>,
  browser: Browser = world.forum.visitor(),
): Promise<Page> {
  await browser.get('/login')
  return browser.submit(form, { username: 'xiaoming', password: 'louzhu-demo', ...fields })
}

const whoIs = async (browser: Browser) => (await browser.get('/')).text('.account .me')

describe('Signing in', () => {
  it.each(['xiaoming', 'XiaoMing', ' xiaoming ', 'xiaoming@example.com', 'XIAOMING@EXAMPLE.COM'])(
    'works with %j',
    async (username) => {
      const browser = world.forum.visitor()
      expect((await trySignIn({ username }, browser)).status).toBe(303)
      expect(await whoIs(browser)).toContain('xiaoming')
    },
  )

  it('answers a known and an unknown name alike', async () => {
    const plain = (page: Page) =>
      page.html
        .replace(/name="_csrf" value="[^"]*"/g, '')
        .replace(/value="(xiaoming|shuiyebushi)"/g, '')
        .replace(/<footer[\s\S]*/, '')
    const known = await trySignIn({ password: '不对的密码呀' })
    const unknown = await trySignIn({ username: 'shuiyebushi', password: '不对的密码呀' })
    expect([known.status, unknown.status]).toEqual([422, 422])
    expect(known.text('[role=alert]')).toBe('用户名或密码不对。')
    expect(plain(unknown)).toBe(plain(known))
    expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()])
  })

  it.each([
    ['no name', { username: '' }],
    ['no password', { password: '' }],
    ['nothing', { username: undefined, password: undefined }],
    ['a NUL in the password', { password: 'louzhu-demo\0' }],
    ['a very long password', { password: 'x'.repeat(100_000) }],
    ['a space after the password', { password: 'louzhu-demo ' }],
    ['the password of another case', { password: 'Louzhu-Demo' }],
  ])('fails with %s', async (_what, fields) => {
    const browser = world.forum.visitor()
    const page = await trySignIn(fields, browser)
    expect(page.status).toBe(422)
    expect(page.count('[role=alert]')).toBe(1)
    expect(page.html).not.toContain('louzhu-demo')
    expect(await whoIs(browser)).toBe('')
  })

  it('keeps the name and the check mark after a mistake, not the password', async () => {
    const page = await trySignIn({ password: '不对的密码呀', remember: '1' })
    expect(page.attr('#field-username', 'value')).toBe('xiaoming')
    expect(page.attr('[name=remember]', 'checked')).toBe('checked')
    expect(page.html).not.toContain('不对的密码呀')
  })

  it('goes on to the page one came from', async () => {
    const browser = world.forum.visitor()
    const thread = await browser.get(`/threads/${world.thread.breakfast}`)
    await browser.get(thread.attr('.account a[href^="/login"]', 'href')!)
    const page = await browser.submit(form, { username: 'xiaoming', password: 'louzhu-demo' })
    expect(page.location).toBe(`/threads/${world.thread.breakfast}`)
  })

  it.each([
    '//evil.example/x',
    '/\\evil.example',
    '/\t/evil.example',
    '\\/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'evil',
    '/login?next=/login',
    '',
  ])('goes on to the index instead of %j', async (next) => {
    const browser = world.forum.visitor()
    await browser.get(`/login?next=${encodeURIComponent(next)}`)
    expect(browser.page.attr('[name=next]', 'value')).toBe('/')
    const page = await browser.submit(form, { username: 'xiaoming', password: 'louzhu-demo', next })
    expect([page.status, page.location]).toEqual([303, '/'])
    expect((await browser.get(`/login?next=${encodeURIComponent(next)}`)).headers.get('location')).toBe('/')
  })

  it('asks a guest who wants a page of members to sign in, and goes on to it', async () => {
    const browser = world.forum.visitor()
    const page = await browser.get('/account')
    expect([page.status, page.text('h1')]).toEqual([401, '登录'])
    expect(page.text('main')).toContain('请先登录')
    const sent = await browser.submit(form, { username: 'xiaoming', password: 'louzhu-demo' })
    expect(sent.location).toBe('/account')
  })

  it('gives a new session id and makes the one before worthless', async () => {
    const browser = await world.forum.signIn('xiaoming')
    const before = browser.cookies.get('sid')!
    const csrf = (await browser.get('/')).attr('form[action="/logout"] [name=_csrf]', 'value')!
    await browser.post('/login', { _csrf: csrf, username: 'haibian', password: 'louzhu-demo' })
    expect(await whoIs(browser)).toContain('haibian')
    expect(browser.cookies.get('sid')).not.toBe(before)
    const thief = world.forum.visitor()
    thief.cookies.set('sid', before)
    expect(await whoIs(thief)).toBe('')
  })

  it('takes no session id that the forum did not make', async () => {
    const browser = world.forum.visitor()
    browser.cookies.set('sid', 's%3Aknown-before.signature')
    await trySignIn({}, browser)
    expect(browser.cookies.get('sid')).not.toContain('known-before')
    const rows = await world.forum.db.selectFrom('sessions').select('idHash').execute()
    expect(rows).toHaveLength(1)
    expect(decodeURIComponent(browser.cookies.get('sid')!)).not.toContain(rows[0]!.idHash)
  })

  it('lasts for the visit, or ninety days when asked to be remembered', async () => {
    const cookieOf = (page: Page) => page.headers.getSetCookie().find((line) => line.startsWith('sid='))!
    expect(cookieOf(await trySignIn({}))).not.toMatch(/Expires|Max-Age/i)
    const remembered = cookieOf(await trySignIn({ remember: '1' }))
    const until = Date.parse(/Expires=([^;]+)/.exec(remembered)![1]!)
    expect(Math.round((until - Date.now()) / DAY)).toBe(90)
  })

  it('ends by itself after two weeks unused, and after ninety days in any case', async () => {
    const browser = await world.forum.signIn('xiaoming')
    for (let visit = 1; visit <= 8; visit++) {
      world.forum.wait(10 * DAY)
      expect(await whoIs(browser)).toContain('xiaoming')
    }
    world.forum.wait(11 * DAY)
    expect(await whoIs(browser)).toBe('')
    const idle = await world.forum.signIn('xiaoming')
    world.forum.wait(13 * DAY)
    expect(await whoIs(idle)).toContain('xiaoming')
    world.forum.wait(15 * DAY)
    expect(await whoIs(idle)).toBe('')
  })
})

describe('Signing out', () => {
  it('ends the session on the server', async () => {
    const browser = await world.forum.signIn('xiaoming')
    const sid = browser.cookies.get('sid')!
    expect(await whoIs(browser)).toContain('xiaoming')
    const page = await browser.submit('form[action="/logout"]')
    expect([page.status, page.location]).toEqual([303, '/'])
    expect(page.headers.get('clear-site-data')).toBe('"cache"')
    expect(browser.cookies.has('sid')).toBe(false)
    browser.cookies.set('sid', sid)
    expect(await whoIs(browser)).toBe('')
    expect(await world.forum.db.selectFrom('sessions').select('idHash').execute()).toEqual([])
  })

  it('leaves the sessions of other devices open', async () => {
    const [here, there] = [await world.forum.signIn('xiaoming'), await world.forum.signIn('xiaoming')]
    await here.get('/')
    await here.submit('form[action="/logout"]')
    expect(await whoIs(here)).toBe('')
    expect(await whoIs(there)).toContain('xiaoming')
  })
})
