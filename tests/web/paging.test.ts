import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../src/routes.js'
import { addressWith, DEEPEST_ROW, pageCount, pageNumber, pager } from '../../src/web/paging.js'
import { idNumber } from '../../src/fields.js'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'
import { refusalText } from '../support/refusal-text.js'

let world: World
let founder: Browser
let csrf: string
let ownPost: number
let ownNotice: number
let lastPost: number
beforeAll(async () => {
  world = await buildWorld()
  ownPost = await world.reply('zhanzhang', world.thread.breakfast, '站长也来一碗')
  lastPost = await world.reply(
    'haibian',
    world.thread.breakfast,
    `[quote=zhanzhang,${ownPost}]话[/quote]同去`,
  )
  const notice = world.forum.db
    .selectFrom('notices')
    .select('id')
    .where('memberId', '=', world.member.zhanzhang)
  ownNotice = (await notice.executeTakeFirstOrThrow()).id
  founder = await world.forum.signIn('zhanzhang')
  csrf = (await founder.get('/')).attr('form[action="/logout"] [name=_csrf]', 'value')!
})
afterAll(() => world.forum.close())

/** The address of a route with this in place of its id. */
const address = (path: string, id: string | number) => path.replace(':id', String(id))

/** An id of the world that fits the route. */
function knownId(path: string): number {
  if (path.includes('/boards/')) return world.board.chat
  if (path.startsWith('/posts')) return ownPost
  if (path.startsWith('/notices')) return ownNotice
  return path.startsWith('/members') ? world.member.laowang : world.thread.breakfast
}

function expectRefusalInWords(page: Page, status: number) {
  expect(page.status).toBe(status)
  expect(page.text('[role=alert]')).toMatch(/\p{Script=Han}/u)
  expect(page.html).not.toMatch(/\bat .*\.[jt]s:\d|node_modules|SQLITE/)
}

const strangeIds = [
  '999999',
  '0',
  '-1',
  '+1',
  '01',
  '1.0',
  '1e3',
  '0x1',
  '1%20',
  '1%00',
  '1,2',
  "1'--",
  '٣',
  '１',
  '一',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  '9007199254740993',
  '9'.repeat(400),
  'x'.repeat(4000),
]

const withId = routes.filter((route) => route.path.includes(':id'))

describe.each(withId.map(({ method, path }) => ({ method, path })))(
  'The id in $method $path',
  ({ method, path }) => {
    const ask = (id: string | number) => {
      const asked = address(path, id)
      return method === 'get' ? founder.get(asked) : founder.post(asked, { _csrf: csrf })
    }

    it('leads to a 404 page unless it is the plain number of something', async () => {
      if (method === 'get') expect([200, 303]).toContain((await ask(knownId(path))).status)
      for (const id of strangeIds) {
        const page = await ask(encodeURI(decodeURIComponent(id)))
        expect([id, page.status]).toEqual([id, 404])
        expectRefusalInWords(page, 404)
      }
    })

    it('makes a bad request when it is no UTF-8', async () => {
      for (const id of ['%ff', '%ED%A0%80', '%', '%zz']) expectRefusalInWords(await ask(id), 400)
    })
  },
)

const lists: [string, () => string][] = [
  ['a board', () => `/boards/${world.board.chat}`],
  ['a category', () => `/boards/${world.board.category}`],
  ['a thread', () => `/threads/${world.thread.breakfast}`],
  ['the latest threads', () => '/latest'],
  ["a thread's log", () => `/threads/${world.thread.breakfast}/log`],
]

describe.each(lists)('The pages of %s', (_what, path) => {
  it('begin with the first, which needs no number', async () => {
    expect((await founder.get(path())).status).toBe(200)
    expect((await founder.get(`${path()}?page=1`)).status).toBe(200)
  })

  it.each(['99999999', '-1', '0', '1e9', 'abc', '', '1.5', '01', '＋1', '٣', '%00', '9'.repeat(400)])(
    'have none with the number %s',
    async (number) => {
      expectRefusalInWords(await founder.get(`${path()}?page=${encodeURI(decodeURI(number))}`), 404)
    },
  )

  it.each(['2', '999999', '９９'])('end with the last: %s lies beyond', async (number) => {
    const page = await founder.get(`${path()}?page=${encodeURI(number)}`)
    expect([page.status, page.location]).toEqual([303, path()])
  })

  it('take one number only', async () => {
    for (const query of ['page=1&page=1', 'page=1&page=2'])
      expectRefusalInWords(await founder.get(`${path()}?${query}`), 404)
    // The site's query strings have no brackets: this is another name.
    expect((await founder.get(`${path()}?page[]=2`)).status).toBe(200)
  })
})

