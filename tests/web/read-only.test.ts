import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
})
afterEach(async () => world.forum.close())

const thread = () => `/threads/${world.thread.breakfast}`

it('A read-only forum is read by all, says what it is, and takes nothing', async () => {
  const guest = world.forum.visitor()
  expect((await guest.get('/')).text()).not.toContain('暂时只能看帖')
  await laowang.get(`${thread()}/reply`)
  await world.forum.set('readOnly', '1')
  expect((await guest.get('/')).text()).toContain('暂时只能看帖')
  expect((await guest.get(thread())).status).toBe(200)
  expect((await laowang.get('/notices')).status).toBe(200)
})

it('What was typed comes back, and is taken when the forum is open again', async () => {
  await laowang.get(`${thread()}/reply`)
  await world.forum.set('readOnly', '1')
  const refused = await laowang.submit('form.form', { body: '赶上维护了' })
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('300')
  expect(refused.text('[role=alert]')).toContain('本站正在维护')
  expect(refused.$('textarea[name=body]').val()).toBe('赶上维护了')
  await world.forum.set('readOnly', '0')
  expect((await laowang.submit('form.form')).status).toBe(303)
})

it('Nothing is written, be it by visits, greetings or sweeping', async () => {
  const { db } = world.forum
  const rows = async () =>
    JSON.stringify([
      await db.selectFrom('sessions').selectAll().orderBy('idHash').execute(),
      await db.selectFrom('members').selectAll().orderBy('id').execute(),
      await db.selectFrom('threads').selectAll().orderBy('id').execute(),
      await db.selectFrom('threadReads').selectAll().orderBy('threadId').execute(),
      await db.selectFrom('guestsOnline').selectAll().orderBy('guestKey').execute(),
    ])
  // A greeting waits to be shown.
  await laowang.get('/account')
  await laowang.submit('form.form', { honor: '老街坊' })
  await world.forum.set('readOnly', '1')
  const before = await rows()
  const visit = async () => {
    world.forum.wait(3_600_000)
    await laowang.get(thread())
    await world.forum.visitor().get(thread())
    await world.forum.flush()
    await world.forum.runJobs()
  }
  await visit()
  expect(await rows()).toBe(before)
  await world.forum.set('readOnly', '0')
  await visit()
  expect(await rows()).not.toBe(before)
})
