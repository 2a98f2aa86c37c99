import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'
import { FrontProxy } from './front-proxy.js'

const account = { username: 'xiaoming', password: 'louzhu-demo' }
const plain = ['HttpOnly', 'Path=/', 'SameSite=Lax']

const attributes = (page: Page, name: string) =>
  page.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split('; ')
    .slice(1)
    .sort()

async function signIn(browser: Browser): Promise<Page> {
  await browser.get('/login')
  return browser.submit('form[action="/login"]', account)
}

describe('On http', () => {
  let world: World
  beforeEach(async () => {
    world = await buildWorld()
  })
  afterEach(async () => world.forum.close())

  it('the cookies are for this site only and unseen by scripts', async () => {
    const browser = world.forum.visitor()
    expect(attributes(await browser.get('/login'), 'guest')).toEqual(plain)
    expect(attributes(await signIn(browser), 'sid')).toEqual(plain)
  })

  it('a guest who only reads is given none', async () => {
    const browser = world.forum.visitor()
    for (const path of ['/', `/boards/${world.board.chat}`, `/threads/${world.thread.breakfast}`]) {
      expect((await browser.get(path)).headers.getSetCookie()).toEqual([])
    }
    expect((await browser.get('/login')).headers.getSetCookie()).toHaveLength(1)
    expect((await browser.get('/register')).headers.getSetCookie()).toEqual([])
  })
})

describe('On https, behind a proxy', () => {
  let world: World
  let proxy: FrontProxy
  beforeEach(async () => {
    const config = { baseUrl: new URL('https://forum.example.com'), trustProxy: ['127.0.0.1'] }
    world = await buildWorld({ config })
    proxy = await FrontProxy.before(world.forum)
  })
  afterEach(async () => {
    await proxy.close()
    await world.forum.close()
  })

  it('the cookies are secure as well and bound to the host by their names', async () => {
    const browser = proxy.visitor()
    expect(attributes(await browser.get('/login'), '__Host-guest')).toEqual([...plain, 'Secure'])
    const page = await signIn(browser)
    expect(page.status).toBe(303)
    expect(attributes(page, '__Host-sid')).toEqual([...plain, 'Secure'])
    expect((await browser.get('/')).text('.account .me')).toContain('xiaoming')
    expect([...browser.cookies.keys()].filter((name) => !name.startsWith('__Host-'))).toEqual([])
  })

  it('signing out takes the cookie away', async () => {
    const browser = proxy.visitor()
    await signIn(browser)
    await browser.get('/')
    const page = await browser.submit('form[action="/logout"]')
    expect(page.status).toBe(303)
    expect(browser.cookies.has('__Host-sid')).toBe(false)
    // A browser ignores a Set-Cookie for a __Host- name that lacks Secure or the path /.
    expect(attributes(page, '__Host-sid')).toEqual(expect.arrayContaining(['Path=/', 'Secure']))
  })

  it('a form is taken only from the public address', async () => {
    const browser = proxy.visitor()
    const form = await browser.get('/login')
    const fields = { ...account, _csrf: form.attr('[name=_csrf]', 'value') }
    for (const origin of ['http://forum.example.com', 'https://forum.example.com:8443', world.forum.origin]) {
      expect((await browser.post('/login', fields, { origin })).status).toBe(403)
    }
    expect((await browser.post('/login', fields, { origin: 'https://forum.example.com' })).status).toBe(303)
  })

  it('the site asks to be visited by https only', async () => {
    const { headers, status } = await proxy.visitor().get('/')
    expect(status).toBe(200)
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })

  it('a request under another host is refused', async () => {
    const stranger = await FrontProxy.before(world.forum, { host: 'evil.example' })
    expect((await stranger.visitor().get('/')).status).toBe(421)
    expect((await proxy.visitor().get('/')).status).toBe(200)
    await stranger.close()
  })
})
