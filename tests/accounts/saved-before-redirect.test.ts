import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SessionStore } from '../../src/forum/accounts/session-store.js'
import { DatabaseUnavailable } from '../../src/db/failures.js'
import { buildWorld, type World } from '../support/world.js'

let world: World

beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await world.forum.close()
})

it('The redirect after a sign-in comes when the session is written, as browsers follow it at once', async () => {
  const { forum } = world
  const order: string[] = []
  const set = SessionStore.prototype.set
  vi.spyOn(SessionStore.prototype, 'set').mockImplementation(function (
    this: SessionStore,
    sid,
    session,
    done,
  ) {
    // A database that takes its time.
    setTimeout(() => {
      set.call(this, sid, session, (error?: unknown) => {
        order.push('written')
        done?.(error)
      })
    }, 50)
  })
  const guest = forum.visitor()
  const page = await guest.get('/login')
  const fields = {
    _csrf: page.attr('input[name=_csrf]', 'value')!,
    username: 'laowang',
    password: 'louzhu-demo',
  }
  const cookie = [...guest.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  // Resolves with the headers; the body is never read.
  const answer = await fetch(`${forum.origin}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
  order.push('answered')
  expect(answer.status).toBe(303)
  expect(order).toEqual(['written', 'answered'])
})

it('A session that can not be written is no sign-in', async () => {
  const { forum } = world
  const guest = forum.visitor()
  await guest.get('/login')
  vi.spyOn(SessionStore.prototype, 'set').mockImplementation((_sid, _session, done) => {
    done?.(new DatabaseUnavailable('gone'))
  })
  const page = await guest.submit('form[action="/login"]', { username: 'laowang', password: 'louzhu-demo' })
  expect(page.status).toBe(503)
  vi.restoreAllMocks()
  expect((await forum.signIn('laowang')).page.status).toBe(303)
})

it('A redirect of a guest begins no session', async () => {
  const { forum, thread } = world
  const guest = forum.visitor()
  const page = await guest.get(`/threads/${thread.breakfast}?floor=1`)
  expect(page.status).toBe(303)
  expect(guest.cookies.has('sid')).toBe(false)
  expect(await forum.db.selectFrom('sessions').selectAll().execute()).toEqual([])
})
