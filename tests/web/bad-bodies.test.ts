import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { routes } from '../../src/routes.js'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const MEGABYTE = 1_000_000
const posts = routes
  .filter((route) => route.method === 'post' && route.path !== '/setup')
  .map((route) => route.path)

let world: World
let founder: Browser
let csrf: string
beforeAll(async () => {
  world = await buildWorld()
  await world.forum.set('signInTriesPerAddress', '100000')
})
// Signing out is one of the deeds.
beforeEach(async () => {
  world.forum.wait(60_000)
  founder = await world.forum.signIn('zhanzhang')
  csrf = (await founder.get('/')).attr('form[action="/logout"] [name=_csrf]', 'value')!
})
afterAll(() => world.forum.close())

/** An address with ids of the world in place of `:id`. */
function address(path: string): string {
  const isBoard = path.includes('/boards')
  return path.replace(':id', String(isBoard ? world.board.chat : world.thread.breakfast))
}

async function counts() {
  const { db } = world.forum
  const count = (table: 'posts' | 'threads' | 'boards' | 'members' | 'moderationLog' | 'moodVotes') =>
    db.selectFrom(table).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()
  const tables = ['posts', 'threads', 'boards', 'members', 'moderationLog', 'moodVotes'] as const
  return Promise.all(tables.map(count))
}

function expectRefusal(page: Page, status: number) {
  expect(page.status).toBe(status)
  expect(page.text('[role=alert]')).toMatch(/\p{Script=Han}/u)
  expect(page.text('.brand')).toContain('楼主论坛')
  expect(page.html).not.toMatch(/\bat .*\.[jt]s:\d|node_modules|SQLITE|SyntaxError/)
}

describe.each(posts)('POST %s', (path) => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    founder.send(address(path), body, headers)
  const token = () => `_csrf=${csrf}`

  it('refuses a body that is too large, on a page of the site, and does nothing', async () => {
    const before = await counts()
    for (const size of [1.2 * MEGABYTE, 10 * MEGABYTE])
      expectRefusal(await send(`${token()}&body=${'a'.repeat(size)}`), 413)
    expectRefusal(await send(`${token()}${'&a=1'.repeat(200)}`), 413)
    expect(await counts()).toEqual(before)
  })

  it('takes nothing that is not a form', async () => {
    const before = await counts()
    const json = JSON.stringify({ _csrf: csrf, subject: '题目', body: '正文', mood: '1', color: 'red' })
    for (const type of ['application/json', 'text/plain', 'application/octet-stream', 'x', ''])
      expectRefusal(await send(json, { 'content-type': type }), 403)
    const part = `--x\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${csrf}\r\n--x--\r\n`
    expectRefusal(await send(part, { 'content-type': 'multipart/form-data; boundary=x' }), 403)
    expect(await counts()).toEqual(before)
  })

  it('refuses characters that nobody knows', async () => {
    const type = 'application/x-www-form-urlencoded; charset='
    for (const charset of ['utf-16', 'gb2312', 'x-none'])
      expectRefusal(await send(token(), { 'content-type': type + charset }), 415)
  })

  it('takes no packed body, which may stand for far more than was sent, and does nothing', async () => {
    const before = await counts()
    const form = Buffer.from(`${token()}&subject=a&body=${'a'.repeat(MEGABYTE / 2)}`)
    const packings = { gzip: gzipSync(form), deflate: deflateSync(form), br: brotliCompressSync(form) }
    for (const [encoding, body] of Object.entries({ ...packings, 'x-gzip': form, rot13: form })) {
      const page = await founder.send(address(path), body, { 'content-encoding': encoding })
      expectRefusal(page, 415)
      expect(page.text('[role=alert]')).toBe('表单请原样发送，不要压缩。')
    }
    expect(await counts()).toEqual(before)
  })

  it('minds no fields with the names of what every object has', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__[admin]', 'then', '']
    const fields = names.map((name) => `${encodeURIComponent(name)}=x`).join('&')
    // Without a token, so that it is refused for that and for nothing else.
    expectRefusal(await send(fields), 403)
    expect(({} as { admin?: string }).admin).toBeUndefined()
  })
})

describe('A reply', () => {
  const path = () => `/threads/${world.thread.breakfast}/posts`

  it('is taken with fields that mean nothing beside its own', async () => {
    const fields = { _csrf: csrf, body: '好好的回复', constructor: 'x', toString: 'y' }
    const page = await founder.post(path(), fields)
    expect([page.status, page.location]).toEqual([303, expect.stringContaining('#post-')])
    world.forum.wait(60_000)
    expect((await founder.post(path(), { ...fields, ['__proto__']: 'x', body: '又一个' })).status).toBe(303)
  })

  it('is taken as it is, and not packed', async () => {
    const form = new URLSearchParams({ _csrf: csrf, body: '压缩过的回复' }).toString()
    const packed = gzipSync(form)
    expect((await founder.send(path(), packed, { 'content-encoding': 'gzip' })).status).toBe(415)
    expect((await founder.send(path(), form, { 'content-encoding': 'identity' })).status).toBe(303)
  })

  it('is previewed when a post could hold it, refused in words when none could, and nothing is written', async () => {
    const before = await counts()
    const preview = (fields: Record<string, string | string[]>) =>
      founder.post(path(), { _csrf: csrf, preview: '1', ...fields })
    for (const body of ['', '[b]'.repeat(16_000), '[quote]'.repeat(7_000), 'a'.repeat(50_000), '\uFFFE']) {
      const page = await preview({ body })
      expect([body.slice(0, 9), page.status]).toEqual([body.slice(0, 9), 200])
    }
    const refused = ['断\0开', '[b]'.repeat(50_000), '<'.repeat(300_000), ['甲', '乙']]
    for (const body of refused) {
      const page = await preview({ body })
      expect([body.slice(0, 9), page.status]).toEqual([body.slice(0, 9), 422])
      expect(page.html).not.toContain('\0')
    }
    expect((await preview({ subject: '\0', body: '好好的' })).status).toBe(422)
    expect(await counts()).toEqual(before)
  })
})
