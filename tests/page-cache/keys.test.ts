import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestForum } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'
import { rawRequest } from './raw-request.js'
import { lookAt, madeAnew } from './shared-pages.js'

const GUEST = 'g'.repeat(32)

let world: World
let breakfast: string
let held: () => number

beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('postsPerPage', '2')
  breakfast = `/threads/${world.thread.breakfast}`
  held = () => world.forum.pages.held.pages
})
afterEach(() => world.forum.close())

const get = (path: string, headers = {}) => rawRequest(world.forum.origin, path, { headers })

/** Ways to ask for a page that are the same page, each with how it is asked for plainly. */
const sameAddresses: [string, (thread: string) => string, (thread: string) => string][] = [
  ['a campaign', (thread) => `${thread}?utm_x=evil`, (thread) => thread],
  ['the first page', (thread) => `${thread}?page=1`, (thread) => thread],
  ['an order that is none', (thread) => `${thread}?order=evil`, (thread) => thread],
  ['nothing after the question mark', (thread) => `${thread}?`, (thread) => thread],
  [
    'another order',
    (thread) => `${thread}?page=2&evil=1&order=desc`,
    (thread) => `${thread}?order=desc&page=2`,
  ],
  ['a page written in code', (thread) => `${thread}?%70age=%32`, (thread) => `${thread}?page=2`],
  ['a list by an order that is none', () => '/latest?sort=evil&x=%3Cscript%3E', () => '/latest'],
  ['the index with a query', () => '/?next=//evil.example', () => '/'],
]

describe.each(sameAddresses)('An address with %s', (_name, odd, plain) => {
  it.each(['first', 'last'])('is the same page, asked for %s', async (when) => {
    const [first, last] = when === 'first' ? [odd, plain] : [plain, odd]
    const made = await get(first(breakfast))
    expect(made.status).toBe(200)
    expect(held()).toBe(1)
    const again = await get(last(breakfast))
    expect(held()).toBe(1)
    expect(again.headers.etag).toBe(made.headers.etag)
    expect(again.text).toBe(made.text)
    expect(again.text).not.toMatch(/evil|utm_|%3Cscript|&lt;script/)
    const wanted = plain(breakfast)
    const next = wanted === '/' ? '' : `?next=${encodeURIComponent(wanted)}`
    expect(again.text).toContain(`href="/login${next}"`)
  })
})

it('Another page, another order and another author are pages of their own', async () => {
  const { laowang, xiaoming } = world.member
  const addresses = [
    '',
    '?page=2',
    '?order=desc',
    '?order=desc&page=2',
    `?author=${laowang}`,
    `?author=${xiaoming}`,
  ]
  const pages = await lookAt(
    world.forum.visitor(),
    addresses.map((query) => breakfast + query),
  )
  expect(held()).toBe(6)
  expect(new Set([...pages.values()].map((page) => page.text('main'))).size).toBe(6)
})

