import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, rightAnswer, type World } from '../support/world.js'

const form = 'form[action="/register"]'

let world: World
beforeEach(async () => {
  world = await buildWorld({ config: { trustProxy: ['127.0.0.1'] } })
})
afterEach(async () => world.forum.close())

/** A browser with the form open, and what a newcomer of this name fills in. */
async function openForm(username: string, headers: Record<string, string> = {}) {
  const browser = world.forum.visitor()
  const page = await browser.get('/register', headers)
  const own = Object.fromEntries(
    page
      .$(form)
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  )
  const password = '晴天开窗吹吹风呀'
  const fields = {
    ...own,
    username,
    email: `${encodeURIComponent(username).replaceAll('%', '')}@example.com`,
  }
  return { browser, fields: { ...fields, password, passwordAgain: password, answer: rightAnswer(page) } }
}

async function countOf(username: string): Promise<number> {
  const rows = world.forum.db.selectFrom('members').select('id').where('username', '=', username)
  return (await rows.execute()).length
}

/** A second browser with the same cookies, as when the first answer never came. */
function withCookiesOf(browser: Browser): Browser {
  const same = world.forum.visitor()
  for (const [name, value] of browser.cookies) same.cookies.set(name, value)
  return same
}

it('A registration sent again because its answer was lost signs in and makes nobody else', async () => {
  const { browser, fields } = await openForm('重发的人')
  const again = withCookiesOf(browser)
  expect((await browser.post('/register', fields)).status).toBe(303)
  const second = await again.post('/register', fields)
  expect([second.status, second.location]).toEqual([303, '/'])
  expect((await again.follow()).text('.account .me')).toContain('重发的人')
  expect(await countOf('重发的人')).toBe(1)
})

it('A registration sent twice at once makes one member and signs both in', async () => {
  const { browser, fields } = await openForm('双击的人')
  const again = withCookiesOf(browser)
  const answers = await Promise.all([browser, again].map((each) => each.post('/register', fields)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(await countOf('双击的人')).toBe(1)
})

it('The form of somebody else sent again with another password signs nobody in', async () => {
  const { browser, fields } = await openForm('重发的人')
  const thief = withCookiesOf(browser)
  await browser.post('/register', fields)
  const page = await thief.post('/register', { ...fields, password: '猜一猜这个密码' })
  expect(page.status).toBe(409)
  expect((await thief.get('/')).count('.account .me')).toBe(0)
})

it('A closed registration says so, offers no form and takes none', async () => {
  const { browser, fields } = await openForm('来晚的人')
  expect((await browser.get('/')).count('a[href="/register"]')).toBe(1)
  await world.forum.set('registrationOpen', '0')
  expect((await browser.get('/')).count('a[href="/register"]')).toBe(0)
  const page = await browser.get('/register')
  expect(page.text('main')).toContain('本站暂停注册')
  expect(page.count(form)).toBe(0)
  expect((await browser.post('/register', fields)).status).toBe(403)
  expect(await countOf('来晚的人')).toBe(0)
})

it('One address registers only so many; the next is told when to come again', async () => {
  await world.forum.set('registrationsPerAddress', '2')
  for (const username of ['第一个', '第二个']) {
    const { browser, fields } = await openForm(username)
    expect((await browser.post('/register', fields)).status).toBe(303)
  }
  const { browser, fields } = await openForm('第三个')
  const refused = await browser.post('/register', fields)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3600)
  expect(refused.attr('#field-username', 'value')).toBe('第三个')
  expect(await countOf('第三个')).toBe(0)
  const elsewhere = await openForm('第三个', { 'x-forwarded-for': '203.0.113.9' })
  const taken = await elsewhere.browser.post('/register', elsewhere.fields, {
    'x-forwarded-for': '203.0.113.9',
  })
  expect(taken.status).toBe(303)
})

it('Mistakes in the form do not use up the registrations of an address', async () => {
  await world.forum.set('registrationsPerAddress', '1')
  const { browser, fields } = await openForm('细心的人')
  for (const answer of ['错', '还是错']) {
    expect((await browser.post('/register', { ...fields, answer })).status).toBe(422)
  }
  expect((await browser.post('/register', fields)).status).toBe(303)
})

it('Addresses of one IPv6 household count as one', async () => {
  await world.forum.set('registrationsPerAddress', '1')
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const first = await openForm('甲户甲', from('2001:db8:1:2::1'))
  expect((await first.browser.post('/register', first.fields, from('2001:db8:1:2::1'))).status).toBe(303)
  const second = await openForm('甲户乙')
  const household = await second.browser.post('/register', second.fields, from('2001:db8:1:2:aaaa::9'))
  expect(household.status).toBe(429)
  expect((await second.browser.post('/register', second.fields, from('2001:db8:1:3::1'))).status).toBe(303)
})

it('Of many registrations sent at once only so many pass', async () => {
  await world.forum.set('registrationsPerAddress', '3')
  const forms = await Promise.all('甲乙丙丁戊己庚辛'.split('').map((name) => openForm(`同时${name}`)))
  const answers = await Promise.all(forms.map(({ browser, fields }) => browser.post('/register', fields)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 303, 429, 429, 429, 429, 429])
})

it('A name that is taken gives the place of its registration back', async () => {
  await world.forum.set('registrationsPerAddress', '1')
  const { browser, fields } = await openForm('细心的人')
  expect((await browser.post('/register', { ...fields, username: 'xiaoming' })).status).toBe(422)
  expect((await browser.post('/register', fields)).status).toBe(303)
})

it('A registration sent again and again is counted before its password is compared', async () => {
  const { browser, fields } = await openForm('重发的人')
  const thief = withCookiesOf(browser)
  expect((await browser.post('/register', fields)).status).toBe(303)
  const again = Array.from({ length: 24 }, () =>
    thief.post('/register', { ...fields, password: '猜一猜密码' }),
  )
  const statuses = (await Promise.all(again)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 409)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(19)
  expect((await world.forum.signIn('xiaoming')).page.status).toBe(303)
})
