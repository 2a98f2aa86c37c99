import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PageCache } from '../../src/web/page-cache.js'
import { buildWorld, type World } from '../support/world.js'
import { rawRequest } from './raw-request.js'

describe('However a crawler asks', () => {
  let world: World
  let path: string
  beforeAll(async () => {
    world = await buildWorld()
    path = `/threads/${world.thread.breakfast}`
  })
  afterAll(() => world.forum.close())

  /** Asks for many addresses and says how many answers of each status there were. */
  async function crawl(addresses: string[]): Promise<Record<number, number>> {
    const statuses: Record<number, number> = {}
    for (const address of addresses) {
      const { status } = await rawRequest(world.forum.origin, address)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
    return statuses
  }
  const many = (count: number, address: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => address(n))

  it('3,000 queries are one page', async () => {
    await crawl([path])
    const before = world.forum.pages.held
    expect(before.pages).toBe(1)
    expect(await crawl(many(3000, (n) => `${path}?q${n}=${n}&session=${n}`))).toEqual({ 200: 3000 })
    expect(world.forum.pages.held).toEqual(before)
  })

  it('long queries are one page', async () => {
    await crawl([path])
    const before = world.forum.pages.held
    expect(await crawl(many(100, (n) => `${path}?${n}${'x'.repeat(8000)}`))).toEqual({ 200: 100 })
    expect(await crawl(many(100, (n) => `${path}?${'a&'.repeat(2000)}${n}`))).toEqual({ 200: 100 })
    expect(world.forum.pages.held).toEqual(before)
  })

  it('pages that are not there are no page', async () => {
    await crawl([path])
    const before = world.forum.pages.held
    expect(await crawl(many(100, (n) => `/threads/${1000 + n}`))).toEqual({ 404: 100 })
    expect(await crawl(many(100, (n) => `/nowhere/${n}`))).toEqual({ 404: 100 })
    expect(await crawl(many(100, (n) => `${path}?page=${n + 2}`))).toEqual({ 303: 100 })
    expect(await crawl(many(100, (n) => `${path}?author=${n + 100}`))).toEqual({ 404: 100 })
    expect(await crawl(many(100, (n) => `/boards/${world.board.chat}?page=${n + 2}`))).toEqual({ 303: 100 })
    expect(world.forum.pages.held).toEqual(before)
  })
})

describe('A memory of 100,000 bytes', () => {
  const MOST = 100_000
  let pages: PageCache
  let server: Server
  let origin: string

  beforeEach(async () => {
    pages = new PageCache({ mostBytes: MOST })
    server = createServer((req, res) => pages.find(req.url!, 0)!.send(req, res)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  // Text that packs to half of its size.
  const html = (bytes: number) => randomBytes(bytes / 2).toString('hex')
  const keep = (key: string, bytes: number, until = Infinity) =>
    pages.keep(key, html(bytes), { headers: { 'content-type': 'text/html' }, versions: 1, site: 1, until })
  const isHeld = (key: string) => pages.find(key, 0) !== undefined

  it('never holds more, and lets go of what was not asked for the longest', () => {
    for (let n = 0; n < 10; n++) keep(`/${n}`, 6000)
    expect(pages.held.pages).toBe(10)
    // Asked for, the first is young again.
    expect(isHeld('/0')).toBe(true)
    for (let n = 10; n < 15; n++) {
      keep(`/${n}`, 6000)
      expect(pages.held.bytes).toBeLessThanOrEqual(MOST)
    }
    const held = Array.from({ length: 15 }, (_, n) => n).filter((n) => isHeld(`/${n}`))
    expect(held).toContain(0)
    expect(held).toHaveLength(pages.held.pages)
    expect(held).toEqual([0, ...Array.from({ length: held.length - 1 }, (_, n) => 16 - held.length + n)])
    expect(pages.held.bytes).toBeGreaterThan(MOST / 2)
  })

  it('counts the packed bodies too', async () => {
    for (let n = 0; n < 10; n++) keep(`/${n}`, 6000)
    const plain = pages.held
    expect(plain.pages).toBe(10)
    for (let n = 9; n >= 0; n--) {
      if (!isHeld(`/${n}`)) continue
      for (const encoding of ['br', 'gzip']) {
        if (!isHeld(`/${n}`)) continue
        const before = pages.held
        const answer = await rawRequest(origin, `/${n}`, { headers: { 'accept-encoding': encoding } })
        expect(answer.headers['content-encoding']).toBe(encoding)
        expect(answer.body.length).toBeGreaterThan(2500)
        if (pages.held.pages === before.pages)
          expect(pages.held.bytes).toBeGreaterThanOrEqual(before.bytes + answer.body.length)
        expect(pages.held.bytes).toBeLessThanOrEqual(MOST)
      }
    }
    expect(pages.held.pages).toBeLessThan(10)
  })

  it('counts a packed body once, however many ask for it at the same moment', async () => {
    keep('/', 6000)
    const before = pages.held.bytes
    const headers = { 'accept-encoding': 'br' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => rawRequest(origin, '/', { headers })))
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
    const grown = pages.held.bytes - before
    expect(grown).toBeGreaterThanOrEqual(answers[0]!.body.length)
    expect(grown).toBeLessThan(2 * answers[0]!.body.length)
  })

  it('does not hold a page that would fill much of it, and still has it sent', async () => {
    keep('/small', 6000)
    const page = keep('/large', 20_000)
    expect(isHeld('/small')).toBe(true)
    expect(isHeld('/large')).toBe(false)
    expect(pages.held.pages).toBe(1)
    const other = createServer((req, res) => page.send(req, res)).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const before = pages.held
    const answer = await rawRequest(`http://127.0.0.1:${port}`, '/', { headers: { 'accept-encoding': 'br' } })
    expect(answer.text).toHaveLength(20_000)
    expect(pages.held).toEqual(before)
    other.close()
  })

  it('lets go of a page that became too large, and of one whose time is over', () => {
    keep('/', 6000)
    keep('/', 20_000)
    expect(pages.held).toEqual({ bytes: 0, pages: 0 })
    keep('/', 6000, 1000)
    expect(pages.find('/', 999)).toBeDefined()
    expect(pages.find('/', 1000)).toBeUndefined()
    expect(pages.held).toEqual({ bytes: 0, pages: 0 })
  })

  it('counts a page that is kept again once', () => {
    keep('/', 6000)
    const before = pages.held
    for (let time = 0; time < 100; time++) keep('/', 6000)
    expect(pages.held).toEqual(before)
  })
})
