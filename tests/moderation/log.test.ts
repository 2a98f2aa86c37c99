import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type Name, type World } from '../support/world.js'

let world: World
let path: string

beforeEach(async () => {
  world = await buildWorld()
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

async function highlight(name: Name, fields: Record<string, string>): Promise<void> {
  const browser = await world.forum.signIn(name)
  await browser.get(`${path}/moderation/highlight`)
  expect((await browser.submit('form.form', fields)).status).toBe(303)
}

it('The log tells everybody who did what, when and why, the latest first', async () => {
  const guest = world.forum.visitor()
  expect((await guest.get(`${path}/log`)).text('main')).toContain('还没有管理记录')
  await highlight('banzhu', { color: 'red', bold: '1', days: '7', reason: '优秀文章' })
  world.forum.wait(3_600_000)
  await highlight('zongban', { color: 'blue', bold: '', days: '', reason: '' })
  const page = await guest.get(`${path}/log`)
  expect(page.count('ol.log li')).toBe(2)
  const [latest, first] = page.texts('ol.log li')
  expect(first).toContain('banzhu 加亮 红色、加粗（7 天）')
  expect(first).toContain('理由：优秀文章')
  expect(latest).toContain('zongban 加亮 蓝色（永久）')
  expect(latest).toContain('没有填写理由')
  expect(page.attr('ol.log li:last-child time', 'title')).toBe('2026-11-22 20:00')
  expect(page.attr('ol.log li:first-child time', 'title')).toBe('2026-11-22 21:00')
})

it('The notice tells the last deed alone', async () => {
  await highlight('banzhu', { color: 'red' })
  await highlight('zongban', { color: 'blue' })
  const page = await world.forum.visitor().get(path)
  expect(page.count('.moderation-notice')).toBe(1)
  expect(page.text('.moderation-notice')).toContain('本帖被 zongban 执行加亮操作')
})

it('A reason is text, whatever it looks like', async () => {
  await highlight('banzhu', { color: 'red', reason: '<b>好</b>&amp;' })
  for (const address of [path, `${path}/log`]) {
    const page = await world.forum.visitor().get(address)
    expect(page.text('main')).toContain('<b>好</b>&amp;')
  }
})

it('A long log goes over pages', async () => {
  await world.forum.set('listPerPage', '5')
  for (let count = 0; count < 6; count++) await highlight('banzhu', { color: count % 2 ? 'red' : 'blue' })
  const guest = world.forum.visitor()
  const page = await guest.get(`${path}/log`)
  expect(page.count('ol.log li')).toBe(5)
  expect((await guest.get(page.attr('.pager a[rel=next]', 'href')!)).count('ol.log li')).toBe(1)
  expect((await guest.get(`${path}/log?page=3`)).location).toBe(`${path}/log?page=2`)
})

it('The log is never altered, not even in the database', async () => {
  await highlight('banzhu', { color: 'red' })
  const { db } = world.forum
  await expect(db.updateTable('moderationLog').set({ reason: '改' }).execute()).rejects.toThrow(/append-only/)
  await expect(db.deleteFrom('moderationLog').execute()).rejects.toThrow(/append-only/)
})
