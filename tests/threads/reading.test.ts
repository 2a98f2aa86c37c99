import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World
/** the thread's address; its floors run from 0 to 24, of which 3 9 15 21 are laowang's again */
let path: string

beforeAll(async () => {
  world = await buildWorld()
  path = `/threads/${world.thread.breakfast}`
  for (let floor = 3; floor < 25; floor++) {
    world.forum.wait(MINUTE)
    await world.reply(floor % 6 === 3 ? 'laowang' : 'xiaoming', world.thread.breakfast, `这是${floor}`)
  }
})
afterAll(async () => world.forum.close())

const get = (address: string) => world.forum.visitor().get(address)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

async function floors(query: string): Promise<number[]> {
  const page = await get(`${path}${query}`)
  expect(page.status).toBe(200)
  return page
    .$('article.post')
    .toArray()
    .map((post) => Number(page.$(post).attr('data-floor')))
}

it('Floors stand in their order, ten to a page', async () => {
  expect(await floors('')).toEqual(range(0, 9))
  expect(await floors('?page=2')).toEqual(range(10, 19))
  expect(await floors('?page=3')).toEqual(range(20, 24))
  expect((await get(`${path}?page=4`)).location).toBe(`${path}?page=3`)
  expect((await get(`${path}?order=desc&page=99`)).location).toBe(`${path}?order=desc&page=3`)
})

it('Pages are linked from one to the next', async () => {
  const page = await get(`${path}?page=2`)
  expect(page.text('.pager .of')).toContain('第 2 / 3 页')
  expect(page.attr('.pager a[rel=prev]', 'href')).toBe(path)
  expect(page.attr('.pager a[rel=next]', 'href')).toBe(`${path}?page=3`)
  expect(page.text('.pager [aria-current=page]')).toMatch(/^2+$/)
})

it('In 倒序 the first floor stays on top and the newest follow it over all pages', async () => {
  expect(await floors('?order=desc')).toEqual([0, ...range(16, 24).reverse()])
  expect(await floors('?order=desc&page=2')).toEqual(range(6, 15).reverse())
  expect(await floors('?order=desc&page=3')).toEqual(range(1, 5).reverse())
})

it('The first floor links 倒序 and back, and the pager keeps the order', async () => {
  const ascending = await get(path)
  const link = '.post.first header a[href*="threads"]'
  expect(ascending.texts(link)).toContain('倒序阅读')
  const descending = await get(`${path}?order=desc`)
  expect(descending.texts(link)).toContain('正序阅读')
  expect(descending.attr('.pager a[rel=next]', 'href')).toBe(`${path}?order=desc&page=2`)
})

it('只看楼主 shows the floors of the thread starter alone', async () => {
  const page = await get(path)
  const link = page
    .$('.post.first header a')
    .filter((_, a) => page.$(a).text() === '只看楼主')
    .attr('href')!
  expect(link).toBe(`${path}?author=${world.member.laowang}`)
  expect(await floors(`?author=${world.member.laowang}`)).toEqual([0, 3, 9, 15, 21])
  expect(await floors(`?author=${world.member.laowang}&order=desc`)).toEqual([21, 15, 9, 3, 0])
  const only = await get(link)
  expect(only.text('.yellow')).toContain('正在只看 laowang 的帖子')
  expect(only.attr('.yellow a', 'href')).toBe(path)
})

it('The floors of one author go over pages of their own', async () => {
  const author = world.member.xiaoming
  const own = range(1, 24).filter((floor) => floor !== 2 && floor % 6 !== 3)
  expect(await floors(`?author=${author}`)).toEqual(own.slice(0, 10))
  expect(await floors(`?author=${author}&page=2`)).toEqual(own.slice(10))
  const page = await get(`${path}?author=${author}`)
  expect(page.attr('.pager a[rel=next]', 'href')).toBe(`${path}?author=${author}&page=2`)
  expect((await get(`${path}?author=${author}&page=3`)).location).toBe(`${path}?author=${author}&page=2`)
})

it('An author who is none is not found', async () => {
  for (const author of ['abc', '-1', '0', ''])
    expect((await get(`${path}?author=${author}`)).status).toBe(404)
})

it('A jump leads to the page and the anchor of the floor', async () => {
  for (const [floor, page] of [
    [0, ''],
    [9, ''],
    [10, '?page=2'],
    [24, '?page=3'],
  ] as const) {
    const answer = await get(`${path}?floor=${floor}`)
    expect(answer.status).toBe(303)
    const [address, anchor] = answer.location.split('#')
    expect(address).toBe(`${path}${page}`)
    expect((await get(address!)).attr(`#${anchor}`, 'data-floor')).toBe(String(floor))
  }
})

it('The form for the jump asks for a floor of this thread', async () => {
  const page = await get(path)
  expect(page.attr('form.jump', 'action')).toBe(path)
  expect(page.attr('form.jump input[name=floor]', 'max')).toBe('24')
})

it('A jump beyond the last floor leads to the last one, and nonsense nowhere', async () => {
  expect((await get(`${path}?floor=9999`)).location).toBe((await get(`${path}?floor=24`)).location)
  expect((await get(`${path}?floor=last`)).location).toBe((await get(`${path}?floor=24`)).location)
  for (const floor of ['-1', 'abc', '', '1.5']) expect((await get(`${path}?floor=${floor}`)).status).toBe(404)
})

it('The address of a post leads to its page and floor', async () => {
  const page = await get(`${path}?page=2`)
  const anchor = page.attr('article.post[data-floor="13"]', 'id')!
  const answer = await get(`/posts/${anchor.replace('post-', '')}`)
  expect(answer.status).toBe(303)
  expect(answer.location).toBe(`${path}?page=2#${anchor}`)
  for (const id of ['99999', '0', '-1', 'abc']) expect((await get(`/posts/${id}`)).status).toBe(404)
})

it('A setting says how many posts stand on a page', async () => {
  await world.forum.set('postsPerPage', '20')
  expect(await floors('')).toEqual(range(0, 19))
  expect((await get(`${path}?floor=19`)).location).not.toContain('page')
  await world.forum.set('postsPerPage', '10')
})
