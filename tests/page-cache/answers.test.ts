import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'
import { rawRequest, type RawAnswer } from './raw-request.js'
import { goodPages, lookAt, sharedAddresses } from './shared-pages.js'

let world: World
let path: string

beforeAll(async () => {
  world = await buildWorld()
  path = `/threads/${world.thread.breakfast}`
})
afterAll(() => world.forum.close())

const ask = (method: string, address: string, headers = {}): Promise<RawAnswer> =>
  rawRequest(world.forum.origin, address, { method, headers })
const get = (address: string, headers = {}) => ask('GET', address, headers)

/** Headers but for those that tell of the moment. */
function lasting({ headers }: RawAnswer) {
  const { date: _, ...rest } = headers
  return rest
}

describe('HEAD', () => {
  it.each(['', 'gzip', 'br'])('has the headers of GET and no body, packed as %j', async (accepted) => {
    const headers = { 'accept-encoding': accepted }
    const page = await get(path, headers)
    expect(page.body.length).toBeGreaterThan(1000)
    const head = await ask('HEAD', path, headers)
    expect(head.status).toBe(200)
    expect(head.body).toHaveLength(0)
    expect(lasting(head)).toEqual(lasting(page))
    expect(head.headers['content-length']).toBe(String(page.body.length))
  })

  it('never leaves an empty page for those who come after', async () => {
    const address = `${path}?order=desc`
    const head = await ask('HEAD', address)
    expect([head.status, head.body.length]).toEqual([200, 0])
    const page = await get(address)
    expect(page.text).toContain('老城墙根的早点铺还开着吗的正文')
    expect(page.body).toHaveLength(Number(page.headers['content-length']))
    expect((await get(address)).text).toBe(page.text)
  })
})

describe('If-None-Match', () => {
  const knowing = async (header: (etag: string) => string, accepted = '') => {
    const etag = (await get(path, { 'accept-encoding': accepted })).headers.etag!
    return { etag, answer: await get(path, { 'if-none-match': header(etag), 'accept-encoding': accepted }) }
  }

  it.each<[string, (etag: string) => string]>([
    ['the tag', (etag) => etag],
    ['a weak tag', (etag) => `W/${etag}`],
    ['a list', (etag) => `"other", ${etag}`],
    ['a list of weak ones', (etag) => `W/"other",W/${etag} , "third"`],
    ['anything', () => '*'],
  ])('with %s is answered by 304 without a body, packed or not', async (_name, header) => {
    for (const accepted of ['', 'gzip', 'br']) {
      const { etag, answer } = await knowing(header, accepted)
      expect(answer.status).toBe(304)
      expect(answer.body).toHaveLength(0)
      expect(answer.headers.etag).toBe(etag)
      expect(answer.headers['cache-control']).toBe('private, no-cache')
      expect(answer.headers.vary).toBe('Accept-Encoding, Cookie')
      expect(answer.headers['content-encoding']).toBeUndefined()
    }
  })

  it.each<[string, (etag: string) => string]>([
    ['another tag', () => '"other"'],
    ['nothing', () => ''],
    ['the tag without its marks', (etag) => etag.replaceAll('"', '')],
    ['a part of it', (etag) => `${etag.slice(0, -3)}"`],
    ['the tag of another packing', (etag) => `${etag.slice(0, -1)}-gzip"`],
  ])('with %s is answered by the page', async (_name, header) => {
    const { answer } = await knowing(header)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('沙发是我的')
  })

  it('is answered by the new page once it has changed', async () => {
    const address = `/threads/${world.thread.locked}`
    const { etag } = (await get(address)).headers
    expect((await get(address, { 'if-none-match': etag })).status).toBe(304)
    await world.reply('zhanzhang', world.thread.locked, '版主补充')
    const answer = await get(address, { 'if-none-match': etag })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('版主补充')
  })
})

