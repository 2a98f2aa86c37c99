import { afterEach, beforeEach, expect, it } from 'vitest'
import { addBoard, type BoardForm } from '../../src/forum/boards/change-boards.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser
let zongban: Browser

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
  zongban = await world.forum.signIn('zongban')
})
afterEach(async () => world.forum.close())

async function hidden(name: string, more: Partial<BoardForm>): Promise<number> {
  return addBoard(world.forum.db, {
    parentId: null,
    name,
    description: '',
    access: 'hidden',
    allowedGroups: ['super-moderator'],
    moderatorIds: [],
    ...more,
  })
}

it('A hidden category stands in the navigation and on the index of those who may read it', async () => {
  const category = await hidden('密谋', {})
  const below = await hidden('密谋之下', { parentId: category, access: 'open' })
  const thread = await world.start('zongban', below, '密谋的主题')
  const page = await zongban.get('/')
  expect(page.texts('.nav a')).toContain('密谋')
  expect(page.texts('tr.board h3')).toContain('密谋之下')
  expect((await zongban.get(`/threads/${thread}`)).status).toBe(200)
  for (const browser of [laowang, world.forum.visitor()]) {
    expect((await browser.get('/')).html).not.toContain('密谋')
    for (const address of [`/boards/${category}`, `/boards/${below}`, `/threads/${thread}`]) {
      const refused = await browser.get(address)
      expect(refused.status).toBe(404)
      expect(refused.html).not.toContain('密谋')
    }
  }
})

it('A hidden sub-board leaves no trace in the row and on the page of its board', async () => {
  const sub = await hidden('密室', { parentId: world.board.chat })
  const row = `tr.board[data-board="${world.board.chat}"]`
  const before = (await laowang.get('/')).text(row)
  world.forum.wait(1000)
  await world.start('zongban', sub, '密室的主题')
  expect((await zongban.get('/')).text(row)).toContain('密室')
  expect((await zongban.get(`/boards/${world.board.chat}`)).texts('tr.board h3')).toContain('密室')
  expect((await laowang.get('/')).text(row)).toBe(before)
  const page = await laowang.get(`/boards/${world.board.chat}`)
  expect(page.html).not.toContain('密室')
  expect(page.text('.panel-head small')).toBe('今日 3 · 主题 1 · 帖子 3')
})

it('A named group reads what its members could not', async () => {
  const board = await hidden('会员密室', { parentId: world.board.category, allowedGroups: ['member'] })
  const status = async (browser: Browser) => (await browser.get(`/boards/${board}`)).status
  expect(await status(laowang)).toBe(200)
  expect(await status(zongban)).toBe(404)
  expect(await status(await world.forum.signIn('jinyan'))).toBe(404)
  expect(await status(world.forum.visitor())).toBe(404)
})

it('The banned read what is for members, and write nothing there', async () => {
  const banned = await world.forum.signIn('jinyan')
  const page = await banned.get(`/threads/${world.thread.tea}`)
  expect(page.status).toBe(200)
  expect(page.count('#reply, #moods button')).toBe(0)
})

it('A board that becomes hidden is gone at once for those who were reading', async () => {
  const path = `/threads/${world.thread.breakfast}`
  expect((await laowang.get(path)).status).toBe(200)
  const admin = await world.forum.signIn('guanliyuan')
  await admin.get(`/admin/boards/${world.board.chat}`)
  await admin.submit('form.form', { access: 'hidden' })
  const refused = await laowang.submit('#reply form', { body: '写到一半' })
  expect(refused.status).toBe(404)
  expect(refused.text('textarea')).toBe('写到一半')
  expect((await laowang.get(path)).status).toBe(404)
  expect((await laowang.get('/')).texts('tr.board h3')).not.toContain('茶余饭后')
})
