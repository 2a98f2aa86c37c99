import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  path = `/threads/${world.thread.breakfast}`
  laowang = await world.forum.signIn('laowang')
  await laowang.get('/notices')
  await laowang.submit('form[action="/notices/read"]')
})
afterEach(async () => world.forum.close())

async function badge(browser: Browser, address = '/'): Promise<string> {
  return (await browser.get(address)).text('.account .badge').replace('未读', '')
}

const entries = (browser: Browser, which = '.is-new') =>
  browser.page.texts(`ul.notices li${which} div p:first-child`)
const said = (browser: Browser) => browser.page.texts('ul.notices li.is-new .said')
const hrefOf = (browser: Browser, nth = 0) =>
  browser.page.$('ul.notices li.is-new p:first-child a:not(.person)').eq(nth).attr('href')!

it('A notice leads to its floor and is read by that, no other with it', async () => {
  await world.forum.set('postsPerPage', '3')
  const first = await world.reply('banzhu', world.thread.breakfast, '第一句')
  for (let count = 0; count < 3; count++)
    await world.reply('xiaoming', world.thread.breakfast, `隔着${count}`)
  const quoted = await world.reply('haibian', world.thread.breakfast, `[quote=laowang,1]话[/quote]引用`)
  expect(await badge(laowang, '/notices')).toBe('5')
  expect(entries(laowang)).toHaveLength(2)
  const answer = await laowang.get(hrefOf(laowang, 0))
  expect([answer.status, answer.location]).toEqual([303, `${path}?page=3#post-${quoted}`])
  // Not even its neighbours on the page, as long as that has not been shown.
  expect(await badge(laowang, '/notices')).toBe('4')
  expect((await laowang.get(hrefOf(laowang, 0))).location).toBe(`${path}?page=2#post-${first}`)
  expect(await badge(laowang)).toBe('3')
})

it('Looking at a page of the thread reads the notices of its floors, and the page counts them no more', async () => {
  await world.forum.set('postsPerPage', '4')
  await world.reply('banzhu', world.thread.breakfast, '三楼')
  await world.reply('banzhu', world.thread.breakfast, '四楼')
  await world.reply('xiaoming', world.thread.breakfast, '五楼')
  expect(await badge(laowang)).toBe('3')
  expect(await badge(laowang, path)).toBe('2')
  expect(await badge(laowang, `${path}?author=${world.member.xiaoming}`)).toBe('1')
  expect(await badge(laowang, `/threads/${world.thread.locked}`)).toBe('1')
  expect(await badge(laowang, `${path}?page=2`)).toBe('')
  for (const when of ['before it is written', 'after']) {
    expect((await laowang.get('/notices')).count('ul.notices li.is-new'), when).toBe(0)
    expect(await badge(laowang), when).toBe('')
    await world.forum.flush()
  }
})

it('What is told of a thread after it was looked at is new, though the look is written later', async () => {
  await world.reply('banzhu', world.thread.breakfast, '三楼')
  const banzhu = await world.forum.signIn('banzhu')
  await banzhu.get(`${path}/moderation/highlight`)
  expect(await badge(laowang, path)).toBe('')
  await banzhu.submit('form.form', { color: 'red' })
  await world.forum.flush()
  expect(await badge(laowang)).toBe('1')
})

it('What a moderator did to a thread is read by looking at any page of it', async () => {
  await world.forum.set('postsPerPage', '3')
  const banzhu = await world.forum.signIn('banzhu')
  await world.reply('banzhu', world.thread.breakfast, '三楼')
  await banzhu.get(`${path}/moderation/highlight`)
  await banzhu.submit('form.form', { color: 'red', reason: '优秀文章' })
  expect(await badge(laowang)).toBe('2')
  expect(await badge(laowang, path)).toBe('1')
  expect(await badge(laowang, `${path}?page=2`)).toBe('')
})

