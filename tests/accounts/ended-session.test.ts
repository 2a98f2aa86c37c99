import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { changePassword } from '../../src/forum/accounts/change-password.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World

beforeEach(async () => {
  world = await buildWorld()
})

afterEach(() => world.forum.close())

/** Sends a form whose body ends only when `between` is done. */
async function trickle(
  browser: Browser,
  path: string,
  fields: Record<string, string>,
  between: () => Promise<unknown>,
): Promise<number> {
  const sending = request(`${world.forum.origin}${path}`, {
    method: 'POST',
    headers: {
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      expect: '100-continue',
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
  await once(sending, 'continue')
  await between()
  sending.end(new URLSearchParams(fields).toString())
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode!
}

it('A form that trickles in while its session is ended does nothing and brings no session back', async () => {
  const laowang = await world.forum.signIn('laowang')
  await laowang.get('/account')
  const fields = {
    _csrf: laowang.page.attr('input[name=_csrf]', 'value')!,
    honor: '偷来的头衔',
    signature: '',
  }
  expect(await trickle(laowang, '/account', { ...fields, honor: '自己的头衔' }, async () => undefined)).toBe(
    303,
  )

  const end = () =>
    changePassword(world.forum.db, { memberId: world.member.laowang, passwordHash: 'v2$other' })
  expect(await trickle(laowang, '/account', fields, end)).toBe(401)
  expect((await laowang.get('/account')).status).toBe(401)
  const { honor } = await world.forum.db
    .selectFrom('members')
    .select('honor')
    .where('id', '=', world.member.laowang)
    .executeTakeFirstOrThrow()
  expect(honor).toBe('自己的头衔')
})

it('After a change of password the old cookie of this device is worth nothing, and the new one is', async () => {
  const laowang = await world.forum.signIn('laowang')
  const old = new Map(laowang.cookies)
  await laowang.get('/account/password')
  const password = '一个足够长的新口令'
  const fields = { currentPassword: 'louzhu-demo', password, passwordAgain: password }
  expect((await laowang.submit('form.form', fields)).status).toBe(303)
  expect((await laowang.get('/account')).status).toBe(200)
  const thief = world.forum.visitor()
  for (const [name, value] of old) thief.cookies.set(name, value)
  expect((await thief.get('/account')).status).toBe(401)
})

it('A name that is taken is no registration: trying others is not counted', async () => {
  const visitor = world.forum.visitor()
  const tryName = async (username: string) => {
    await visitor.get('/register')
    const fields = {
      username,
      email: `${username}@example.org`,
      password: '足够长的口令一二三',
      passwordAgain: '足够长的口令一二三',
      answer: '',
    }
    return (await visitor.submit('form[action="/register"]', fields)).status
  }
  await world.forum.set('questionOnRegister', '0')
  for (let count = 0; count < 8; count++) expect(await tryName('laowang')).toBe(422)
  expect(await tryName('xinlai')).toBe(303)
})

it('Saving an edit twice, as by a double click, is no conflict', async () => {
  const laowang = await world.forum.signIn('laowang')
  await laowang.get(`/posts/1/edit`)
  const form = laowang.page
  expect((await laowang.submit('form.form', { body: '改成这样' })).status).toBe(303)
  laowang.page = form
  expect((await laowang.submit('form.form', { body: '改成这样' })).status).toBe(303)
  laowang.page = form
  expect((await laowang.submit('form.form', { body: '改成那样' })).status).toBe(409)
})

it('A founder added by the command line closes the set-up of the running forum', async () => {
  const { forum } = await buildWorld({ setupToken: 'the-token-of-the-terminal' })
  expect((await forum.visitor().get('/setup?token=the-token-of-the-terminal')).status).toBe(404)
  expect((await forum.visitor().get('/register')).count('form[action="/register"]')).toBe(1)
  await forum.close()
})
