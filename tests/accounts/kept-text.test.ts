import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const FORTNIGHT = 15 * 86_400_000
const signIn = 'form[action="/login"]'
const account = { username: 'xiaoming', password: 'louzhu-demo' }
const text = '　　写了半天的回复，\r\n\r\n第二段 [b]粗[/b] <i>&amp;"引号"'

let world: World
let browser: Browser
beforeEach(async () => {
  world = await buildWorld()
  browser = await world.forum.signIn('xiaoming')
})
afterEach(async () => world.forum.close())

const written = (page: Page, field = 'body') => page.$(`main [name=${field}]`).val()
const lines = (value: unknown) => String(value).replace(/\r\n/g, '\n')

/** Opens a page with a form, lets the sign-in run out, and sends the form. */
async function sendTooLate(path: string, form: string, fields: Record<string, string>): Promise<Page> {
  await browser.get(path)
  world.forum.wait(FORTNIGHT)
  return browser.submit(form, fields)
}

async function bodiesOf(threadId: number): Promise<string[]> {
  const posts = world.forum.db.selectFrom('posts').select('body').where('threadId', '=', threadId)
  return (await posts.orderBy('floor').execute()).map(({ body }) => body)
}

describe('A reply written while the sign-in ran out', () => {
  const thread = () => `/threads/${world.thread.breakfast}`
  const form = () => `form[action="${thread()}/posts"]`

  it('is carried on the sign-in page, comes back in the form and is posted once', async () => {
    const asked = await sendTooLate(thread(), form(), { subject: '描述一句', body: text })
    expect([asked.status, asked.text('h1')]).toEqual([401, '登录'])
    expect(asked.text('main')).toContain('您写的内容已保留')
    expect(lines(written(asked))).toBe(lines(text))
    expect(await bodiesOf(world.thread.breakfast)).toHaveLength(3)

    const sent = await browser.submit(signIn, account)
    expect([sent.status, sent.location]).toEqual([303, `${thread()}/reply`])
    const filled = await browser.follow()
    expect(written(filled, 'subject')).toBe('描述一句')
    expect(lines(written(filled))).toBe(lines(text))

    const posted = await browser.submit(form())
    expect(posted.status).toBe(303)
    const bodies = await bodiesOf(world.thread.breakfast)
    expect(bodies).toHaveLength(4)
    expect(lines(bodies[3])).toBe(lines(text))
    expect(written(await browser.get(`${thread()}/reply`))).toBe('')
    expect(await world.forum.db.selectFrom('keptForms').selectAll().execute()).toEqual([])
  })

  it('is still there after a wrong password', async () => {
    await sendTooLate(thread(), form(), { body: text })
    const wrong = await browser.submit(signIn, { ...account, password: '不对的密码呀' })
    expect(wrong.status).toBe(422)
    expect(lines(written(wrong))).toBe(lines(text))
    await browser.submit(signIn, account)
    expect(lines(written(await browser.follow()))).toBe(lines(text))
  })

  it('waits for its writer as long as it was not sent, and for nobody else', async () => {
    await sendTooLate(thread(), form(), { body: text })
    await browser.submit(signIn, account)
    await browser.get('/')
    await browser.submit('form[action="/logout"]')
    const haibian = await world.forum.signIn('haibian')
    expect(written(await haibian.get(`${thread()}/reply`))).toBe('')
    const again = await world.forum.signIn('xiaoming')
    expect(lines(written(await again.get(`${thread()}/reply`)))).toBe(lines(text))
  })

  it('is not posted a second time when both the old and the filled form are sent', async () => {
    await browser.get(thread())
    const formId = browser.page.attr(`${form()} [name=formId]`, 'value')!
    await browser.submit(form(), { body: text })
    expect(await bodiesOf(world.thread.breakfast)).toHaveLength(4)
    world.forum.wait(FORTNIGHT)
    await browser.post(`${thread()}/posts`, { body: text, formId })
    expect(browser.page.status).toBe(401)
    await browser.submit(signIn, account)
    await browser.follow()
    expect((await browser.submit(form())).status).toBe(303)
    expect(await bodiesOf(world.thread.breakfast)).toHaveLength(4)
  })

  it('comes from a preview as well', async () => {
    const asked = await sendTooLate(thread(), form(), { body: text, preview: '1' })
    expect(asked.status).toBe(401)
    await browser.submit(signIn, account)
    expect(lines(written(await browser.follow()))).toBe(lines(text))
  })
})

describe('After the sign-in ran out', () => {
  it('a new thread comes back in its form', async () => {
    const path = `/boards/${world.board.chat}/threads/new`
    const form = `form[action="/boards/${world.board.chat}/threads"]`
    const asked = await sendTooLate(path, form, { subject: '新开一帖', body: text })
    expect(asked.status).toBe(401)
    expect((await browser.submit(signIn, account)).location).toBe(path)
    const filled = await browser.follow()
    expect([written(filled, 'subject'), lines(written(filled))]).toEqual(['新开一帖', lines(text)])
    expect((await browser.submit(form)).status).toBe(303)
    expect(written(await browser.get(path))).toBe('')
  })

  it('an edit comes back in its form', async () => {
    const id = await world.reply('xiaoming', world.thread.breakfast, '原来写的话')
    const path = `/posts/${id}/edit`
    const asked = await sendTooLate(path, `form[action="${path}"]`, { body: text })
    expect([asked.status, lines(written(asked))]).toEqual([401, lines(text)])
    expect((await browser.submit(signIn, account)).location).toBe(path)
    expect(lines(written(await browser.follow()))).toBe(lines(text))
    expect((await browser.submit(`form[action="${path}"]`)).status).toBe(303)
    expect(written(await browser.get(path))).toContain('写了半天的回复')
  })

  it('a signature comes back in its form', async () => {
    await browser.get('/account')
    world.forum.wait(FORTNIGHT)
    expect((await browser.submit('form[action="/account"]', { signature: '想了很久的签名' })).status).toBe(
      401,
    )
    expect((await browser.submit(signIn, account)).location).toBe('/account')
    expect(written(await browser.follow(), 'signature')).toBe('想了很久的签名')
  })

  it('a mood is asked for again on its thread', async () => {
    const path = `/threads/${world.thread.breakfast}`
    const asked = await sendTooLate(path, `form[action="${path}/mood"]`, { mood: '1' })
    expect(asked.status).toBe(401)
    expect((await browser.submit(signIn, account)).location).toBe(path)
  })

  it('a form sent to be signed out answers as if it had been', async () => {
    await browser.get('/')
    world.forum.wait(FORTNIGHT)
    const page = await browser.submit('form[action="/logout"]')
    expect([page.status, page.location]).toEqual([303, '/'])
  })
})
