import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const form = 'form[action="/account/password"]'
const good = {
  currentPassword: 'louzhu-demo',
  password: '换一句更好记的话',
  passwordAgain: '换一句更好记的话',
}

let world: World
let browser: Browser
beforeEach(async () => {
  world = await buildWorld()
  browser = await world.forum.signIn('xiaoming')
})
afterEach(async () => world.forum.close())

async function change(fields: Record<string, string> = {}) {
  await browser.get('/account/password')
  return browser.submit(form, { ...good, ...fields })
}

const whoIs = async (each: Browser) => (await each.get('/')).text('.account .me')

it('Changing the password ends all other sessions and keeps this one', async () => {
  const elsewhere = await world.forum.signIn('xiaoming')
  const haibian = await world.forum.signIn('haibian')
  const page = await change()
  expect([page.status, page.location]).toEqual([303, '/account/password'])
  expect((await browser.follow()).text('.flash')).toContain('密码已修改')
  expect(await whoIs(browser)).toContain('xiaoming')
  expect(await whoIs(elsewhere)).toBe('')
  expect(await whoIs(haibian)).toContain('haibian')
})

it('Afterwards only the new password signs in', async () => {
  await change()
  await expect(world.forum.signIn('xiaoming')).rejects.toThrow('用户名或密码不对')
  expect((await world.forum.signIn('xiaoming', good.password)).page.status).toBe(303)
})

it.each([
  [
    'a wrong current password',
    { currentPassword: '不对的密码呀' },
    '#currentPassword-error',
    '现在的密码不对',
  ],
  ['a short one', { password: '短', passwordAgain: '短' }, '#password-error', '密码至少 8 个字符'],
  ['a common one', { password: 'qwertyuiop', passwordAgain: 'qwertyuiop' }, '#password-error', '太常见'],
  ['the name', { password: 'xiaoming88', passwordAgain: 'xiaoming88' }, '#password-error', '用户名'],
  ['the e-mail', { password: 'xiaoming@example.com' }, '#password-error', '用户名'],
  ['two that differ', { passwordAgain: '换一句不好记的话' }, '#passwordAgain-error', '不一样'],
])('%s is refused, and nothing changes', async (_what, fields, field, said) => {
  const elsewhere = await world.forum.signIn('xiaoming')
  const page = await change(fields)
  expect(page.status).toBe(422)
  expect(page.text(field)).toContain(said)
  expect(page.html).not.toContain(good.password)
  expect(await whoIs(elsewhere)).toContain('xiaoming')
  expect((await change()).status).toBe(303)
})

it('The current password can be guessed only so often', async () => {
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await change({ currentPassword: `猜测${attempt}` })).status).toBe(422)
  const page = await change()
  expect(page.status).toBe(429)
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await whoIs(browser)).toContain('xiaoming')
})

it('All that is wrong is named at once', async () => {
  const page = await change({ currentPassword: '不对的密码呀', password: '短', passwordAgain: '更短' })
  expect(page.texts('[role=alert] li').length).toBe(3)
})

it('A field that can not be read hides nothing of the others', async () => {
  const page = await change({ currentPassword: '断\0开', password: '短', passwordAgain: '更短' })
  expect(page.texts('[role=alert] li').length).toBe(3)
})

it('Who knows the password changes it only so often', async () => {
  await world.forum.set('signInTriesPerAddress', '3')
  const [first, second] = ['第一句更好记的话', '第二句更好记的话']
  expect((await change({ password: first, passwordAgain: first })).status).toBe(303)
  const next = { currentPassword: first, password: second, passwordAgain: second }
  expect((await change(next)).status).toBe(303)
  const currentPassword = second
  expect((await change({ currentPassword, password: '短', passwordAgain: '短' })).status).toBe(422)
  const page = await change({ currentPassword })
  expect([page.status, Number(page.headers.get('retry-after')) > 0]).toEqual([429, true])
})
