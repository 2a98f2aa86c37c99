import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

const HOUR = 3_600_000

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

const chat = (query = '') => world.forum.visitor().get(`/boards/${world.board.chat}${query}`)
const subjects = 'tr.thread a.subject'
const rowOf = (threadId: number) => `tr.thread[data-thread="${threadId}"]`

async function startSeveral(count: number): Promise<void> {
  for (let number = 1; number <= count; number++) {
    world.forum.wait(HOUR)
    await world.start('haibian', world.board.chat, `第${number}个`)
  }
}

it('A board shows its place, description, moderators, sub-boards and figures', async () => {
  const page = await chat()
  expect(page.texts('.crumbs li')).toEqual(['楼主论坛', '街坊天地', '茶余饭后'])
  expect(page.text('h1')).toBe('茶余饭后')
  expect(page.text('.board-about')).toContain('什么都能聊')
  expect(page.text('.board-about .people')).toBe('版主： banzhu')
  expect(page.texts('tr.board h3')).toEqual(['开心一刻'])
  expect(page.text('.panel-head small')).toBe('今日 3 · 主题 1 · 帖子 3')
})

it('A category tells the figures of the boards in it that its reader may read', async () => {
  const figures = async (as?: string) => {
    const reader = as === undefined ? world.forum.visitor() : await world.forum.signIn(as)
    return (await reader.get(`/boards/${world.board.category}`)).text('.panel-head small')
  }
  const open = await world.forum.visitor().get(`/boards/${world.board.union}`)
  expect(open.text('.panel-head small')).toBe('今日 1 · 主题 1 · 帖子 1')
  expect(await figures()).toBe('今日 4 · 主题 2 · 帖子 4')
  expect(await figures('yishi')).not.toBe(await figures())
})

it('A board is ordered by last reply, and by date when asked', async () => {
  await startSeveral(2)
  world.forum.wait(HOUR)
  await world.reply('banzhu', world.thread.breakfast, '顶上去')
  const byReply = await chat()
  expect(byReply.texts(subjects)).toEqual(['老城墙根的早点铺还开着吗', '第2个', '第1个'])
  expect(byReply.text('.sorts [aria-current]')).toBe('最后回复')
  const byDate = await chat('?sort=new')
  expect(byDate.texts(subjects)).toEqual(['第2个', '第1个', '老城墙根的早点铺还开着吗'])
  expect(byDate.text('.sorts [aria-current]')).toBe('最新发帖')
})

it('A row tells author, date, replies, views and the last reply, which it links', async () => {
  await world.forum.visitor().get(`/threads/${world.thread.breakfast}`)
  await world.forum.flush()
  const page = await chat()
  const row = rowOf(world.thread.breakfast)
  expect(page.texts(`${row} .person`)).toEqual(['laowang', 'haibian'])
  expect(page.text(`${row} .count`)).toBe('2 / 1')
  expect(page.attr(`${row} .who time`, 'title')).toBe('2026-11-22 18:00')
  const answer = await world.forum.visitor().get(page.attr(`${row} .when`, 'href')!)
  expect(answer.status).toBe(303)
  const thread = await world.forum.visitor().get(`/threads/${world.thread.breakfast}`)
  expect(thread.attr(answer.location.slice(answer.location.indexOf('#')), 'data-floor')).toBe('2')
})

it('The state of a thread is told as a text', async () => {
  const state = async (boardId: number, threadId: number) => {
    const page = await world.forum.visitor().get(`/boards/${boardId}`)
    return page.text(`${rowOf(threadId)} .state .visually-hidden`)
  }
  expect(await state(world.board.chat, world.thread.breakfast)).toBe('主题')
  expect(await state(world.board.union, world.thread.locked)).toBe('锁定')
  await world.forum.set('hotReplies', '2')
  expect(await state(world.board.chat, world.thread.breakfast)).toBe('热门')
  await mark(world.thread.breakfast, { pin: 1 })
  expect(await state(world.board.chat, world.thread.breakfast)).toBe('置顶')
})

it('A digest thread carries its mark', async () => {
  const marks = async () => (await chat()).texts(`${rowOf(world.thread.breakfast)} .mark`)
  expect(await marks()).toEqual([])
  await mark(world.thread.breakfast, { digest: 1 })
  expect(await marks()).toEqual(['精华 I'])
  await mark(world.thread.breakfast, { digest: 2 })
  expect(await marks()).toEqual(['精华 II'])
})

