import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

/** one character beyond the 16 bits of a code unit */
const RARE = '𠮷'

let world: World
let laowang: Browser

beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('floodSeconds', '0')
  laowang = await world.forum.signIn('laowang')
})
afterEach(async () => world.forum.close())

async function startThread(fields: { subject?: string; body?: string }) {
  await laowang.get(`/boards/${world.board.chat}/threads/new`)
  return laowang.submit('form.form', { subject: '主题', body: '正文', ...fields })
}

async function reply(fields: Record<string, string | string[]>) {
  await laowang.get(`/threads/${world.thread.breakfast}`)
  return laowang.submit('#reply form', fields)
}

it('A subject holds 80 characters, however many bytes they take', async () => {
  expect((await startThread({ subject: RARE.repeat(80) })).status).toBe(303)
  const page = await startThread({ subject: RARE.repeat(81), body: '留着我' })
  expect(page.status).toBe(422)
  expect(page.text('#subject-error')).toBe('最多 80 个字，现在是 81 个。')
  expect(page.attr('input[name=subject]', 'value')).toBe(RARE.repeat(81))
  expect(page.text('textarea[name=body]')).toBe('留着我')
})

it('A thread needs a subject that is more than spaces', async () => {
  for (const subject of ['', '  ', '　', '\u200B']) {
    const page = await startThread({ subject, body: '留着我' })
    expect(page.status).toBe(422)
    expect(page.text('[role=alert]')).toContain('这一项不能为空')
    expect(page.text('textarea[name=body]')).toBe('留着我')
  }
  expect((await startThread({ subject: '好' })).status).toBe(303)
})

it('A text has two characters at least', async () => {
  expect((await reply({ body: RARE.repeat(2) })).status).toBe(303)
  expect((await reply({ body: '好的' })).status).toBe(303)
  const short = await reply({ body: RARE })
  expect(short.status).toBe(422)
  expect(short.text('#body-error')).toBe('至少要 2 个字。')
  for (const body of ['', '    ', '　　\n\n']) expect((await reply({ body })).status).toBe(422)
})

it('A text has 50,000 characters at most, rare ones and Chinese too', async () => {
  expect((await reply({ body: RARE.repeat(50_000) })).status).toBe(303)
  expect((await reply({ body: '长'.repeat(50_000) })).status).toBe(303)
  const page = await reply({ subject: '描述', body: '长'.repeat(50_001) })
  expect(page.status).toBe(422)
  expect(page.text('#body-error')).toContain('50001')
  expect(page.$('textarea[name=body]').text().trim()).toBe('长'.repeat(50_001))
})

it('The limits are settings', async () => {
  await world.forum.set('bodyMax', '100')
  await world.forum.set('bodyMin', '5')
  await world.forum.set('subjectMax', '10')
  expect((await reply({ body: '五个字正好' })).status).toBe(303)
  expect((await reply({ body: '四个字呀' })).status).toBe(422)
  expect((await reply({ body: '长'.repeat(101) })).status).toBe(422)
  expect((await reply({ subject: '一'.repeat(10), body: '五个字正好' })).status).toBe(303)
  expect((await reply({ subject: '一'.repeat(11), body: '五个字正好' })).status).toBe(422)
})

it('A text that could not be kept as it is, is refused', async () => {
  expect((await reply({ body: '好好的文字' })).status).toBe(303)
  expect((await reply({ body: '断\0开' })).status).toBe(422)
  expect((await reply({ subject: '断\0开', body: '正文' })).status).toBe(422)
})

it('Bytes that are no UTF-8 are refused', async () => {
  const page = await laowang.get(`/threads/${world.thread.breakfast}`)
  const token = encodeURIComponent(page.attr('#reply input[name=_csrf]', 'value')!)
  const send = (body: string) =>
    laowang.send(`/threads/${world.thread.breakfast}/posts`, `_csrf=${token}&body=${body}`)
  expect((await send('%E6%88%90%E5%8A%9F')).status).toBe(303)
  for (const broken of ['ab%FF%FE', 'ab%ED%A0%80', 'ab%E6%88']) {
    const { status } = await send(broken)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  }
})

it('Several values where one belongs are refused', async () => {
  expect((await reply({ body: '正文' })).status).toBe(303)
  expect((await reply({ body: ['正文', '又一个'] })).status).toBe(422)
  expect((await reply({ subject: ['描述', '又一个'], body: '正文' })).status).toBe(422)
  expect((await reply({ formId: ['a', 'b'], body: '正文' })).status).toBe(422)
})

it('A line break counts as one character, as its writer sees it', async () => {
  await world.forum.set('bodyMax', '100')
  expect((await reply({ body: '字\r\n'.repeat(50) })).status).toBe(303)
  const page = await reply({ body: `${'字\r\n'.repeat(50)}多` })
  expect([page.status, page.text('#body-error')]).toEqual([422, '最多 100 个字，现在是 101 个。'])
})

it('Only what can be seen counts for the least length', async () => {
  for (const body of ['好的', '[b]好[/b]的', '好😊', '😊😊'])
    expect((await reply({ body })).status, body).toBe(303)
  for (const body of [
    '顶\r\n',
    '顶\u3164',
    '[b][/b][b][/b]',
    '[quote][/quote]',
    '\u2800\u2800',
    '　[i] [/i]　',
  ])
    expect((await reply({ body })).status, JSON.stringify(body)).toBe(422)
})

describe.each([
  '\u3164',
  '\u2800',
  '\u034F',
  '\u115F\u1160',
  '\uFFA0',
  '\uFE0F',
  '\u180B',
  '\u{1D159}',
  '\u200D\u200B',
])('A line of nothing but %j', (unseen) => {
  it('is no subject and no name of a board, and an honour line stays empty', async () => {
    const page = await startThread({ subject: unseen, body: '留着我' })
    expect([page.status, page.text('#subject-error')]).toEqual([422, '这一项不能为空。'])
    expect(page.text('textarea[name=body]')).toBe('留着我')
    expect((await startThread({ subject: `看得见${unseen}` })).status).toBe(303)

    await laowang.get('/account')
    expect((await laowang.submit('form[action="/account"]', { honor: unseen })).status).toBe(303)
    const { honor } = await world.forum.db
      .selectFrom('members')
      .select('honor')
      .where('id', '=', world.member.laowang)
      .executeTakeFirstOrThrow()
    expect(honor).toBe('')

    const founder = await world.forum.signIn('zhanzhang')
    await founder.get('/admin/boards/new')
    expect((await founder.submit('form[action="/admin/boards"]', { name: unseen })).status).toBe(422)
  })
})

it('A text too large for a form comes back in it', async () => {
  const text = RARE.repeat(110_000)
  const page = await reply({ body: text })
  expect(page.status).toBe(413)
  expect(page.text('[role=alert]')).toContain('太大')
  expect(page.text('textarea[name=body]')).toBe(text)
})

it('A body of many megabytes is too large', async () => {
  const { status } = await reply({ body: '长'.repeat(1_200_000) })
  expect(status).toBe(413)
})
