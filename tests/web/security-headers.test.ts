import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join(';')

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(() => world.forum.close())

const answers: [string, () => Promise<Page>][] = [
  ['the index', () => world.forum.visitor().get('/')],
  ['a thread', () => world.forum.visitor().get(`/threads/${world.thread.breakfast}`)],
  ['a page that is not there', () => world.forum.visitor().get('/nowhere')],
  ['a redirect', () => world.forum.visitor().get('/posts/1')],
  ['the stylesheet', async () => world.forum.visitor().get(await stylesheet())],
  ['an image', () => world.forum.visitor().get('/images/favicon.svg')],
  ['the health check', () => world.forum.visitor().get('/healthz')],
  ['a form from another site', () => world.forum.visitor().post('/login', {}, { origin: 'null' })],
  ['a request with a broken address', () => world.forum.visitor().get('/threads/%ff')],
  ['a form that is too large', () => world.forum.visitor().send('/login', 'a'.repeat(2_000_000))],
]

async function stylesheet(): Promise<string> {
  return (await world.forum.visitor().get('/')).attr('link[rel=stylesheet]', 'href')!
}

describe.each(answers)('The answer for %s', (_what, ask) => {
  it('carries the strict policy and the other headers', async () => {
    const { headers, status } = await ask()
    expect(status).toBeLessThan(500)
    expect(headers.get('content-security-policy')).toBe(policy)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.has('x-powered-by')).toBe(false)
    expect(headers.has('server')).toBe(false)
  })
})

it('On plain http nothing promises https', async () => {
  const { headers } = await world.forum.visitor().get('/')
  for (const name of ['strict-transport-security', 'cross-origin-opener-policy', 'origin-agent-cluster'])
    expect([name, headers.has(name)]).toEqual([name, false])
})

it("Pages are the reader's own: no proxy may share them", async () => {
  for (const browser of [world.forum.visitor(), await world.forum.signIn('xiaoming')]) {
    const { headers } = await browser.get(`/threads/${world.thread.breakfast}`)
    expect(headers.get('cache-control')).toBe('private, no-cache')
  }
})

it('No page holds a script, a style or a handler of its own', async () => {
  const browser = await world.forum.signIn('zhanzhang')
  for (const path of ['/', `/threads/${world.thread.breakfast}`, '/account', '/admin/boards', '/nowhere']) {
    const page = await browser.get(path)
    expect(page.count('script[src]')).toBe(1)
    expect(page.count('script:not([src]), style, [style], [onclick], [onload], [onsubmit]')).toBe(0)
  }
})