describe('A page from memory', () => {
  it.each([
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZip;q=0.5', 'gzip'],
    ['deflate', undefined],
    ['', undefined],
    ['br;q=0', undefined],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.000', undefined],
    ['gzip;q=0, br;q=0', undefined],
    ['gzip;q=0.000, br;q=0.001', 'br'],
    ['identity', undefined],
    ['brr, xgzip', undefined],
  ])('for %j is packed as %s', async (accepted, encoding) => {
    const plain = await get(path)
    const answer = await get(path, { 'accept-encoding': accepted })
    expect(answer.headers['content-encoding']).toBe(encoding)
    expect(answer.text).toBe(plain.text)
    expect(answer.headers['content-length']).toBe(String(answer.body.length))
    expect(answer.headers.vary).toBe('Accept-Encoding, Cookie')
    if (encoding) expect(answer.body.length).toBeLessThan(plain.body.length / 2)
    if (encoding) expect(answer.headers.etag).not.toBe(plain.headers.etag)
    else expect(answer.headers.etag).toBe(plain.headers.etag)
  })

  it('has a tag of its own for each packing', async () => {
    const accepted = ['', 'gzip', 'br']
    const tags = async () =>
      Promise.all(accepted.map(async (each) => (await get(path, { 'accept-encoding': each })).headers.etag))
    const first = await tags()
    expect(new Set(first).size).toBe(3)
    for (const each of first) expect(each).toMatch(/^"[\w-]+"$/)
    expect(await tags()).toEqual(first)
  })

  it('is one page for those who ask at the same moment', async () => {
    const address = `/boards/${world.board.union}`
    const accepted = ['', 'gzip', 'br', 'br', 'gzip', '']
    const all = await Promise.all(accepted.map((each) => get(address, { 'accept-encoding': each })))
    for (const answer of all) expect(answer.text).toContain('高温津贴的解答')
    const again = await Promise.all(accepted.map((each) => get(address, { 'accept-encoding': each })))
    expect(new Set(again.map((answer) => answer.text)).size).toBe(1)
  })

  it('has the same headers as one made for this moment', async () => {
    const ofOnePage = ['etag', 'content-length']
    const of = (answer: RawAnswer) =>
      Object.fromEntries(Object.entries(lasting(answer)).filter(([name]) => !ofOnePage.includes(name)))
    for (const address of ['/', '/latest', path, `${path}/log`, `/members/${world.member.laowang}`]) {
      // A session that has ended keeps a visitor out of memory.
      const anew = await get(address, { cookie: 'sid=ended' })
      expect(anew.headers.etag).toBeUndefined()
      const first = await get(address)
      const kept = await get(address)
      expect(kept.headers.etag).toBe(first.headers.etag)
      expect(lasting(kept)).toEqual(lasting(first))
      expect(of(kept)).toEqual(of(anew))
      expect(kept.headers['content-security-policy']).toContain("default-src 'none'")
      expect(kept.headers['x-content-type-options']).toBe('nosniff')
      expect(kept.headers['x-frame-options']).toBe('DENY')
      expect(kept.headers['cache-control']).toBe('private, no-cache')
      expect(kept.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(kept.headers['set-cookie']).toBeUndefined()
    }
  })

  it('holds no form to be sent by POST and no form token', async () => {
    const { forum } = world
    const laowang = await forum.signIn('laowang')
    const member = await laowang.get(path)
    expect(member.count('form[method=post] button')).toBeGreaterThan(1)
    expect(member.attr('input[name=_csrf]', 'value')).toMatch(/^[\w-]{20,}$/)
    const addresses = await sharedAddresses(forum.db)
    await lookAt(forum.visitor(), addresses)
    const kept = await lookAt(forum.visitor(), addresses)
    const good = goodPages(kept)
    expect(good.length).toBeGreaterThan(20)
    for (const address of good) {
      const $ = load(kept.get(address)!.html)
      expect($('form[method=post], input[name=_csrf]').length, address).toBe(0)
    }
  })
})
