import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser
let asked: number
let other: number
beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('floodSeconds', '0')
  asked = await world.reply('haibian', world.thread.breakfast, '谁家的豆腐脑好')
  other = await world.reply('banzhu', world.thread.breakfast, '我也想知道')
  laowang = await world.forum.signIn('zongban')
})
afterEach(async () => world.forum.close())

const path = () => `/threads/${world.thread.breakfast}/reply`
const form = () => `form[action="/threads/${world.thread.breakfast}/posts"]`

async function noticesOf(name: 'haibian' | 'banzhu' | 'laowang' | 'xiaoming'): Promise<number> {
  const rows = await world.forum.db
    .selectFrom('notices')
    .select('id')
    .where('memberId', '=', world.member[name])
    .where('actorId', '=', world.member.zongban)
    .execute()
  return rows.length
}

it('The link under a floor knows whom it answers, and tells them', async () => {
  const thread = await laowang.get(`/threads/${world.thread.breakfast}`)
  const link = thread.$(`#post-${asked} footer a[href*="reply?to="]`).attr('href')!
  expect(link).toBe(`${path()}?to=${asked}`)
  const page = await laowang.get(link)
  expect(page.$('main [name=subject]').val()).toBe('回 地板(haibian)')
  expect(page.$('main textarea').attr('autofocus')).toBeDefined()
  expect((await laowang.submit(form(), { body: '北门那家' })).status).toBe(303)
  expect(await noticesOf('haibian')).toBe(1)
  expect(await noticesOf('laowang')).toBe(1)
  expect(await noticesOf('banzhu')).toBe(0)
})

it('Nobody is told twice, nor of an answer of their own, nor of what stands elsewhere', async () => {
  await laowang.get(`${path()}?to=${asked}&quote=${asked}`)
  expect(
    (await laowang.submit(form(), { body: `${String(laowang.page.$('main textarea').val())}北门那家` }))
      .status,
  ).toBe(303)
  expect(await noticesOf('haibian')).toBe(1)
  await laowang.get(path())
  const elsewhere = await world.reply('xiaoming', world.thread.tea, '别处的话')
  for (const to of [String(elsewhere), '999999', 'x', '']) {
    await laowang.get(path())
    expect((await laowang.submit(form(), { to, body: `随便说说${to}` })).status).toBe(303)
  }
  expect(await noticesOf('xiaoming')).toBe(0)
  for (const id of [elsewhere, 999_999, 'x'])
    expect((await laowang.get(`${path()}?to=${id}`)).status).toBe(404)
})

it('Several quotes come in the order they were asked for, ten at most', async () => {
  const page = await laowang.get(`${path()}?quote=${other}&quote=${asked}`)
  const text = String(page.$('main textarea').val())
  expect(text).toMatch(/banzhu.*我也想知道[\s\S]*haibian.*谁家的豆腐脑好/)
  const many = Array.from({ length: 11 }, (_, index) => `quote=${index + 1}`).join('&')
  expect((await laowang.get(`${path()}?${many}`)).status).toBe(404)
})

it('Below the form stand the last floors, without those that were removed', async () => {
  await world.forum.db
    .updateTable('posts')
    .set({ removedAt: 1, removedBy: world.member.banzhu })
    .where('id', '=', other)
    .execute()
  const page = await laowang.get(path())
  const floors = page.texts('.latest-floors li')
  expect(floors).toHaveLength(4)
  expect(floors[0]).toMatch(/地板 haibian .* 谁家的豆腐脑好/)
  expect(page.text('.latest-floors')).not.toContain('我也想知道')
})
