import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { notify } from '../../src/forum/notices/notify.js'
import { loadSite } from '../../src/forum/site/load-site.js'
import { buildWorld, type Name, type World } from '../support/world.js'

let world: World
let laowang: Browser
let path: string

// laowang's thread has two replies, so that two notices wait for them; here they have read them.
beforeEach(async () => {
  world = await buildWorld()
  path = `/threads/${world.thread.breakfast}`
  laowang = await world.forum.signIn('laowang')
  await laowang.get('/notices')
  await laowang.submit('form[action="/notices/read"]')
})
afterEach(async () => world.forum.close())

/** The notices that somebody has not read. */
async function fresh(browser: Browser): Promise<string[]> {
  return (await browser.get('/notices')).texts('ul.notices li.is-new div p:first-child')
}

async function badge(browser: Browser): Promise<string> {
  return (await browser.get('/')).text('.account .badge').replace('未读', '')
}

async function quote(name: Name, authorName: Name, postId: number): Promise<number> {
  return world.reply(name, world.thread.breakfast, `[quote=${authorName},${postId}]话[/quote]\n不同意`)
}

it('A reply to a thread is told to its author, with the way to the floor', async () => {
  expect(await fresh(laowang)).toEqual([])
  const id = await world.reply('banzhu', world.thread.breakfast, '我来了')
  expect(await fresh(laowang)).toEqual(['banzhu 回复了您的主题 《老城墙根的早点铺还开着吗》'])
  const link = laowang.page.attr('ul.notices li.is-new p a:not(.person)', 'href')!
  expect(link).toMatch(/^\/notices\/\d+$/)
  expect((await laowang.get(link)).location).toBe(`${path}#post-${id}`)
})

it('A quote is told to the author of what is quoted', async () => {
  const sofa = await world.reply('xiaoming', world.thread.breakfast, '我有话说')
  const xiaoming = await world.forum.signIn('xiaoming')
  expect(await fresh(xiaoming)).toEqual([])
  await quote('banzhu', 'xiaoming', sofa)
  expect(await fresh(xiaoming)).toEqual(['banzhu 引用了您的帖子 《老城墙根的早点铺还开着吗》'])
})

it('Who is quoted in their own thread is told of the quote, and not of the reply as well', async () => {
  const own = await world.reply('laowang', world.thread.breakfast, '楼主再说一句')
  await quote('banzhu', 'laowang', own)
  expect(await fresh(laowang)).toEqual(['banzhu 引用了您的帖子 《老城墙根的早点铺还开着吗》'])
})

it('Who quotes one post several times tells its author once', async () => {
  const own = await world.reply('laowang', world.thread.breakfast, '楼主再说一句')
  const one = `[quote=laowang,${own}]话[/quote]`
  await world.reply('banzhu', world.thread.breakfast, `${one}${one}再说`)
  expect(await fresh(laowang)).toHaveLength(1)
})

it('Nobody is told of what they did themselves', async () => {
  const own = await world.reply('laowang', world.thread.breakfast, '自己顶')
  await quote('laowang', 'laowang', own)
  expect(await fresh(laowang)).toEqual([])
  await world.reply('banzhu', world.thread.breakfast, '别人顶')
  expect(await fresh(laowang)).toHaveLength(1)
})

it('A made-up quote of a post elsewhere tells nobody', async () => {
  const elsewhere = await world.reply('laowang', world.thread.locked, '别处的话')
  await world.reply('banzhu', world.thread.tea, `[quote=laowang,${elsewhere}]话[/quote]造谣`)
  await world.reply('banzhu', world.thread.tea, '[quote=laowang,999999]话[/quote]造谣')
  expect(await fresh(laowang)).toEqual([])
})

it('A highlight is told to the author with its reason, unless the moderator unticks it', async () => {
  const banzhu = await world.forum.signIn('banzhu')
  const form = await banzhu.get(`${path}/moderation/highlight`)
  expect(form.count('input[name=notify][checked]')).toBe(1)
  await banzhu.submit('form.form', { color: 'red', reason: '优秀文章' })
  expect(await fresh(laowang)).toEqual(['banzhu 对您的主题执行了加亮操作 《老城墙根的早点铺还开着吗》'])
  expect(laowang.page.text('ul.notices li.is-new')).toContain('理由：优秀文章')
  const link = laowang.page.attr('ul.notices li.is-new p a:not(.person)', 'href')!
  expect((await laowang.get(link)).location).toBe(path)
  expect(await fresh(laowang)).toEqual([])
  await banzhu.get(`${path}/moderation/highlight`)
  await banzhu.submit('form.form', { color: 'blue', notify: undefined })
  expect(await fresh(laowang)).toEqual([])
  await banzhu.get(`${path}/moderation/highlight`)
  await banzhu.submit('form.form', { color: '' })
  expect(await fresh(laowang)).toHaveLength(1)
  expect((await fresh(laowang))[0]).toContain('对您的主题执行了取消加亮操作')
})

it('A moderator who highlights a thread of their own is not told', async () => {
  const banzhu = await world.forum.signIn('banzhu')
  const own = await world.start('banzhu', world.board.chat, '版主自己的主题')
  await banzhu.get(`/threads/${own}/moderation/highlight`)
  expect((await banzhu.submit('form.form', { color: 'red' })).status).toBe(303)
  expect(await fresh(banzhu)).toEqual([])
})

