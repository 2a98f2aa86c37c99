import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const DAY = 86_400_000

let world: World
let banzhu: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  banzhu = await world.forum.signIn('banzhu')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

async function highlight(fields: Record<string, string | undefined>) {
  await banzhu.get(`${path}/moderation/highlight`)
  return banzhu.submit('form.form', fields)
}

const guest = (address: string) => world.forum.visitor().get(address)

/** The classes of the subject in the list, in the thread and on the index. */
async function classes(): Promise<string[]> {
  const list = (await guest(`/boards/${world.board.chat}`)).attr('tr.thread a.subject', 'class')!
  const head = (await guest(path)).attr('h1 span:last-child', 'class') ?? ''
  const cell = (await guest('/')).attr(`tr.board[data-board="${world.board.chat}"] .last .subject`, 'class')!
  return [list, head, cell].map((names) => names.replace('subject', '').trim())
}

it('A highlight shows in the list, in the thread and on the index', async () => {
  expect(await classes()).toEqual(['', '', ''])
  const link = (await banzhu.get(path)).attr('.moderation-tools a', 'href')!
  await banzhu.get(link)
  const answer = await banzhu.submit('form.form', { color: 'red', bold: '1', italic: '1', underline: '1' })
  expect(answer.status).toBe(303)
  expect(answer.location).toBe(path)
  expect((await banzhu.follow()).text('.flash')).toBe('加亮成功')
  expect(await classes()).toEqual(Array(3).fill('hl-red hl-bold hl-italic hl-underline'))
})

it.each(['red', 'orange', 'green', 'blue', 'purple', 'pink'])('The palette has %s', async (color) => {
  expect((await highlight({ color })).status).toBe(303)
  expect((await classes())[0]).toBe(`hl-${color}`)
})

it('What is wrong is named in the order of the form', async () => {
  const answer = await highlight({ days: '一天', reason: '因'.repeat(101) })
  expect(answer.texts('.errors li').map((said) => said.split('：')[0])).toEqual([
    '标题颜色',
    '有效天数',
    '操作理由',
  ])
  expect(answer.attr('[name=reason]', 'data-max')).toBe('100')
  expect(answer.attr('[name=reason]', 'list')).toBe(answer.attr('datalist', 'id'))
})

it('A style alone, without a colour, is a highlight too', async () => {
  await highlight({ bold: '1' })
  expect((await classes())[0]).toBe('hl-bold')
})

it('The moderation notice tells everybody who did what on which day of the site, and why', async () => {
  expect((await guest(path)).count('.moderation-notice')).toBe(0)
  // Half past midnight in Shanghai, the day before in UTC.
  world.forum.now = Date.UTC(2026, 10, 22, 16, 30)
  await highlight({ color: 'red', reason: '写得好' })
  const page = await guest(path)
  expect(page.text('.moderation-notice')).toMatch(/^管理提醒：\s?本帖被 banzhu 执行加亮操作\(2026-11-23\)/)
  expect(page.text('.moderation-notice')).toContain('写得好')
  expect(page.attr('.moderation-notice .person', 'href')).toBe(`/members/${world.member.banzhu}`)
  expect(page.count(`.moderation-notice a[href="${path}/log"]`)).toBe(1)
})

it('After its days a highlight is gone by itself; the notice stays', async () => {
  await highlight({ color: 'blue', days: '2' })
  world.forum.wait(2 * DAY - 1)
  expect((await classes())[0]).toBe('hl-blue')
  world.forum.wait(1)
  expect(await classes()).toEqual(['', '', ''])
  expect((await guest(path)).count('.moderation-notice')).toBe(1)
  const form = await banzhu.get(`${path}/moderation/highlight`)
  expect(form.text('.panel-head small')).toBe('现在：未加亮')
})

it('Without days a highlight lasts for ever', async () => {
  await highlight({ color: 'blue', days: '' })
  world.forum.wait(3650 * DAY)
  expect((await classes())[0]).toBe('hl-blue')
})

