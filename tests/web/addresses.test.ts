import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

describe('Whoever watches the site', () => {
  it('is told that the process runs and that the database answers', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const page = await world.forum.visitor().get(path)
      expect([page.status, page.html, page.headers.getSetCookie()]).toEqual([200, 'ok', []])
    }
  })

  it('is told when the database does not answer while the process runs', async () => {
    await world.forum.db.schema.dropTable('versions').execute()
    expect((await world.forum.visitor().get('/readyz')).status).toBe(503)
    expect((await world.forum.visitor().get('/healthz')).status).toBe(200)
  })

  it('does not count as a guest', async () => {
    for (const path of ['/healthz', '/readyz']) await world.forum.visitor().get(path)
    expect(world.forum.forum.presence.guestCount(world.forum.now, 3_600_000)).toBe(0)
    await world.forum.visitor().get('/')
    expect(world.forum.forum.presence.guestCount(world.forum.now, 3_600_000)).toBe(1)
  })
})

describe('HEAD', () => {
  it.each(['/', '/healthz', '/login', '/images/favicon.svg', '/robots.txt'])(
    '%s answers like GET, without a body',
    async (path) => {
      const get = await world.forum.visitor().get(path)
      const head = await world.forum.visitor().request('HEAD', path)
      expect([head.status, head.html]).toEqual([200, ''])
      expect(get.html).not.toBe('')
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
    },
  )
})

describe('A wrong method', () => {
  it.each([
    ['GET', '/logout', 'POST'],
    ['HEAD', '/logout', 'POST'],
    ['PUT', '/', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/login', 'GET, POST, HEAD'],
    ['PATCH', '/account', 'GET, POST, HEAD'],
  ])('%s %s answers 405 and names what may be asked: %s', async (method, path, allowed) => {
    const page = await world.forum.visitor().request(method, path)
    expect([page.status, page.headers.get('allow')]).toEqual([405, allowed])
    if (method !== 'HEAD') expect(page.text('[role=alert]')).toBe('这个地址不接受这种请求。')
  })
})

describe('An address that is not there', () => {
  it('answers 404 with a page of the site', async () => {
    const page = await world.forum.visitor().get('/nowhere')
    expect(page.status).toBe(404)
    expect(page.text('.brand')).toContain('楼主论坛')
    expect(page.text('[role=alert]')).toContain('您要找的内容不存在')
    expect(page.attr('meta[name=robots]', 'content')).toBe('noindex')
    expect(page.count('main a[href="/"]')).toBe(1)
  })

  it('keeps a member signed in', async () => {
    const page = await (await world.forum.signIn('xiaoming')).get('/nowhere')
    expect([page.status, page.text('.account .me')]).toEqual([404, expect.stringContaining('xiaoming')])
  })

  it.each([
    '/threads/999999',
    '/threads/0',
    '/threads/abc',
    '/threads/1e3',
    '/threads/99999999999999999999',
    '/boards/-1',
    '/members/999999',
    '/posts/999999',
    '/.env',
    '/.git/config',
    '/package.json',
    '/css/../../package.json',
    '/images/%2e%2e/%2e%2e/package.json',
    '/<script>alert(1)</script>',
    `/${'x'.repeat(8000)}`,
  ])('%s shows nothing but that', async (path) => {
    const page = await world.forum.visitor().get(path)
    expect([page.status, page.count('[role=alert]')]).toEqual([404, 1])
    expect(page.html).not.toContain('louzhu-demo')
    expect(page.count('main script')).toBe(0)
  })

  it.each(['/threads/%ff', '/threads/%', '/%c0%af', '/images/%00'])('%s is a bad request', async (path) => {
    const page = await world.forum.visitor().get(path)
    expect([400, 404]).toContain(page.status)
    expect(page.html).not.toMatch(/at .*\.[jt]s:\d/)
  })
})

describe('A body that can not be read', () => {
  it.each([
    ['10 MB of text', `body=${'a'.repeat(10_000_000)}`, 413],
    ['a thousand fields', 'a=1&'.repeat(1000), 413],
  ])('of %s answers %3$i in words', async (_what, body, status) => {
    const browser = await world.forum.signIn('xiaoming')
    const page = await browser.send(`/threads/${world.thread.breakfast}/posts`, body)
    expect(page.status).toBe(status)
    expect(page.text()).toContain('太大了')
  })

  it('of an unknown kind counts as none', async () => {
    const browser = await world.forum.signIn('xiaoming')
    const headers = { 'content-type': 'application/json' }
    const page = await browser.send('/account', '{"honor":"x"}', headers)
    expect(page.status).toBe(403)
  })

  it('of a charset nobody knows is refused', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=x-none' }
    const page = await world.forum.visitor().send('/login', 'username=a', headers)
    expect(page.status).toBe(415)
  })
})