describe('The other questions to a thread', () => {
  const breakfast = (query: string) => founder.get(`/threads/${world.thread.breakfast}${query}`)

  it('are answered when they are well put', async () => {
    expect((await breakfast(`?author=${world.member.laowang}`)).count('article.post')).toBe(1)
    expect((await breakfast('?floor=2')).status).toBe(303)
    expect((await breakfast('?floor=２')).location).toBe((await breakfast('?floor=2')).location)
    expect((await breakfast('?page=１')).status).toBe(200)
    expect((await breakfast('?page=%E3%80%801%20')).status).toBe(200)
    expect((await breakfast('?floor=%202')).location).toBe((await breakfast('?floor=2')).location)
    expect((await breakfast('?floor=0%20')).location).toBe((await breakfast('?floor=0')).location)
    expect((await breakfast('?floor=999999')).location).toContain(`#post-${lastPost}`)
    expect((await breakfast('/reply?quote=1')).status).toBe(200)
  })

  it.each([
    '?author=x',
    '?author=0',
    '?author=-1',
    '?author=1e0',
    '?author=',
    '?author=1&author=2',
    '?floor=x',
    '?floor=-1',
    '?floor=1e0',
    '?floor=1&floor=2',
    '?floor=99999999999999999999',
    '/reply?quote=x',
    '/reply?quote=0',
    '/reply?quote=999999',
    '/reply?quote=1&quote=999999',
    '/reply?quote=',
  ])('make a 404 page when they are not: %s', async (query) => {
    expectRefusalInWords(await breakfast(query), 404)
  })

  it('do not show a post of another thread, not even to be quoted', async () => {
    const { id } = await world.forum.db
      .selectFrom('posts')
      .select('id')
      .where('threadId', '=', world.thread.council)
      .executeTakeFirstOrThrow()
    expectRefusalInWords(await breakfast(`/reply?quote=${id}`), 404)
  })

  it('keep the usual order when it is none that we know', async () => {
    for (const order of ['up', 'DESC', '%00', 'desc&order=desc'])
      expect((await breakfast(`?order=${order}`)).attr('article.post', 'data-floor')).toBe('0')
    expect((await founder.get(`/boards/${world.board.chat}?sort=%00`)).status).toBe(200)
  })
})

describe('A pager', () => {
  const shown = (page: number, pages: number) =>
    pager(page, pages, String)?.items.map((item) => (item ? (item.current ? `[${item.n}]` : item.n) : '…'))

  it('links the first, the last and two pages on either side', () => {
    expect(shown(1, 1)).toBeUndefined()
    expect(shown(1, 2)).toEqual(['[1]', 2])
    expect(shown(1, 9)).toEqual(['[1]', 2, 3, '…', 9])
    expect(shown(4, 7)).toEqual([1, 2, 3, '[4]', 5, 6, 7])
    expect(shown(50, 99)).toEqual([1, '…', 48, 49, '[50]', 51, 52, '…', 99])
    expect(shown(99, 99)).toEqual([1, '…', 97, 98, '[99]'])
  })

  it('knows the page before and the page after', () => {
    expect(pager(1, 3, String)).toMatchObject({ previous: null, next: '2' })
    expect(pager(3, 3, String)).toMatchObject({ previous: '2', next: null })
  })

  it('has a page for a list without rows', () => {
    expect([0, 1, 10, 11].map((rows) => pageCount(rows, 10))).toEqual([1, 1, 1, 2])
  })

  it('counts no further than a list can be skipped', async () => {
    expect(pageNumber(String(DEEPEST_ROW))).toBe(DEEPEST_ROW)
    expect(await refusalText(() => pageNumber(String(DEEPEST_ROW + 1)))).toContain('不存在')
    expect(idNumber('999999999999999')).toBe(999_999_999_999_999)
    expect(idNumber('1000000000000000')).toBeNull()
  })

  it('leaves out of an address what says nothing', () => {
    expect(addressWith('/boards/1', { page: 1, sort: null, q: '' })).toBe('/boards/1')
    expect(addressWith('/boards/1', { sort: 'new', page: 2 })).toBe('/boards/1?sort=new&page=2')
    expect(addressWith('/search', { q: '早点 & 铺' })).toBe(
      `/search?q=${encodeURIComponent('早点')}+%26+${encodeURIComponent('铺')}`,
    )
  })
})
