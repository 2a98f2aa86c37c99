import { afterEach, beforeEach, expect, it } from 'vitest'
import { TestForum } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000
let world: World

beforeEach(async () => {
  world = await buildWorld()
})
afterEach(() => world.forum.close())

const subjects = async (who: 'a guest' | 'yishi' | 'laowang', query = '') => {
  const browser = who === 'a guest' ? world.forum.visitor() : await world.forum.signIn(who)
  return (await browser.get(`/latest${query}`)).texts('tr.thread .subject')
}

it('The newest thread of any board stands first, each with its board', async () => {
  world.forum.wait(MINUTE)
  await world.start('xiaoming', world.board.union, '刚发的主题')
  const page = await world.forum.visitor().get('/latest')
  expect(page.texts('tr.thread .subject')).toEqual([
    '刚发的主题',
    '高温津贴的解答',
    '老城墙根的早点铺还开着吗',
  ])
  expect(page.text('tr.thread:first-child .board-name')).toBe('[工会之家]')
  expect(page.attr('tr.thread:first-child .board-name', 'href')).toBe(`/boards/${world.board.union}`)
})

it('By last reply the thread replied to comes first', async () => {
  expect((await subjects('a guest'))[0]).toBe('高温津贴的解答')
  world.forum.wait(MINUTE)
  await world.reply('banzhu', world.thread.breakfast, '还开着')
  expect((await subjects('a guest', '?sort=last'))[0]).toBe('老城墙根的早点铺还开着吗')
  expect((await subjects('a guest'))[0]).toBe('高温津贴的解答')
})

it('It lists what the reader may read, and nothing else', async () => {
  expect(await subjects('yishi')).toContain('议事厅里的机密')
  expect(await subjects('laowang')).toContain('茶馆里的悄悄话')
  expect(await subjects('laowang')).not.toContain('议事厅里的机密')
  expect((await subjects('a guest')).join()).not.toMatch(/机密|悄悄话/)
})

it('It has pages up to 500 threads, and leads to the last from beyond', async () => {
  await world.forum.set('threadsPerPage', '5')
  for (let count = 0; count < 5; count++) await world.start('xiaoming', world.board.chat, `主题${count}`)
  const guest = world.forum.visitor()
  const first = await guest.get('/latest')
  expect(first.count('tr.thread')).toBe(5)
  expect(first.attr('.pager a[rel=next]', 'href')).toBe('/latest?page=2')
  expect((await guest.get('/latest?page=2')).count('tr.thread')).toBe(2)
  expect((await guest.get('/latest?page=3')).location).toBe('/latest?page=2')
  await world.forum.db.updateTable('boards').set({ threadCount: 9000 }).execute()
  await world.forum.noticeChanges()
  expect((await guest.get('/latest')).text('.pager .of')).toContain('100')
})

it('A forum without threads says so', async () => {
  const forum = await TestForum.open()
  const page = await forum.visitor().get('/latest')
  expect(page.status).toBe(200)
  expect(page.count('tr.thread')).toBe(0)
  expect(page.count('.empty')).toBe(1)
  await forum.close()
})