it('A row links the pages of its thread, with a gap before the last of many', async () => {
  await world.forum.set('postsPerPage', '1')
  const row = rowOf(world.thread.breakfast)
  const page = await chat()
  expect(page.text(`${row} .pages`)).toBe('2 3')
  expect(page.attr(`${row} .pages a`, 'href')).toBe(`/threads/${world.thread.breakfast}?page=2`)
  for (let floor = 3; floor < 9; floor++) await world.reply('banzhu', world.thread.breakfast, '再来')
  expect((await chat()).text(`${row} .pages`)).toBe('2 3 4 5 … 9')
  await world.forum.set('postsPerPage', '10')
  expect((await chat()).count(`${row} .pages`)).toBe(0)
})

it('A board goes over pages, each thread once, and keeps its order', async () => {
  await world.forum.set('threadsPerPage', '5')
  await startSeveral(11)
  const first = await chat('?sort=new')
  expect(first.texts(subjects)).toEqual(['第11个', '第10个', '第9个', '第8个', '第7个'])
  const next = first.attr('.pager a[rel=next]', 'href')!
  expect(next).toBe(`/boards/${world.board.chat}?sort=new&page=2`)
  const second = await world.forum.visitor().get(next)
  expect(second.texts(subjects)).toEqual(['第6个', '第5个', '第4个', '第3个', '第2个'])
  expect(second.attr('.pager a[rel=prev]', 'href')).toBe(`/boards/${world.board.chat}?sort=new`)
  expect((await chat('?sort=new&page=3')).texts(subjects)).toEqual(['第1个', '老城墙根的早点铺还开着吗'])
})

it.each(['0', '-1', '1e9', 'abc', '999999999999'])('A board has no page %s', async (number) => {
  expect((await chat('?page=1')).status).toBe(200)
  expect((await chat(`?page=${number}`)).status).toBe(404)
})

it('A page beyond the last leads to the last, in the same order', async () => {
  await world.forum.set('threadsPerPage', '5')
  await startSeveral(11)
  const { status, location } = await chat('?sort=new&page=99')
  expect([status, location]).toEqual([303, `/boards/${world.board.chat}?sort=new&page=3`])
})

it('A long board has a field for the page, which keeps the order', async () => {
  await world.forum.set('threadsPerPage', '5')
  await startSeveral(8)
  expect((await chat('?sort=new')).count('.pager form')).toBe(0)
  await startSeveral(40)
  const page = await chat('?sort=new&page=2')
  const form = page.$('.pager form').first()
  expect([form.attr('action'), form.attr('method') ?? 'get']).toEqual([`/boards/${world.board.chat}`, 'get'])
  expect(Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]))).toEqual({
    sort: 'new',
    page: '2',
  })
  expect(page.text('.pager form')).toContain('/ 10 页')
})

it('An empty board has one obvious button and nothing to mark as read', async () => {
  const laowang = await world.forum.signIn('laowang')
  const page = await laowang.get(`/boards/${world.board.sub}`)
  expect(page.texts('main a.button, main button')).toEqual(['发第一帖'])
  expect(page.text('.empty')).toContain('这个版块还没有主题')
})

it('Boards that do not exist are not found', async () => {
  for (const id of ['999', '0', '-1', 'abc', '1.5', '999999999999999999999'])
    expect((await world.forum.visitor().get(`/boards/${id}`)).status).toBe(404)
})

it('A category lists its boards and takes no threads', async () => {
  const laowang = await world.forum.signIn('laowang')
  const page = await laowang.get(`/boards/${world.board.category}`)
  expect(page.texts('tr.board h3')).toEqual(['茶余饭后', '工会之家', '会员茶馆'])
  expect(page.count('table.threads')).toBe(0)
  expect(page.count('a[href$="/threads/new"]')).toBe(0)
})

it('Who may not post sees why in place of the button', async () => {
  const path = `/boards/${world.board.chat}`
  const button = `a[href="${path}/threads/new"]`
  expect((await (await world.forum.signIn('laowang')).get(path)).count(button)).toBeGreaterThan(0)
  const asGuest = await chat()
  expect(asGuest.count(button)).toBe(0)
  expect(asGuest.attr('.refusal a', 'href')).toBe(`/login?next=${encodeURIComponent(path)}`)
  const asBanned = await (await world.forum.signIn('jinyan')).get(path)
  expect(asBanned.count(button)).toBe(0)
  expect(asBanned.text('.refusal')).toContain('禁止发言')
})

async function mark(threadId: number, columns: { pin?: number; digest?: number }): Promise<void> {
  await world.forum.db.updateTable('threads').set(columns).where('id', '=', threadId).execute()
  await world.forum.noticeChanges()
}
