import { afterEach, beforeEach, expect, it } from 'vitest'
import { addModerator } from '../../src/forum/boards/change-boards.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const TEXT = '写到一半，主题被锁了'

let world: World
let laowang: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

async function lock(): Promise<void> {
  const { db } = world.forum
  await db.updateTable('threads').set({ locked: 1 }).where('id', '=', world.thread.breakfast).execute()
}

it('A thread locked while somebody wrote refuses the reply and keeps the text', async () => {
  await laowang.get(path)
  await lock()
  const page = await laowang.submit('#reply form', { subject: '描述', body: TEXT })
  expect(page.status).toBe(409)
  expect(page.text('[role=alert]')).toContain('本主题已被锁定')
  expect(page.text('textarea[name=body]')).toBe(TEXT)
  expect(page.attr('input[name=subject]', 'value')).toBe('描述')
  expect((await laowang.get(path)).count('article.post')).toBe(3)
})

it('A locked thread says so in place of its reply form', async () => {
  expect((await laowang.get(path)).count('#reply')).toBe(1)
  await lock()
  const page = await laowang.get(path)
  expect(page.count('#reply')).toBe(0)
  expect(page.count(`a[href^="${path}/reply"]`)).toBe(0)
  expect(page.text('.refusal')).toContain('本主题已被锁定')
  expect((await laowang.get(`${path}/reply`)).status).toBe(409)
})

it('Moderators of the board may reply to a locked thread, those of another board may not', async () => {
  await lock()
  for (const name of ['banzhu', 'zongban', 'guanliyuan', 'zhanzhang'] as const) {
    const moderator = await world.forum.signIn(name)
    await moderator.get(path)
    expect((await moderator.submit('#reply form', { body: `${name}的回复` })).status).toBe(303)
  }
  const { forum, board, member } = world
  await addModerator(forum.db, board.union, member.xiaoming)
  const other = await forum.signIn('xiaoming')
  expect((await other.get(path)).count('#reply')).toBe(0)
  expect((await other.get(`/threads/${world.thread.locked}`)).count('#reply')).toBe(1)
})

it('In a locked thread the author edits and removes nothing, and an edit under way is not lost', async () => {
  const id = await world.reply('laowang', world.thread.breakfast, '先说一句')
  await laowang.get(`/posts/${id}/edit`)
  await lock()
  const page = await laowang.submit('form.form', { body: TEXT })
  expect(page.status).toBe(409)
  expect(page.text('[role=alert]')).toContain('本主题已被锁定')
  expect(page.text('textarea[name=body]')).toBe(TEXT)
  expect((await laowang.get(`/posts/${id}/edit`)).status).toBe(409)
  expect((await laowang.get(`/posts/${id}/remove`)).status).toBe(409)
  expect((await laowang.get(path)).text('article.post[data-floor="3"] .floor-body')).toBe('先说一句')
})

it('An edit refused by a lock does not speak of somebody else’s change', async () => {
  const id = await world.reply('laowang', world.thread.breakfast, '先说一句')
  await laowang.get(`/posts/${id}/edit`)
  await lock()
  const page = await laowang.submit('form.form', { body: TEXT })
  expect(page.status).toBe(409)
  expect(page.text('main')).not.toContain('已被别人改过')
})
