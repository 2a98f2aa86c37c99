import { afterEach, beforeEach, expect, it } from 'vitest'
import { siteChanged } from '../../src/forum/shown.js'
import type { Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

const thread = (query = '') => world.forum.visitor().get(`/threads/${world.thread.breakfast}${query}`)
const floor = (number: number) => `article.post[data-floor="${number}"]`

/** All lines of a floor's member panel, folded ones too. */
function panel(page: Page, number: number): Record<string, string> {
  const names = page.texts(`${floor(number)} dl.member-panel dt`)
  const values = page.texts(`${floor(number)} dl.member-panel dd`)
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
}

it('A thread shows its subject as the only heading, its place, its replies and its views', async () => {
  const page = await thread()
  expect(page.count('h1')).toBe(1)
  expect(page.text('h1')).toBe('主题：老城墙根的早点铺还开着吗')
  expect(page.text('title')).toBe('老城墙根的早点铺还开着吗 - 楼主论坛')
  expect(page.texts('.crumbs li').slice(1, 3)).toEqual(['街坊天地', '茶余饭后'])
  expect(page.text('.thread-meta p')).toContain('回复 2')
})

it('A page says nothing in words that is only drawn, nor what only script can do', async () => {
  const page = await thread()
  expect(page.attr('.post.first .avatar', 'data-letter')).toBe('L')
  expect(page.texts('.avatar').join('')).toBe('')
  expect(page.attr('.thread-go [data-copy-link]', 'data-label')).toBe('复制链接')
  expect(page.text('.thread-go')).toBe('上一个 下一个')
})

it('Beside the first floor stand all lines of the member panel, with their units', async () => {
  const { db } = world.forum
  const figures = { carriedPostCount: 129_084, carriedDigestCount: 2, onlineMs: 8161 * HOUR + 59 * MINUTE }
  await db.updateTable('members').set(figures).where('id', '=', world.member.laowang).execute()
  const balances = { contribution: 35, coin: 7, praise: 6 }
  for (const [kind, balance] of Object.entries(balances))
    await db.insertInto('creditBalances').values({ memberId: world.member.laowang, kind, balance }).execute()
  const lines = panel(await thread(), 0)
  expect(lines).toEqual({
    级别: '天使',
    UID: String(world.member.laowang),
    精华: '2',
    发帖: '129085',
    财富: '1 鼎币',
    威望: '1 点',
    贡献值: '35 点',
    会员币: '7 个',
    好评度: '6 点',
    在线时间: '8161(时)',
    注册时间: '2026-11-18',
    最后登录: '2026-11-18',
  })
  const order = '级别 UID 精华 发帖 财富 威望 贡献值 会员币 好评度 在线时间 注册时间 最后登录'
  expect(Object.keys(lines)).toEqual(order.split(' '))
})

it('Every other floor tells the same lines of its own author', async () => {
  const page = await thread()
  expect(Object.keys(panel(page, 1)).sort()).toEqual(Object.keys(panel(page, 0)).sort())
  expect(panel(page, 1).UID).toBe(String(world.member.xiaoming))
  // xiaoming has replied here and started a thread in the tea house.
  expect(panel(page, 1)).toMatchObject({ 发帖: '2', 财富: '2 鼎币', 威望: '1 点' })
  expect(page.text(`${floor(1)} .name a`)).toBe('xiaoming')
  expect(page.attr(`${floor(1)} .name a`, 'href')).toBe(`/members/${world.member.xiaoming}`)
})

it('Names and units of the credit kinds are what the webmaster wrote', async () => {
  expect(panel(await thread(), 0)).toHaveProperty('财富')
  const { db } = world.forum
  await db.updateTable('creditKinds').set({ title: '铜钱', unit: '枚' }).where('id', '=', 'wealth').execute()
  await siteChanged(db)
  const lines = panel(await thread(), 0)
  expect(lines).toMatchObject({ 铜钱: '1 枚' })
  expect(lines).not.toHaveProperty('财富')
})

it('Floors are called 楼主 沙发 板凳 地板 and then by number, as the setting says', async () => {
  for (let count = 0; count < 2; count++) await world.reply('banzhu', world.thread.breakfast, '再来')
  expect((await thread()).texts('.floor-name')).toEqual(['楼主', '沙发', '板凳', '地板', '4楼'])
  await world.forum.set('floorNames', '0:楼主\n1:头排')
  expect((await thread()).texts('.floor-name')).toEqual(['楼主', '头排', '2楼', '3楼', '4楼'])
})

it('The name of a floor links to the post', async () => {
  const page = await thread()
  const id = page.attr(floor(2), 'id')!.replace('post-', '')
  expect(page.attr(`${floor(2)} .floor-name`, 'href')).toBe(`/posts/${id}`)
})

it('When a floor was posted is told from now and to the minute, with the exact time as a tooltip', async () => {
  const told = async () => {
    const page = await thread()
    expect(page.attr(`${floor(0)} header time`, 'title')).toBe('2026-11-22 18:00')
    expect(page.text(`${floor(0)} header`)).toContain('发表于')
    return page.text(`${floor(0)} header li:first-child`).replace('发表于：', '')
  }
  expect(await told()).toBe('2小时前 18:00')
  world.forum.wait(3 * HOUR)
  expect(await told()).toBe('5小时前 18:00')
  world.forum.wait(HOUR)
  expect(await told()).toBe('昨天 18:00')
  world.forum.wait(DAY)
  expect(await told()).toBe('前天 18:00')
  world.forum.wait(DAY)
  expect(await told()).toBe('2026-11-22 18:00')
})

it('A fresh floor is from just now, then minutes old', async () => {
  await world.reply('banzhu', world.thread.breakfast, '刚到')
  world.forum.wait(5000)
  expect((await thread()).text(`${floor(3)} header time`)).toBe('刚刚')
  world.forum.wait(3 * MINUTE)
  expect((await thread()).text(`${floor(3)} header time`)).toBe('3分钟前')
})

it('Views are counted once they are flushed, and within a minute in the list too', async () => {
  const views = async () =>
    (await world.forum.visitor().get(`/boards/${world.board.chat}`)).text('tr.thread .count')
  expect(await views()).toBe('2 / 0')
  for (const agent of ['first', 'second', 'third'])
    await world.forum.visitor().get(`/threads/${world.thread.breakfast}`, { 'user-agent': agent })
  await world.forum.visitor().get(`/threads/${world.thread.breakfast}?floor=1`)
  await world.forum.flush()
  world.forum.wait(60_000)
  expect(await views()).toBe('2 / 3')
  expect((await thread()).text('.thread-meta p')).toContain('阅读 4')
})

it('The state of the thread stands in its head', async () => {
  const head = async (id: number) =>
    (await world.forum.visitor().get(`/threads/${id}`)).texts('.thread-meta .mark')
  expect(await head(world.thread.breakfast)).toEqual([])
  expect(await head(world.thread.locked)).toEqual(['已锁定'])
  await world.forum.db
    .updateTable('threads')
    .set({ digest: 2 })
    .where('id', '=', world.thread.breakfast)
    .execute()
  await world.forum.noticeChanges()
  expect(await head(world.thread.breakfast)).toEqual(['精华 II'])
})

it('The thread starter is marked on their later floors, and honour line and signature stand with each', async () => {
  await world.reply('laowang', world.thread.breakfast, '自己顶一下')
  const laowang = await world.forum.signIn('laowang')
  await laowang.get('/account')
  await laowang.submit('form.form', { honor: '三代掌柜', signature: '[b]豆浆油条[/b]' })
  const page = await thread()
  expect(page.text(`${floor(3)} .name .mark`)).toBe('楼主')
  expect(page.count(`${floor(1)} .name .mark`)).toBe(0)
  expect(page.text(`${floor(3)} .honor`)).toBe('三代掌柜')
  expect(page.text(`${floor(3)} .signature`)).toBe('豆浆油条')
  expect(page.count(`${floor(3)} .signature b, ${floor(3)} .signature strong`)).toBe(1)
  expect(page.count(`${floor(1)} .signature`)).toBe(0)
})

it.each(['999', '0', '-1', 'abc', '1.5', '99999999999999999999'])('There is no thread %s', async (id) => {
  expect((await thread()).status).toBe(200)
  expect((await world.forum.visitor().get(`/threads/${id}`)).status).toBe(404)
})

it('A page beyond the last leads to the last', async () => {
  const answer = await thread('?page=2')
  expect([answer.status, answer.location]).toEqual([303, `/threads/${world.thread.breakfast}`])
})

it.each(['0', '-1', '1e9', 'abc'])('A thread has no page %s', async (page) => {
  expect((await thread('?page=1')).status).toBe(200)
  expect((await thread(`?page=${page}`)).status).toBe(404)
})