it('Clearing everything cancels the highlight', async () => {
  await highlight({ color: 'red', bold: '1', days: '7' })
  expect((await classes())[0]).toBe('hl-red hl-bold')
  const form = await banzhu.get(`${path}/moderation/highlight`)
  expect(form.attr('input[name=color][checked]', 'value')).toBe('red')
  expect(form.count('input[name=bold][checked]')).toBe(1)
  expect((await highlight({ color: '', bold: undefined })).status).toBe(303)
  expect(await classes()).toEqual(['', '', ''])
  expect((await guest(path)).text('.moderation-notice')).toContain('执行取消加亮操作(2026-11-22)')
})

it('Where nothing is highlighted there is nothing to cancel', async () => {
  const page = await highlight({ color: '' })
  expect(page.status).toBe(422)
  expect(page.text('[role=alert]')).toContain('没有加亮')
  expect((await guest(path)).count('.moderation-notice')).toBe(0)
})

it('The same highlight a second time writes nothing', async () => {
  const log = async () => (await guest(`${path}/log`)).count('ol.log li')
  await highlight({ color: 'red', days: '3', reason: '好文' })
  expect(await log()).toBe(1)
  expect((await highlight({ color: 'red', days: '3', reason: '好文' })).status).toBe(303)
  expect(await log()).toBe(1)
  await highlight({ color: 'green', days: '3', reason: '好文' })
  expect(await log()).toBe(2)
})

it('The form shows how the highlight stands, and the days that are left of it', async () => {
  await highlight({ color: 'green', bold: '1', days: '8' })
  world.forum.wait(0.3 * DAY)
  const form = await banzhu.get(`${path}/moderation/highlight`)
  expect(form.text('.panel-head small')).toBe('现在：绿色 加粗，到 11-30 为止')
  expect(form.attr('input[name=days]', 'value')).toBe('8')
  world.forum.wait(DAY)
  expect((await banzhu.get(`${path}/moderation/highlight`)).attr('input[name=days]', 'value')).toBe('7')
  await highlight({ days: '60' })
  const longer = await banzhu.get(`${path}/moderation/highlight`)
  expect(longer.text('.panel-head small')).toBe('现在：绿色 加粗，到 2027-01-23 为止')
  await highlight({ days: '' })
  const forever = await banzhu.get(`${path}/moderation/highlight`)
  expect(forever.text('.panel-head small')).toBe('现在：绿色 加粗，一直有效')
  expect(forever.attr('input[name=days]', 'value')).toBe('')
})

it('Another colour ends when the one before would have ended', async () => {
  await highlight({ color: 'green', days: '3' })
  world.forum.wait(0.5 * DAY)
  await highlight({ color: 'red' })
  expect((await classes())[0]).toBe('hl-red')
  expect((await guest(`${path}/log`)).text('ol.log li:first-child')).toContain('红色（3 天）')
  world.forum.wait(2.5 * DAY - 1)
  expect((await classes())[0]).toBe('hl-red')
  world.forum.wait(1)
  expect((await classes())[0]).toBe('')
})

it('A form sent as it stands changes nothing, says so and writes nothing', async () => {
  await highlight({ color: 'green', days: '3', reason: '好文' })
  expect((await banzhu.follow()).text('.flash')).toBe('加亮成功')
  world.forum.wait(DAY)
  await highlight({ reason: '再来一次' })
  expect(banzhu.page.location).toBe(path)
  expect((await banzhu.follow()).text('.flash')).toBe('没有变化。')
  expect((await guest(`${path}/log`)).count('ol.log li')).toBe(1)
})

