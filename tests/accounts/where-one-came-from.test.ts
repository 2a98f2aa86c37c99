import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, rightAnswer, type World } from '../support/world.js'

const register = 'form[action="/register"]'
const password = '晴天开窗吹吹风呀'
const newcomer = { username: '林小满', email: 'lin@example.com', password, passwordAgain: password }

let world: World
let browser: Browser
let thread: string
beforeEach(async () => {
  world = await buildWorld()
  browser = world.forum.visitor()
  thread = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

const next = (path: string) => `?next=${encodeURIComponent(path)}`
const fill = (page: Page) => ({ ...newcomer, answer: rightAnswer(page) })

it('A guest is invited to sign in or to register, and both lead back', async () => {
  const page = await browser.get(thread)
  expect(page.text('.row-tools .refusal')).toContain('登录 或 注册 后可以回复。')
  const hrefs = page
    .$('.refusal a')
    .toArray()
    .map((link) => page.$(link).attr('href'))
  // By their wish to answer they land in the form, by the page's head on the page.
  const form = next(`${thread}#reply`)
  expect(new Set(hrefs)).toEqual(new Set([`/login${form}`, `/register${form}`]))
  for (const link of hrefs) expect(page.count(`.join a[href="${link}"]`)).toBe(1)
  expect(page.count(`.phone-bar a[href="/login${form}"]`)).toBe(1)
  expect(page.attr('.moods-hint a', 'href')).toBe(`/login${next(`${thread}#moods`)}`)
  expect(page.attr('.account a[href^="/register"]', 'href')).toBe(`/register${next(thread)}`)
})

it('Nobody is invited to answer where that is over', async () => {
  const page = await browser.get(`/threads/${world.thread.locked}`)
  expect(page.texts('.row-tools .refusal')).toEqual([
    '本主题已被锁定，不能再回复。',
    '本主题已被锁定，不能再回复。',
  ])
  expect(page.count('.join, .phone-bar .reply')).toBe(0)
})

it('Nobody is invited to register where that is closed', async () => {
  await world.forum.set('registrationOpen', '0')
  const page = await browser.get(thread)
  expect(page.text('.row-tools .refusal')).toContain('登录 后可以回复。')
  expect(page.count('a[href^="/register"]')).toBe(0)
})

it('A newcomer lands where they wanted to answer, through both forms and failed tries', async () => {
  await browser.get(`/login${next(thread)}`)
  await browser.submit('form[action="/login"]', { username: '林小满', password: '没有这个人呀' })
  await browser.get(browser.page.attr('.panel-head a', 'href')!)
  await browser.submit(register, { ...newcomer, answer: '错' })
  await browser.get(browser.page.attr('.panel-head a', 'href')!)
  await browser.get(browser.page.attr('.panel-head a', 'href')!)
  const sent = await browser.submit(register, fill(browser.page))
  expect([sent.status, sent.location]).toEqual([303, thread])
  expect((await browser.follow()).text('.flash')).toBe('欢迎您，林小满！')
})

it.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/login',
  '/register?next=/x',
  '/setup',
  'x',
])('Registration leads to no such place as %s', async (path) => {
  await browser.get(`/register${next(path)}`)
  expect((await browser.submit(register, fill(browser.page))).location).toBe('/')
})

it('What was typed before registering is there afterwards', async () => {
  const signedOut = await world.forum.signIn('xiaoming')
  await signedOut.get(`${thread}/reply`)
  signedOut.cookies.delete('sid')
  const asked = await signedOut.submit('form[action$="/posts"]', {
    body: '想了很久的一句话',
    subject: '描述',
  })
  expect(asked.status).toBe(401)
  // By a button, since a link would lose the text.
  expect(asked.count('a[href^="/register"]')).toBe(0)
  expect(asked.attr('form[action="/login"] button:last-of-type', 'formaction')).toBe('/register')
  const change = { username: undefined, password: undefined }
  const fields = (form: string) =>
    Object.fromEntries(
      signedOut.page
        .$(form)
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    )
  await signedOut.post('/register', { ...fields('form[action="/login"]'), ...change, _start: '1' })
  await signedOut.post('/login', { ...fields(register), ...change, _start: '1' })
  const form = await signedOut.post('/register', {
    ...fields('form[action="/login"]'),
    ...change,
    _start: '1',
  })
  expect([form.status, form.count('.errors')]).toEqual([200, 0])
  await signedOut.submit(register, { ...newcomer, answer: '错' })
  const sent = await signedOut.submit(register, fill(signedOut.page))
  expect([sent.status, sent.location]).toEqual([303, `${thread}/reply`])
  const back = await signedOut.follow()
  expect(back.text('textarea[name=body]')).toBe('想了很久的一句话')
  expect(back.attr('form[action$="/posts"] [name=subject]', 'value')).toBe('描述')
})
