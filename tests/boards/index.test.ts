import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

async function index(agent = 'one') {
  return world.forum.visitor().get('/', { 'user-agent': agent })
}

it('The index counts the posts of today, yesterday and the best day by the time zone of the site', async () => {
  const figures = async () => (await index()).texts('.stats li')
  expect(await figures()).toEqual(expect.arrayContaining(['今日 6', '昨日 0', '最高日 6']))
  // One in the morning in Shanghai, still the day before in UTC.
  world.forum.wait(5 * HOUR)
  expect(await figures()).toEqual(expect.arrayContaining(['今日 0', '昨日 6', '最高日 6']))
  for (let count = 0; count < 7; count++) await world.reply('haibian', world.thread.breakfast, '早')
  expect(await figures()).toEqual(expect.arrayContaining(['今日 7', '昨日 6', '最高日 7']))
  world.forum.wait(24 * HOUR)
  expect(await figures()).toEqual(expect.arrayContaining(['今日 0', '昨日 7', '最高日 7']))
})

it('The index counts posts, threads and members and welcomes the newest', async () => {
  expect((await index()).texts('.stats li')).toEqual(
    expect.arrayContaining(['帖子 6', '主题 4', '会员 9', '欢迎新会员 jinyan']),
  )
  await world.forum.set('questionOnRegister', '0')
  const newcomer = world.forum.visitor()
  await newcomer.get('/register')
  const password = '城墙根下的早点铺'
  const fields = { username: '新来的', email: 'new@example.com', password, passwordAgain: password }
  expect((await newcomer.submit('form[action="/register"]', fields)).status).toBe(303)
  await world.start('laowang', world.board.union, '又一个主题')
  const page = await index()
  expect(page.texts('.stats li')).toEqual(
    expect.arrayContaining(['帖子 7', '主题 5', '会员 10', '欢迎新会员 新来的']),
  )
  expect(page.attr('.stats a', 'href')).toMatch(/^\/members\/\d+$/)
})

it('The index lists categories, boards and sub-boards with all that is told of them', async () => {
  const page = await index()
  expect(page.texts('.panel-head h2 a')).toEqual(['街坊天地'])
  expect(page.texts('tr.board h3')).toEqual(['茶余饭后', '工会之家'])
  const row = `tr.board[data-board="${world.board.chat}"]`
  expect(page.texts(`${row} .about p`)).toEqual(['什么都能聊', '子版： 开心一刻', '版主： banzhu'])
  expect(page.text(`${row} .today-posts`)).toBe('今日 3')
  expect(page.text(`${row} .count`)).toBe('1 / 3')
  expect(page.text(`${row} .last .subject`)).toBe('老城墙根的早点铺还开着吗')
  expect(page.text(`${row} .last .person`)).toBe('haibian')
  expect(page.text(`${row} .last time`)).toBe('2小时前')
  expect(page.attr(`${row} .last time`, 'title')).toBe('2026-11-22 18:00')
})

it('The last post of a board leads to its floor', async () => {
  const page = await index()
  const last = page.attr(`tr.board[data-board="${world.board.chat}"] .last .subject`, 'href')!
  const answer = await world.forum.visitor().get(last)
  expect(answer.status).toBe(303)
  expect(answer.location).toMatch(new RegExp(`^/threads/${world.thread.breakfast}#post-\\d+$`))
})

it('The index counts each guest once, as long as they are here', async () => {
  await index('one')
  await index('one')
  world.forum.wait(MINUTE)
  expect((await index('two')).text()).toContain('共 2 人在线，0 位会员，2 位访客')
  world.forum.wait(91 * MINUTE)
  expect((await index('two')).text()).toContain('共 1 人在线，0 位会员，1 位访客')
})

it('The index names the members online, each with the mark of their group', async () => {
  await world.forum.signIn('zhanzhang')
  await world.forum.signIn('laowang')
  const page = await index()
  expect(page.texts('.online li').sort()).toEqual(['laowang', 'zhanzhang 创始人'])
  expect(page.text()).toContain('2 位会员')
})

it('Somebody who signs in is a member online and no longer a guest', async () => {
  const laowang = await world.forum.signIn('laowang')
  expect((await laowang.get('/')).text()).toContain('共 1 人在线，1 位会员，0 位访客')
})

it('The index keeps the record of people online with its day', async () => {
  for (const agent of ['one', 'two', 'three']) await index(agent)
  await world.forum.flush()
  world.forum.wait(24 * HOUR)
  await world.forum.flush()
  const page = await index('one')
  expect(page.text()).toContain('共 1 人在线')
  expect(page.text()).toContain('最多 3 人（2026-11-22）')
})

it('The announcement stands on the index, with its link where there is one', async () => {
  expect((await index()).count('.announcement')).toBe(0)
  await world.forum.set('announcement', '周末<停机>维护')
  expect((await index()).text('.announcement')).toContain('周末<停机>维护')
  expect((await index()).count('.announcement a')).toBe(0)
  await world.forum.set('announcementLink', `/threads/${world.thread.breakfast}`)
  expect((await index()).attr('.announcement a', 'href')).toBe(`/threads/${world.thread.breakfast}`)
})