describe.each([
  ['an unknown cookie', { cookie: 'theme=evil; mysid=1' }],
  ['a guest’s cookie', { cookie: `guest=${GUEST}` }],
  [
    'a forwarded host',
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil' },
  ],
  ['another address to be rewritten to', { 'x-original-url': '/login?evil', 'x-rewrite-url': '/evil' }],
  ['another method', { 'x-http-method-override': 'DELETE', 'x-method-override': 'POST' }],
  [
    'a browser of a strange name',
    { 'user-agent': '<script>evil</script>', referer: 'https://evil.example/' },
  ],
  [
    'a language, a range and a date',
    { 'accept-language': 'fr', range: 'bytes=0-9', 'if-modified-since': 'evil' },
  ],
  ['another site’s page before it', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  [
    'an Accept of anything but pages',
    { accept: 'application/json', 'cache-control': 'no-cache', pragma: 'no-cache' },
  ],
])('A request with %s', (_name, headers) => {
  it.each(['first', 'last'])('gets the page of all visitors, asking %s', async (when) => {
    const answers = [
      await get(breakfast, when === 'first' ? headers : {}),
      await get(breakfast, when === 'last' ? headers : {}),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(held()).toBe(1)
    expect(answers[0]!.text).toBe(answers[1]!.text)
    expect(answers[0]!.headers.etag).toBe(answers[1]!.headers.etag)
    expect(JSON.stringify(answers)).not.toContain('evil')
    expect(answers[1]!.text).not.toContain(GUEST)
  })
})

it.each([
  '?page=abc',
  '?page=0',
  '?page=01',
  '?page=',
  '?page=-1',
  '?page=1.5',
  '?page=1&page=2',
  '?page=999999999999999',
  '?page=99999999999999999999999',
  '?page[]=1&page=2x',
  '?author=abc',
  '?author=0',
  '?author=999',
  '?author=4&author=5',
  '?floor=abc',
])('%s is not found and not kept', async (query) => {
  expect((await get(`${breakfast}?page=2`)).status).toBe(200)
  expect(held()).toBe(1)
  for (let time = 0; time < 2; time++) expect((await get(breakfast + query)).status).toBe(404)
  expect(held()).toBe(1)
})

it('A page beyond the last leads there, and is never kept', async () => {
  expect((await get(`${breakfast}?page=2`)).status).toBe(200)
  for (let time = 0; time < 2; time++) {
    const answer = await get(`${breakfast}?page=3`)
    expect([answer.status, answer.headers.location]).toEqual([303, `${breakfast}?page=2`])
  }
  expect(held()).toBe(1)
})

it('A floor still leads to its page, and is never kept', async () => {
  expect((await get(breakfast)).status).toBe(200)
  for (const query of ['?floor=2', '?floor=2&page=1', '?page=2&floor=2', '?floor=2&utm_x=1']) {
    const answer = await get(breakfast + query)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(new RegExp(`^${breakfast}\\?page=2#post-\\d+$`))
  }
  expect((await get(`${breakfast}?floor=last`)).headers.location).toContain('page=2')
  expect(held()).toBe(1)
})

it('Pages with a cookie, errors and redirects are never kept', async () => {
  const { forum, board, member, thread } = world
  expect((await get('/')).status).toBe(200)
  expect(held()).toBe(1)
  const answers: [string, number][] = [
    ['/login', 200],
    ['/register', 200],
    ['/threads/999', 404],
    [`/threads/${thread.tea}`, 404],
    [`/boards/${board.council}`, 404],
    ['/members/999', 404],
    ['/nowhere', 404],
    [`${breakfast}/next`, 303],
    ['/account', 401],
    ['/healthz', 200],
    ['/setup', 404],
    [`/members/${member.laowang}/`, 200],
  ]
  for (const [path, status] of answers) {
    const [first, second] = [await get(path), await get(path)]
    expect([first.status, second.status], path).toEqual([status, status])
    expect(first.headers.etag, path).toBeUndefined()
  }
  for (const path of ['/login', '/register']) expect((await get(path)).headers['set-cookie']).toHaveLength(1)
  for (const method of ['DELETE', 'PUT', 'OPTIONS'])
    expect((await rawRequest(forum.origin, '/', { method })).status).toBe(405)
  expect((await rawRequest(forum.origin, '/', { method: 'POST' })).status).toBe(405)
  expect(held()).toBe(1)
})

it('A Host that is not ours is refused, however warm the page is', async () => {
  const ours = await buildWorld({ config: { baseUrl: new URL('http://forum.example') } })
  const ask = (path: string, host: string) => rawRequest(ours.forum.origin, path, { headers: { host } })
  for (let time = 0; time < 2; time++) expect((await ask('/', 'forum.example')).status).toBe(200)
  expect(ours.forum.pages.held.pages).toBe(1)
  for (const host of ['evil.example', 'forum.example.evil.example', 'forum.example:81'])
    for (const path of ['/', '/latest']) expect((await ask(path, host)).status, host).toBe(421)
  expect(ours.forum.pages.held.pages).toBe(1)
  expect((await ask('/', 'forum.example')).text).not.toContain('evil')
  await ours.forum.close()
})

it('A Host that is none is refused where any of ours would do', async () => {
  for (let time = 0; time < 2; time++) expect((await get('/')).status).toBe(200)
  for (const host of ['a"b', 'a b', '<script>', 'a,b'])
    expect((await get('/', { host })).status, host).toBe(421)
  expect((await get('/', { host: 'any.example' })).status).toBe(200)
  expect(held()).toBe(1)
})

it('While the forum is being set up no page is kept, and afterwards they are', async () => {
  const forum = await TestForum.open({ setupToken: 'printed-once' })
  const visitor = forum.visitor()
  for (let time = 0; time < 2; time++) {
    expect((await visitor.get('/')).text('main')).toContain('请打开启动时终端里打印的链接')
    expect((await visitor.get('/latest')).status).toBe(200)
  }
  expect(forum.pages.held.pages).toBe(0)
  await visitor.get('/setup?token=printed-once')
  const fields = { username: '老站长', email: 'a@example.com', password: '好记的一句话 2026' }
  const answer = await visitor.submit('form[action^="/setup"]', { siteName: '北城街坊', ...fields })
  expect(answer.status).toBe(303)
  expect(await madeAnew(forum.visitor(), ['/', '/latest'])).toEqual(['/', '/latest'])
  expect(await madeAnew(forum.visitor(), ['/', '/latest'])).toEqual([])
  const index = await forum.visitor().get('/')
  expect(index.text('.brand')).toContain('北城街坊')
  expect(index.text('main')).not.toContain('请打开启动时终端里打印的链接')
  expect(forum.pages.held.pages).toBe(2)
  await forum.close()
})
