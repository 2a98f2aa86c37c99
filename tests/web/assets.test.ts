import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestForum } from '../support/forum.js'

let forum: TestForum
let css: string
let js: string
let icon: string
beforeAll(async () => {
  forum = await TestForum.open()
  const page = await forum.visitor().get('/')
  css = page.attr('link[rel=stylesheet]', 'href')!
  js = page.attr('script[src]', 'src')!
  icon = page.attr('link[rel=icon]', 'href')!
})
afterAll(() => forum.close())

interface Answer {
  status: number | undefined
  headers: Record<string, unknown>
  body: Buffer
}

/** Asks for these encodings, as they come over the wire. */
function ask(
  path: string,
  encoding: string,
  method = 'GET',
  more: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { 'accept-encoding': encoding, ...more } }
    const sent = request(`${forum.origin}${path}`, options, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () =>
        resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject).end()
  })
}

describe.each([
  ['stylesheet', () => css, 'text/css; charset=utf-8', /^\/assets\/site-[0-9a-f]{12}\.css$/, 0.5],
  ['script', () => js, 'text/javascript; charset=utf-8', /^\/assets\/site-[0-9a-f]{12}\.js$/, 0.5],
  ['icon', () => icon, 'image/svg+xml', /^\/assets\/site-[0-9a-f]{12}\.svg$/, 0.7],
])('The %s', (_what, path, type, name, share) => {
  it('has the hash of its content in its name and is kept for a year', async () => {
    const { status, headers, body } = await ask(path(), 'identity')
    expect(path()).toMatch(name)
    expect(status).toBe(200)
    expect(path()).toContain(createHash('sha256').update(body).digest('hex').slice(0, 12))
    expect(headers['content-type']).toBe(type)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers.vary).toBe('Accept-Encoding')
    expect(headers['set-cookie']).toBeUndefined()
  })

  it('comes compressed to whoever can read that', async () => {
    const plain = await ask(path(), 'identity')
    const brotli = await ask(path(), 'gzip, deflate, br')
    const gzip = await ask(path(), 'gzip')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true)
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
    expect(brotli.body.length).toBeLessThan(plain.body.length * share)
  })

  it('answers HEAD, and 404 under the name of another content', async () => {
    const head = await ask(path(), 'identity', 'HEAD')
    expect([head.status, head.body.length]).toEqual([200, 0])
    expect((await ask(path().replace(/[0-9a-f]{12}/, '000000000000'), 'identity')).status).toBe(404)
  })
})

it('Images are kept for a day and have their type', async () => {
  const { status, headers } = await ask('/images/favicon.svg', 'identity')
  expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml'])
  expect(headers['cache-control']).toBe('public, max-age=86400')
})

it('An image that has not changed is not sent again', async () => {
  const first = await ask('/images/favicon.svg', 'identity')
  const known = { 'if-none-match': String(first.headers.etag) }
  const second = await ask('/images/favicon.svg', 'identity', 'GET', known)
  expect([first.status, second.status, second.body.length]).toEqual([200, 304, 0])
})

it('Folders are not listed', async () => {
  for (const path of ['/css', '/css/', '/images/', '/assets/']) {
    const { status, headers } = await ask(path, 'identity')
    if (status === 301) expect(headers.location).toBe(`${path}/`)
    else expect([path, status]).toEqual([path, 404])
  }
})