it('A highlight has a button that cancels it, with the reason, whatever else is chosen', async () => {
  const button = async () => (await banzhu.get(`${path}/moderation/highlight`)).count('button[name=cancel]')
  expect(await button()).toBe(0)
  await highlight({ color: 'red', bold: '1', days: '3' })
  expect(await button()).toBe(1)
  expect((await highlight({ cancel: '1', days: 'x', reason: '看够了' })).status).toBe(303)
  expect((await banzhu.follow()).text('.flash')).toBe('取消加亮成功')
  expect((await classes())[0]).toBe('')
  expect((await guest(`${path}/log`)).text('ol.log li:first-child')).toContain('理由：看够了')
  expect((await highlight({ cancel: '1' })).status).toBe(303)
  expect((await banzhu.follow()).text('.flash')).toBe('没有变化。')
  expect((await guest(`${path}/log`)).count('ol.log li')).toBe(2)
})

it('A reason that is too long is refused for cancelling too', async () => {
  await highlight({ color: 'red' })
  const page = await highlight({ cancel: '1', reason: '字'.repeat(101) })
  expect([page.status, page.text('#reason-error')]).toEqual([422, '最多 100 个字，现在是 101 个。'])
  expect((await classes())[0]).toBe('hl-red')
})

it('All that is wrong is said at once, and each label stands once', async () => {
  const page = await highlight({ color: '', days: 'x', reason: '字'.repeat(101) })
  expect(page.status).toBe(422)
  for (const field of ['color', 'days', 'reason']) expect(page.text(`#${field}-error`)).not.toBe('')
  expect(page.text('form.form').split('通知作者').length).toBe(2)
})

it('A reason is picked from the list of the site or written in own words, which come first', async () => {
  const reason = async () => (await guest(`${path}/log`)).text('ol.log li:first-child')
  const form = await banzhu.get(`${path}/moderation/highlight`)
  expect(form.texts('select[name=reasonPick] option')).toContain('原创内容')
  await highlight({ color: 'red', reasonPick: '原创内容' })
  expect(await reason()).toContain('理由：原创内容')
  await highlight({ color: 'blue', reasonPick: '原创内容', reason: '我自己的话' })
  expect(await reason()).toContain('理由：我自己的话')
  expect(await reason()).not.toContain('原创内容')
  await highlight({ color: 'green', reasonPick: '名单之外' })
  expect(await reason()).toContain('没有填写理由')
})

it.each([
  { color: 'yellow' },
  { color: '#ff0000' },
  { color: 'red" onclick="x' },
  { color: 'red', days: '0' },
  { color: 'red', days: '-1' },
  { color: 'red', days: '1.5' },
  { color: 'red', days: 'x' },
  { color: 'red', days: '3651' },
  { color: 'red', bold: '2' },
  { color: 'red', reason: '字'.repeat(101) },
])('A form with %j is refused', async (fields) => {
  const page = await highlight({ ...fields })
  expect(page.status).toBe(422)
  expect(page.count('[role=alert]')).toBeGreaterThan(0)
  expect(await classes()).toEqual(['', '', ''])
  expect((await highlight({ color: 'red', days: '3650', reason: '字'.repeat(100) })).status).toBe(303)
})

it('A refused form comes back as it was filled in', async () => {
  const sent = { color: 'pink', bold: '1', days: 'x', reason: '我的理由', notify: undefined }
  const page = await highlight(sent)
  expect(page.status).toBe(422)
  expect(page.attr('input[name=color][checked]', 'value')).toBe('pink')
  expect(page.count('input[name=bold][checked]')).toBe(1)
  expect(page.count('input[name=notify][checked]')).toBe(0)
  expect(page.attr('input[name=days]', 'value')).toBe('x')
  expect(page.attr('input[name=reason]', 'value')).toBe('我的理由')
})

it('A refused form keeps the picked reason', async () => {
  const page = await highlight({ color: 'pink', days: 'x', reasonPick: '原创内容' })
  expect(page.status).toBe(422)
  expect(page.attr('select[name=reasonPick] option[selected]', 'value')).toBe('原创内容')
})
