import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const TEXT = '我写了很久的回复'

let world: World
let laowang: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

const floor = (number: number) => `article.post[data-floor="${number}"]`
const bodies = async () => (await laowang.get(path)).texts('article.post .floor-body .bbcode')

it('The quick reply posts on the next floor and leads to it', async () => {
  await laowang.get(path)
  const answer = await laowang.submit('#reply form', { body: TEXT })
  expect(answer.status).toBe(303)
  expect(answer.location).toMatch(new RegExp(`^${path}#post-\\d+$`))
  const page = await laowang.get(path)
  expect(page.attr(answer.location.slice(path.length), 'data-floor')).toBe('3')
  expect(page.text(`${floor(3)} .floor-body .bbcode`)).toBe(TEXT)
  expect(page.text(`${floor(3)} .name a`)).toBe('laowang')
  expect(page.text('.thread-meta p')).toContain('回复 3')
  const row = (await laowang.get(`/boards/${world.board.chat}`)).text('tr.thread .last .person')
  expect(row).toBe('laowang')
})

it('A reply and a thread say what they earned, a reply at the edge of the window', async () => {
  await laowang.get(`/threads/${world.thread.breakfast}`)
  await laowang.submit('#reply form', { body: TEXT })
  const reply = await laowang.follow()
  expect(reply.text('.flash.afloat')).toBe('发表成功，财富 +1。')
  world.forum.wait(60_000)
  await laowang.get(`/boards/${world.board.chat}/threads/new`)
  await laowang.submit('form.form', { subject: '新开一帖', body: TEXT })
  const thread = await laowang.follow()
  expect(thread.text('.flash:not(.afloat)')).toMatch(/^发表成功，财富 \+\d+/)
  expect((await laowang.get('/')).count('.flash')).toBe(0)
})

it('The full form does the same, and on a new page leads to that page', async () => {
  await world.forum.set('postsPerPage', '3')
  await laowang.get(`${path}/reply`)
  const answer = await laowang.submit('form.form', { body: TEXT })
  expect(answer.location).toMatch(new RegExp(`^\\${path}\\?page=2#post-\\d+$`))
  expect((await laowang.follow()).text(floor(3))).toContain(TEXT)
})

it('描述 stands over the text, unless it only repeats the subject', async () => {
  const subjectOf = async (number: number) => (await laowang.get(path)).text(`${floor(number)} .post-subject`)
  await laowang.get(path)
  await laowang.submit('#reply form', { subject: '补充一点', body: TEXT })
  expect(await subjectOf(3)).toBe('补充一点')
  world.forum.wait(10_000)
  await laowang.submit('#reply form', { subject: 'Re:老城墙根的早点铺还开着吗', body: TEXT })
  expect(await subjectOf(4)).toBe('')
})

it('The text is kept exactly as it was written', async () => {
  const exact = '　　缩进\n\n\n  两个空格  \n𠮷野家😀\n'
  await laowang.get(path)
  const { location } = await laowang.submit('#reply form', { body: exact })
  const id = location.split('#post-')[1]!
  const form = await laowang.get(`/posts/${id}/edit`)
  expect(form.$('textarea[name=body]').text()).toBe(exact)
})

it('A preview shows the text, keeps it and posts nothing, from either form', async () => {
  for (const [address, form] of [
    [path, '#reply form'],
    [`${path}/reply`, 'form.form'],
  ] as const) {
    await laowang.get(address)
    const formId = laowang.page.attr(`${form} input[name=formId]`, 'value')
    const page = await laowang.submit(form, { subject: '描述', body: `[i]${TEXT}[/i]`, preview: '1' })
    expect(page.status).toBe(200)
    expect(page.text('.preview i, .preview em')).toBe(TEXT)
    expect(page.$('textarea[name=body]').text().trim()).toBe(`[i]${TEXT}[/i]`)
    expect(page.attr('input[name=subject]', 'value')).toBe('描述')
    expect(page.attr('input[name=formId]', 'value')).toBe(formId)
  }
  const previewed = laowang.page
  expect(await bodies()).toHaveLength(3)
  laowang.page = previewed
  expect((await laowang.submit('form.form')).status).toBe(303)
  expect(await bodies()).toHaveLength(4)
})

it('A guest sees how to sign in, and what they send comes back after it', async () => {
  const guest = world.forum.visitor()
  const page = await guest.get(path)
  expect(page.count('#reply')).toBe(0)
  expect(page.attr('.refusal a', 'href')).toBe(`/login?next=${encodeURIComponent(`${path}#reply`)}`)
  const asked = await guest.post(`${path}/posts`, { subject: '描述', body: TEXT })
  expect(asked.status).toBe(401)
  await guest.submit('form[action="/login"]', { username: 'haibian', password: 'louzhu-demo' })
  const form = await guest.follow()
  expect(form.text('textarea[name=body]')).toBe(TEXT)
  expect(form.attr('input[name=subject]', 'value')).toBe('描述')
  expect((await guest.submit('form.form')).status).toBe(303)
  expect(await bodies()).toHaveLength(4)
})

it('The banned are told so and get their text back', async () => {
  const banned = await world.forum.signIn('jinyan')
  const page = await banned.get(path)
  expect(page.count('#reply')).toBe(0)
  expect(page.text('.refusal')).toContain('禁止发言')
  const refused = await banned.post(`${path}/posts`, { body: TEXT })
  expect(refused.status).toBe(403)
  expect(refused.text('textarea')).toBe(TEXT)
  expect(await bodies()).toHaveLength(3)
})

it('A form without its token, or with a strange one, is refused with the text kept', async () => {
  await laowang.get(path)
  for (const token of [undefined, 'x', 'A'.repeat(43)]) {
    const page = await laowang.post(`${path}/posts`, { _csrf: token, body: TEXT })
    expect(page.status).toBe(403)
    expect(page.text('textarea[name=body]')).toBe(TEXT)
    expect(page.count('input[name=_csrf]')).toBeGreaterThan(0)
  }
  expect(await bodies()).toHaveLength(3)
  await laowang.get(path)
  expect((await laowang.submit('#reply form', { body: TEXT })).status).toBe(303)
})

it('A form sent from another site is refused', async () => {
  await laowang.get(path)
  const _csrf = laowang.page.attr('#reply input[name=_csrf]', 'value')
  const send = (headers: Record<string, string>) =>
    laowang.post(`${path}/posts`, { _csrf, body: TEXT }, headers)
  expect((await send({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect(await bodies()).toHaveLength(3)
  expect((await send({ origin: world.forum.origin, 'sec-fetch-site': 'same-origin' })).status).toBe(303)
})

it('The tip of the site stands at the quick reply', async () => {
  expect((await laowang.get(path)).text('#reply')).toContain('谢谢，别忘了来看看都是谁回帖哦？')
  await world.forum.set('replyTips', '好好说话')
  expect((await laowang.get(path)).text('#reply')).toContain('好好说话')
})
