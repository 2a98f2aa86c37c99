import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const SECRET = '我写了很久的正文'

let world: World
let laowang: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
  path = `/boards/${world.board.union}/threads/new`
})
afterEach(async () => world.forum.close())

async function countThreads(): Promise<number> {
  const page = await laowang.get(`/boards/${world.board.union}`)
  return page.count('tr.thread')
}

it('A member starts a thread, which then stands on top of its board', async () => {
  await laowang.get(path)
  const answer = await laowang.submit('form.form', { subject: '  新主题\t', body: '　　缩进的[b]正文[/b]' })
  expect(answer.status).toBe(303)
  const page = await laowang.follow()
  expect(page.text('h1')).toContain('新主题')
  expect(page.text('.post.first .bbcode b, .post.first .bbcode strong')).toBe('正文')
  expect(page.$('.post.first .bbcode').text()).toContain('　　缩进的')
  const board = await laowang.get(`/boards/${world.board.union}`)
  expect(board.texts('tr.thread a.subject')).toEqual(['新主题', '高温津贴的解答'])
  expect(board.text('.panel-head small')).toBe('今日 2 · 主题 2 · 帖子 2')
})

it('What a member writes is never markup of the page', async () => {
  await laowang.get(path)
  await laowang.submit('form.form', { subject: '<i>a&amp;</i>', body: '<script>alert(1)</script>' })
  const page = await laowang.follow()
  expect(page.text('h1')).toContain('<i>a&amp;</i>')
  expect(page.text('.post.first .bbcode')).toBe('<script>alert(1)</script>')
  expect((await laowang.get(`/boards/${world.board.union}`)).texts('a.subject')).toContain('<i>a&amp;</i>')
})

it('A preview shows the text, keeps it in the form and posts nothing', async () => {
  await laowang.get(path)
  const formId = laowang.page.attr('input[name=formId]', 'value')
  const page = await laowang.submit('form.form', {
    subject: '还没想好',
    body: `[b]${SECRET}[/b]`,
    preview: '1',
  })
  expect(page.status).toBe(200)
  expect(page.text('.preview .bbcode')).toBe(SECRET)
  expect(page.attr('input[name=subject]', 'value')).toBe('还没想好')
  expect(page.$('textarea[name=body]').text().trim()).toBe(`[b]${SECRET}[/b]`)
  expect(page.attr('input[name=formId]', 'value')).toBe(formId)
  const previewed = laowang.page
  expect(await countThreads()).toBe(1)
  laowang.page = previewed
  expect((await laowang.submit('form.form')).status).toBe(303)
  expect(await countThreads()).toBe(2)
})

it('A category takes no threads, and the text comes back', async () => {
  await laowang.get(path)
  const fields = Object.fromEntries(
    laowang.page
      .$('form.form')
      .serializeArray()
      .map((field) => [field.name, field.value]),
  )
  const sent = { ...fields, subject: '哪儿都行', body: SECRET }
  const refused = await laowang.post(`/boards/${world.board.category}/threads`, sent)
  expect(refused.status).toBe(403)
  expect(refused.text('[role=alert]')).toContain('分类下不能直接发帖')
  expect(refused.text('textarea')).toBe(SECRET)
  expect((await laowang.post(`/boards/${world.board.union}/threads`, sent)).status).toBe(303)
})

it('A guest is asked to sign in; what they wrote travels along and stands in the form afterwards', async () => {
  const guest = world.forum.visitor()
  expect((await guest.get(path)).status).toBe(401)
  await guest.post(`/boards/${world.board.union}/threads`, { subject: '我的主题', body: SECRET })
  expect(guest.page.status).toBe(401)
  const signedIn = await guest.submit('form[action="/login"]', {
    username: 'laowang',
    password: 'louzhu-demo',
  })
  expect(signedIn.location).toBe(path)
  const page = await guest.follow()
  expect(page.attr('input[name=subject]', 'value')).toBe('我的主题')
  expect(page.text('textarea[name=body]')).toBe(SECRET)
  expect((await guest.submit('form.form')).status).toBe(303)
  expect(await countThreads()).toBe(2)
  // Sent for good, it is not offered again.
  expect((await laowang.get(path)).text('textarea[name=body]')).toBe('')
})

it('The banned may not start a thread, and their text comes back', async () => {
  const banned = await world.forum.signIn('jinyan')
  expect((await banned.get(path)).status).toBe(403)
  const page = await banned.post(`/boards/${world.board.union}/threads`, {
    subject: '放我出去',
    body: SECRET,
  })
  expect(page.status).toBe(403)
  expect(page.text('textarea')).toBe(SECRET)
  expect(await countThreads()).toBe(1)
})

it('A form token of somebody else is refused with the text kept', async () => {
  const other = await world.forum.signIn('xiaoming')
  await other.get(path)
  const foreign = other.page.attr('form.form input[name=_csrf]', 'value')
  await laowang.get(path)
  const page = await laowang.submit('form.form', { _csrf: foreign, subject: '换个令牌', body: SECRET })
  expect(page.status).toBe(403)
  expect(page.text('textarea[name=body]')).toBe(SECRET)
  // The form that came back has a good token.
  expect((await laowang.submit('form.form')).status).toBe(303)
})