it('The header counts what is unread, until all is read at once', async () => {
  expect(await badge(laowang)).toBe('')
  await world.reply('banzhu', world.thread.breakfast, '一')
  await quote('xiaoming', 'laowang', await world.reply('laowang', world.thread.breakfast, '二'))
  expect(await badge(laowang)).toBe('2')
  // Looking at the list does not read them.
  expect(await fresh(laowang)).toHaveLength(2)
  expect(await badge(laowang)).toBe('2')
  await laowang.get('/notices')
  expect(laowang.page.text('.panel-head')).toContain('2 条未读')
  const answer = await laowang.submit('form[action="/notices/read"]')
  expect(answer.status).toBe(303)
  expect(answer.location).toBe('/notices')
  expect(await badge(laowang)).toBe('')
  expect(await fresh(laowang)).toEqual([])
  // Two replies from before, read, are one entry by now.
  expect((await laowang.get('/notices')).count('ul.notices li')).toBe(2)
})

it('More than 99 are not counted one by one', async () => {
  const threadId = world.thread.breakfast
  const about = { aboutKind: 'thread', aboutId: threadId, groupKey: `reply:${threadId}`, threadId }
  const notice = { kind: 'reply' as const, actorId: world.member.xiaoming, ...about }
  const many = Array.from({ length: 120 }, () => ({
    ...notice,
    memberId: world.member.laowang,
    postId: null,
    createdAt: world.forum.now,
  }))
  await world.forum.db.insertInto('notices').values(many.slice(0, 99)).execute()
  expect(await badge(laowang)).toBe('99')
  await world.forum.db.insertInto('notices').values(many.slice(99)).execute()
  expect(await badge(laowang)).toBe('99+')
  expect((await laowang.get('/notices')).text('.panel-head')).toContain('99 条以上未读')
  await laowang.get(path)
  await world.forum.flush()
  expect(await badge(laowang)).toBe('')
})

it('Everybody reads their own alone', async () => {
  await world.reply('banzhu', world.thread.breakfast, '一')
  const xiaoming = await world.forum.signIn('xiaoming')
  expect((await xiaoming.get('/notices')).count('ul.notices li')).toBe(0)
  const _csrf = xiaoming.page.attr('input[name=_csrf]', 'value')
  expect((await xiaoming.post('/notices/read', { _csrf })).status).toBe(303)
  expect(await badge(laowang)).toBe('1')
  expect((await world.forum.visitor().get('/notices')).status).toBe(401)
  expect((await world.forum.visitor().post('/notices/read')).status).toBe(401)
})

it('Many notices go over pages, the latest first', async () => {
  await world.forum.set('listPerPage', '5')
  const subjects = ['一', '二', '三', '四', '五']
  for (const subject of subjects) {
    const thread = await world.start('laowang', world.board.chat, subject)
    await world.reply('banzhu', thread, '来了')
  }
  const list = (page: Page) => page.texts('ul.notices li p:first-child a:not(.person)')
  const page = await laowang.get('/notices')
  expect(list(page)).toEqual(subjects.reverse().map((subject) => `《${subject}》`))
  const next = await laowang.get(page.attr('.pager a[rel=next]', 'href')!)
  expect(list(next)).toEqual(['《老城墙根的早点铺还开着吗》'])
  expect(next.count('.pager a[rel=next]')).toBe(0)
  expect(next.attr('.pager a', 'href')).toBe('/notices')
  expect((await laowang.get('/notices?after=1')).text()).toContain('没有更早的通知了')
  for (const after of ['0', '-1', 'abc', ''])
    expect((await laowang.get(`/notices?after=${after}`)).status).toBe(404)
})

it('A notice that has to do with no thread is listed, counted, opened and read like any other', async () => {
  const { db } = world.forum
  const site = await loadSite(db)
  const tell = async (memberId: number) =>
    notify(db, site, {
      memberId,
      kind: 'moderation',
      actorId: world.member.banzhu,
      about: { kind: 'member', id: memberId },
      thread: null,
      postId: null,
      deed: 'highlight',
      reason: '说话太冲',
      now: world.forum.now,
    })
  await tell(world.member.laowang)
  await tell(world.member.laowang)
  await tell(world.member.xiaoming)
  expect(await badge(laowang)).toBe('2')
  expect(await fresh(laowang)).toHaveLength(2)
  expect(laowang.page.text('ul.notices li.is-new')).toContain('说话太冲')
  const href = laowang.page.attr('ul.notices li.is-new p > a:last-child', 'href')
  expect((await laowang.get(href!)).location).toBe('/notices')
  expect(await badge(laowang)).toBe('1')
  // Also for who may read no board at all.
  await db.updateTable('boards').set({ access: 'hidden', allowedGroups: '' }).execute()
  await world.forum.noticeChanges()
  expect(await badge(laowang)).toBe('1')
  expect(await fresh(laowang)).toHaveLength(1)
  await laowang.submit('form[action="/notices/read"]')
  expect(await badge(laowang)).toBe('')
  expect(await fresh(laowang)).toEqual([])
})
