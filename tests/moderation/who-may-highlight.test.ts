import { afterEach, beforeEach, expect, it } from 'vitest'
import { addModerator } from '../../src/forum/boards/change-boards.js'
import { buildWorld, type Name, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

/** The answers to somebody's form, and to the form sent; the link must stand on the page just when it works. */
async function tryHighlight(name: Name, threadId: number): Promise<number> {
  const browser = await world.forum.signIn(name)
  const path = `/threads/${threadId}`
  const page = await browser.get(path)
  const hasLink = page.count('.moderation-tools a') > 0
  const _csrf = page.attr('input[name=_csrf]', 'value')
  const form = await browser.get(`${path}/moderation/highlight`)
  const { status } = await browser.post(`${path}/moderation/highlight`, { _csrf, color: 'red' })
  expect(hasLink).toBe(status === 303)
  expect(form.status).toBe(status === 303 ? 200 : status)
  return status
}

it.each(['banzhu', 'zongban', 'guanliyuan', 'zhanzhang'] as const)('%s may highlight', async (name) => {
  expect(await tryHighlight(name, world.thread.breakfast)).toBe(303)
  const page = await world.forum.visitor().get(`/threads/${world.thread.breakfast}`)
  expect(page.text('.moderation-notice')).toContain(`本帖被 ${name} 执行`)
})

it.each(['laowang', 'xiaoming', 'jinyan'] as const)('%s, who is no moderator, may not', async (name) => {
  expect(await tryHighlight('banzhu', world.thread.breakfast)).toBe(303)
  expect(await tryHighlight(name, world.thread.breakfast)).toBe(403)
})

it('A moderator of another board may not', async () => {
  expect(await tryHighlight('banzhu', world.thread.locked)).toBe(403)
  expect(await tryHighlight('yishi', world.thread.breakfast)).toBe(403)
  await addModerator(world.forum.db, world.board.union, world.member.banzhu)
  expect(await tryHighlight('banzhu', world.thread.locked)).toBe(303)
})

it('A moderator of a board moderates its sub-boards, one of a category all its boards', async () => {
  const below = await world.start('haibian', world.board.sub, '子版里的主题')
  expect(await tryHighlight('banzhu', below)).toBe(303)
  expect(await tryHighlight('yishi', world.thread.locked)).toBe(403)
  await addModerator(world.forum.db, world.board.category, world.member.yishi)
  expect(await tryHighlight('yishi', world.thread.locked)).toBe(303)
})

it('A guest is asked to sign in', async () => {
  const path = `/threads/${world.thread.breakfast}/moderation/highlight`
  const guest = world.forum.visitor()
  expect((await guest.get(path)).status).toBe(401)
  expect((await guest.post(path, { color: 'red' })).status).toBe(401)
  const page = await guest.get(`/threads/${world.thread.breakfast}`)
  expect(page.count('.moderation-notice')).toBe(0)
})

// Whose threads a group may act on, by PHPWind's stock rights.
it.each([
  ['banzhu', 'yishi', 303],
  ['banzhu', 'zongban', 403],
  ['banzhu', 'guanliyuan', 403],
  ['banzhu', 'zhanzhang', 403],
  ['zongban', 'guanliyuan', 303],
  ['zongban', 'zhanzhang', 403],
  ['guanliyuan', 'zongban', 303],
  ['guanliyuan', 'zhanzhang', 403],
  ['zhanzhang', 'guanliyuan', 303],
  ['zhanzhang', 'zhanzhang', 303],
] as const)('%s on a thread of %s is answered with %i', async (moderator, author, status) => {
  const thread = await world.start(author, world.board.chat, '管理人员的主题')
  expect(await tryHighlight(moderator, world.thread.breakfast)).toBe(303)
  expect(await tryHighlight(moderator, thread)).toBe(status)
})

it('A form token of somebody else does nothing', async () => {
  const path = `/threads/${world.thread.breakfast}/moderation/highlight`
  const other = await world.forum.signIn('zongban')
  const foreign = (await other.get(path)).attr('form.form input[name=_csrf]', 'value')
  const banzhu = await world.forum.signIn('banzhu')
  await banzhu.get(path)
  const page = await banzhu.submit('form.form', { _csrf: foreign, color: 'green', reason: '我的理由' })
  expect(page.status).toBe(403)
  expect(page.attr('input[name=reason]', 'value')).toBe('我的理由')
  expect(page.attr('input[name=color][checked]', 'value')).toBe('green')
  expect((await banzhu.submit('form.form')).status).toBe(303)
})

it('Who is a moderator no more may highlight no more', async () => {
  const banzhu = await world.forum.signIn('banzhu')
  const path = `/threads/${world.thread.breakfast}/moderation/highlight`
  expect((await banzhu.get(path)).status).toBe(200)
  const zhanzhang = await world.forum.signIn('zhanzhang')
  await zhanzhang.get(`/admin/boards/${world.board.chat}`)
  expect((await zhanzhang.submit('form.form', { moderators: '' })).status).toBe(303)
  expect((await banzhu.submit('form.form', { color: 'red' })).status).toBe(403)
  expect((await banzhu.get(path)).status).toBe(403)
})