it("Another's look reads nobody's notices, and nobody opens another's", async () => {
  await world.reply('banzhu', world.thread.breakfast, '有人吗')
  const xiaoming = await world.forum.signIn('xiaoming')
  await xiaoming.get(path)
  await world.forum.visitor().get(path)
  expect(await badge(laowang, '/notices')).toBe('1')
  const href = hrefOf(laowang)
  expect((await xiaoming.get(href)).status).toBe(404)
  expect((await world.forum.visitor().get(href)).status).toBe(401)
  expect(await badge(laowang)).toBe('1')
  for (const id of ['0', '-1', 'abc', '999999'])
    expect((await laowang.get(`/notices/${id}`)).status).toBe(404)
})

it('Replies to one thread are one entry, which names two and counts the others', async () => {
  await world.reply('banzhu', world.thread.breakfast, '一')
  await world.reply('xiaoming', world.thread.breakfast, '二')
  await laowang.get('/notices')
  expect(entries(laowang)).toEqual(['xiaoming、banzhu 回复了您的主题 《老城墙根的早点铺还开着吗》'])
  await world.reply('haibian', world.thread.breakfast, '三')
  await world.reply('xiaoming', world.thread.breakfast, '四')
  const other = await world.start('laowang', world.board.sub, '另一个主题')
  await world.reply('yishi', other, '五')
  await laowang.get('/notices')
  expect(entries(laowang)).toEqual([
    'yishi 回复了您的主题 《另一个主题》',
    'xiaoming、haibian 等 3 人 回复了您的主题 《老城墙根的早点铺还开着吗》',
  ])
  // What was read before stands apart.
  expect(entries(laowang, ':not(.is-new)')).toEqual([
    'haibian、xiaoming 回复了您的主题 《老城墙根的早点铺还开着吗》',
  ])
  expect(laowang.page.count('ul.notices .mark.new')).toBe(0)
})

it('An entry tells in a line what was said where it leads', async () => {
  await world.reply('banzhu', world.thread.breakfast, `[b]豆浆[/b]好喝\n${'甜'.repeat(80)}`)
  await laowang.get('/notices')
  expect(said(laowang)).toEqual([`豆浆好喝 ${'甜'.repeat(54)}…`])
  const second = await world.reply('xiaoming', world.thread.breakfast, '我也要')
  await laowang.get('/notices')
  expect(said(laowang)[0]).toMatch(/^banzhu：豆浆好喝/)
  await laowang.get(hrefOf(laowang))
  await laowang.get('/notices')
  expect(said(laowang)).toEqual(['我也要'])
  expect((await laowang.get(hrefOf(laowang))).location).toBe(`${path}#post-${second}`)
})

it('A notice of a removed floor says nothing of its text and leads to the gap', async () => {
  const id = await world.reply('xiaoming', world.thread.breakfast, '说漏嘴的话')
  await laowang.get('/notices')
  expect(said(laowang)).toEqual(['说漏嘴的话'])
  const xiaoming = await world.forum.signIn('xiaoming')
  await xiaoming.get(`/posts/${id}/remove`)
  await xiaoming.submit('form.form')
  expect((await laowang.get('/notices')).html).not.toContain('说漏嘴')
  expect(said(laowang)).toEqual(['那一楼已经被删除。'])
  const { location } = await laowang.get(hrefOf(laowang))
  expect(location).toBe(`${path}#post-${id}`)
  expect((await laowang.follow()).count(`.post-gap#post-${id}`)).toBe(1)
  // One that stands goes before.
  await world.reply('haibian', world.thread.breakfast, '还在的话')
  await laowang.get('/notices')
  expect(said(laowang)).toEqual(['还在的话'])
})

it('While nothing may be written, notices stay unread and lead on all the same', async () => {
  const id = await world.reply('banzhu', world.thread.breakfast, '赶上维护')
  await laowang.get('/notices')
  const href = hrefOf(laowang)
  await world.forum.set('readOnly', '1')
  expect((await laowang.get(href)).location).toBe(`${path}#post-${id}`)
  expect(await badge(laowang)).toBe('1')
  await world.forum.set('readOnly', '0')
  expect(await badge(laowang, path)).toBe('')
  await world.forum.flush()
  expect(await badge(laowang)).toBe('')
})
