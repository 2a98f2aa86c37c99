import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../src/i18n/zh-cn.js'
import { routes } from '../../src/routes.js'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const { crossSite, formExpired } = messages.refusal
const posts = routes.filter((route) => route.method === 'post').map((route) => route.path)

let world: World
beforeAll(async () => {
  world = await buildWorld()
  await world.forum.set('signInTriesPerAddress', '100000')
  await world.forum.set('floodSeconds', '0')
})
afterAll(() => world.forum.close())

const csrfOf = (page: Page) => page.attr('form[action="/logout"] [name=_csrf]', 'value')!

/** The founder, just signed in, with the session's token. Time passes, as only the latest sessions of a member are kept. */
async function founder(): Promise<{ browser: Browser; csrf: string }> {
  world.forum.wait(1000)
  const browser = await world.forum.signIn('zhanzhang')
  return { browser, csrf: csrfOf(await browser.get('/')) }
}

/** An address with ids of the world in place of `:id`. */
function address(path: string): string {
  const isBoard = path.startsWith('/boards') || path.startsWith('/admin/boards')
  return path.replace(':id', String(isBoard ? world.board.chat : world.thread.breakfast))
}

const foreign: [string, Record<string, string>][] = [
  ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
  ['Origin: null', { origin: 'null' }],
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['an Origin that begins like ours', { origin: 'http://127.0.0.1' }],
  ['our own site but a foreign Origin', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
]

describe.each(posts)('POST %s', (path) => {
  it('is let in from our own pages', async () => {
    const { browser, csrf } = await founder()
    const headers = { 'sec-fetch-site': 'same-origin', origin: world.forum.origin }
    const page = await browser.post(address(path), { _csrf: csrf }, headers)
    expect(page.html).not.toContain(crossSite)
    expect(page.html).not.toContain(formExpired)
  })

  it('is refused from another site even with the right token', async () => {
    const { browser, csrf } = await founder()
    for (const [what, headers] of foreign) {
      const page = await browser.post(address(path), { _csrf: csrf }, headers)
      expect([what, page.status, page.html.includes(crossSite)]).toEqual([what, 403, true])
    }
    expect((await browser.get('/')).text('.account .me')).toContain('zhanzhang')
  })
})

// The set-up page is gone once there is a member; its token is tested in tests/setup.
const bound = posts.filter((path) => path !== '/setup')

it.each(bound)('POST %s is refused without a token of its own', async (path) => {
  const { browser } = await founder()
  const other = await world.forum.signIn('xiaoming')
  const guest = world.forum.visitor()
  const tokens = {
    none: undefined,
    empty: '',
    'made up': 'x'.repeat(43),
    "another member's": csrfOf(await other.get('/')),
    "another session's": (await founder()).csrf,
    "a guest's": (await guest.get('/login')).attr('[name=_csrf]', 'value')!,
  }
  for (const [what, token] of Object.entries(tokens)) {
    const page = await browser.post(address(path), { _csrf: token })
    expect([what, page.status, page.html.includes(formExpired)]).toEqual([what, 403, true])
  }
  expect((await browser.get('/')).text('.account .me')).toContain('zhanzhang')
})

describe('The forms of a guest', () => {
  const account = { username: 'xiaoming', password: 'louzhu-demo' }

  it('are bound to a cookie of the guest: neither works without the other', async () => {
    const [mine, theirs] = [world.forum.visitor(), world.forum.visitor()]
    const token = (await mine.get('/login')).attr('[name=_csrf]', 'value')!
    await theirs.get('/login')
    expect((await theirs.post('/login', { ...account, _csrf: token })).status).toBe(403)
    expect((await world.forum.visitor().post('/login', { ...account, _csrf: token })).status).toBe(403)
    expect((await mine.post('/login', { ...account, _csrf: token })).status).toBe(303)
  })

  it('do not take a cookie that could not be ours', async () => {
    const browser = world.forum.visitor()
    browser.cookies.set('guest', 'short')
    await browser.get('/login')
    expect(browser.cookies.get('guest')).toMatch(/^[\w-]{32}$/)
    expect((await browser.submit('form[action="/login"]', account)).status).toBe(303)
  })

  it('do not take a token sent twice', async () => {
    const browser = world.forum.visitor()
    const token = (await browser.get('/login')).attr('[name=_csrf]', 'value')!
    expect((await browser.post('/login', { ...account, _csrf: [token, token] })).status).toBe(403)
    expect((await browser.post('/login', { ...account, _csrf: token })).status).toBe(303)
  })
})

describe('What is safe', () => {
  it('is readable from any site', async () => {
    const page = await world.forum.visitor().get('/', { 'sec-fetch-site': 'cross-site' })
    expect(page.status).toBe(200)
  })

  it('changes nothing: no GET signs out, votes, posts or reads the notices', async () => {
    const { browser } = await founder()
    const getOnly = posts.filter(
      (path) => !routes.some((route) => route.method === 'get' && route.path === path),
    )
    expect(getOnly.length).toBeGreaterThan(5)
    for (const path of getOnly) expect([path, (await browser.get(address(path))).status]).toEqual([path, 405])
    expect((await browser.get('/')).text('.account .me')).toContain('zhanzhang')
  })
})
