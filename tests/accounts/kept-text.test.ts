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

describe('What was kept', () => {
  const thread = () => `/threads/${world.thread.breakfast}`
  const form = () => `form[action="${thread()}/posts"]`
  const discard = 'form[action="/drafts/discard"]'

  it('says so above the form, and is gone when its writer throws it away', async () => {
    await sendTooLate(thread(), form(), { body: text })
    await browser.submit(signIn, account)
    const filled = await browser.follow()
    expect(filled.text(discard)).toContain('已放回来')
    const gone = await browser.submit(discard)
    expect([gone.status, gone.location]).toEqual([303, `${thread()}/reply`])
    const empty = await browser.follow()
    expect([written(empty), empty.count(discard)]).toEqual(['', 0])
  })

  it('does not swallow a quote: it is added to it', async () => {
    await sendTooLate(thread(), form(), { body: text })
    await browser.submit(signIn, account)
    const post = await world.reply('haibian', world.thread.breakfast, '要引用的话')
    const filled = lines(written(await browser.get(`${thread()}/reply?quote=${post}`)))
    expect(filled.startsWith(lines(text))).toBe(true)
    expect(filled.slice(text.replace(/\r/g, '').length)).toMatch(/^\n\n\[quote=.*要引用的话/s)
  })

  it('holds every field of a board form', async () => {
    browser = await world.forum.signIn('zhanzhang')
    const fields = { name: '新版', description: '聊什么都行', access: 'hidden', moderators: 'laowang' }
    await browser.get('/admin/boards/new')
    world.forum.wait(FORTNIGHT)
    const asked = await browser.post('/admin/boards', {
      ...fields,
      groups: ['moderator', 'member'],
      parent: '',
    })
    expect(asked.status).toBe(401)
    const { action, ...values } = { ...account, username: 'zhanzhang', action: signIn }
    await browser.post('/login', {
      ...Object.fromEntries(
        asked
          .$(action)
          .serializeArray()
          .map(({ name, value }) => [name, value]),
      ),
      groups: asked
        .$('main [name=groups]')
        .toArray()
        .map((input) => String(asked.$(input).val())),
      ...values,
    })
    expect(browser.page.location).toBe('/admin/boards/new')
    const filled = await browser.follow()
    for (const name of ['name', 'description', 'moderators'] as const)
      expect(written(filled, name)).toBe(fields[name])
    expect(filled.$('[name=access]:checked').val()).toBe('hidden')
    expect(
      filled
        .$('[name=groups]:checked')
        .toArray()
        .map((box) => filled.$(box).val())
        .sort(),
    ).toEqual(['member', 'moderator'])
  })

  it('holds colour, styles, days and reason of a highlight', async () => {
    browser = await world.forum.signIn('banzhu')
    const path = `${thread()}/moderation/highlight`
    const asked = await sendTooLate(path, `form[action="${path}"]`, {
      color: 'green',
      italic: '1',
      days: '9',
      reason: '写得好',
      notify: undefined as unknown as string,
    })
    expect(asked.status).toBe(401)
    await browser.submit(signIn, { ...account, username: 'banzhu' })
    const filled = await browser.follow()
    expect(filled.$('[name=color]:checked').val()).toBe('green')
    expect(
      ['bold', 'italic', 'underline', 'notify'].map((name) => filled.count(`[name=${name}]:checked`)),
    ).toEqual([0, 1, 0, 0])
    expect([written(filled, 'days'), written(filled, 'reason')]).toEqual(['9', '写得好'])
  })

  it('is never a password, nor the token of a form', async () => {
    const page = '/account/password'
    await browser.get(page)
    world.forum.wait(FORTNIGHT)
    const asked = await browser.submit(`form[action="${page}"]`, {
      currentPassword: '从前的密码 1',
      password: '以后的密码 2',
      passwordAgain: '以后的密码 2',
    })
    expect(asked.status).toBe(401)
    expect(asked.html).not.toMatch(/从前的密码|以后的密码/)
  })

  it('is as long as a post may be, and what is longer is shown at once', async () => {
    await sendTooLate(thread(), form(), { body: '长'.repeat(50_000) })
    await browser.submit(signIn, account)
    expect(String(written(await browser.follow()))).toHaveLength(50_000)
    await world.forum.db.deleteFrom('keptForms').execute()

    const long = 'x'.repeat(115_000)
    await sendTooLate(thread(), form(), { body: long })
    const page = await browser.submit(signIn, account)
    expect([page.status, page.$('textarea').text().trim()]).toEqual([413, long])
    expect(await world.forum.db.selectFrom('keptForms').selectAll().execute()).toEqual([])
    expect((await browser.get('/account')).status).toBe(200)
  })

  it('is shown at once when no form could take it', async () => {
    const text = '长'.repeat(130_000)
    const page = await sendTooLate(thread(), form(), { body: text })
    expect([page.status, page.$('textarea').text().trim()]).toEqual([413, text])
    expect((await world.forum.signIn('xiaoming')).page.status).toBe(303)
  })

  it('is kept for forms of the site alone, and for ten of them', async () => {
    const keep = async (next: string) => {
      const visitor = world.forum.visitor()
      await visitor.get('/login')
      await visitor.submit(signIn, { ...account, next, body: '想了很久的话' })
      const rows = await world.forum.db.selectFrom('keptForms').select('path').execute()
      return rows.map(({ path }) => path)
    }
    expect(await keep('/threads/1/reply')).toEqual(['/threads/1/reply'])
    for (const next of ['/nowhere/1', '/threads/1', '/account/sessions', '/threads/x/reply'])
      expect(await keep(next)).toEqual(['/threads/1/reply'])
    for (let id = 2; id < 14; id++) {
      world.forum.wait(1000)
      await keep(`/threads/${id}/reply`)
    }
    const kept = await keep('/posts/5/edit')
    expect(kept).toHaveLength(10)
    expect(kept).toContain('/posts/5/edit')
    expect(kept).not.toContain('/threads/1/reply')
  })
})
