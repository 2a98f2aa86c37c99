import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

/** Signs xiaoming in with a device of this name. */
async function onDevice(device: string): Promise<Browser> {
  const browser = world.forum.visitor()
  const page = await browser.get('/login')
  const _csrf = page.attr('[name=_csrf]', 'value')!
  const headers = { 'user-agent': device }
  await browser.post('/login', { _csrf, username: 'xiaoming', password: 'louzhu-demo' }, headers)
  return browser
}

const whoIs = async (browser: Browser) => (await browser.get('/')).text('.account .me')
const devices = (page: Page) => page.texts('.sessions b')

it('A member sees the devices they are signed in on, this one marked', async () => {
  await onDevice('Old Phone')
  world.forum.wait(60_000)
  const here = await onDevice('New <Laptop>')
  await world.forum.signIn('haibian')
  const page = await here.get('/account/sessions')
  expect(devices(page)).toEqual(['New <Laptop>', 'Old Phone'])
  expect(page.text('.sessions li:has(.mark) b')).toBe('New <Laptop>')
  expect(page.text('.sessions')).toContain('IP 127.0.0.1')
})

it('A member ends one of the others', async () => {
  const [phone, tablet] = [await onDevice('Phone'), await onDevice('Tablet')]
  const here = await onDevice('Laptop')
  const page = await here.get('/account/sessions')
  const id = page.attr('.sessions li:has(b:contains("Phone")) [name=session]', 'value')!
  const sent = await here.submit(`form:has([value="${id}"])`)
  expect([sent.status, sent.location]).toEqual([303, '/account/sessions'])
  const after = await here.follow()
  expect(after.text('.flash')).toContain('已退出那台设备')
  expect(devices(after)).not.toContain('Phone')
  expect(await whoIs(phone)).toBe('')
  expect(await whoIs(tablet)).toContain('xiaoming')
})

it('A member ends all the others at once', async () => {
  const [phone, tablet] = [await onDevice('Phone'), await onDevice('Tablet')]
  const here = await onDevice('Laptop')
  await here.get('/account/sessions')
  await here.submit('form:has([value="others"])')
  expect(devices(await here.follow())).toEqual(['Laptop'])
  expect([await whoIs(phone), await whoIs(tablet)]).toEqual(['', ''])
  expect(await whoIs(here)).toContain('xiaoming')
})

it('Nobody ends the session of another member', async () => {
  await onDevice('Phone')
  const laptop = await onDevice('Laptop')
  const id = (await laptop.get('/account/sessions')).attr('.sessions [name=session]', 'value')!
  const haibian = await world.forum.signIn('haibian')
  const _csrf = (await haibian.get('/account/sessions')).attr('[name=_csrf]', 'value')!
  await haibian.post('/account/sessions', { _csrf, session: id })
  expect(devices(await laptop.get('/account/sessions'))).toEqual(expect.arrayContaining(['Phone', 'Laptop']))
  await laptop.submit(`form:has([value="${id}"])`)
  expect(devices(await laptop.follow())).toHaveLength(1)
})

it('The list shows neither session ids nor their hashes', async () => {
  const here = await onDevice('Laptop')
  await onDevice('Phone')
  const page = await here.get('/account/sessions')
  const rows = await world.forum.db.selectFrom('sessions').select('idHash').execute()
  expect(rows).toHaveLength(2)
  for (const { idHash } of rows) expect(page.html).not.toContain(idHash)
  expect(page.html).not.toContain(decodeURIComponent(here.cookies.get('sid')!).slice(2, 20))
})

it('A session that has run out is no longer listed', async () => {
  await onDevice('Phone')
  world.forum.wait(13 * 86_400_000)
  const here = await onDevice('Laptop')
  expect(devices(await here.get('/account/sessions'))).toHaveLength(2)
  world.forum.wait(2 * 86_400_000)
  expect(devices(await here.get('/account/sessions'))).toEqual(['Laptop'])
})

it('Of more than twenty sessions the longest unused one ends', async () => {
  await world.forum.set('signInTriesPerAddress', '100')
  const first = await onDevice('First')
  for (let count = 2; count <= 20; count++) {
    world.forum.wait(1000)
    await onDevice(`Device ${count}`)
  }
  const session = first.cookies.get('sid')
  expect(session).toBeDefined()
  world.forum.wait(1000)
  const last = await onDevice('Last')
  const listed = devices(await last.get('/account/sessions'))
  expect(listed).toHaveLength(20)
  expect(listed).not.toContain('First')
  expect(await whoIs(first)).toBe('')
})

it('Readers who only browse leave no session behind', async () => {
  const guest = world.forum.visitor()
  for (const path of ['/', `/threads/${world.thread.breakfast}`, '/login', '/register']) await guest.get(path)
  const sessions = () => world.forum.db.selectFrom('sessions').select('idHash').execute()
  expect(await sessions()).toEqual([])
  await world.forum.signIn('xiaoming')
  expect(await sessions()).toHaveLength(1)
})
