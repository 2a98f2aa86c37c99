import { afterEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

let world: World
afterEach(async () => world.forum.close())

/** Signs in with these headers beside the form's own; returns the status. */
async function signIn(headers: Record<string, string>): Promise<number> {
  const browser = world.forum.visitor()
  const _csrf = (await browser.get('/login')).attr('[name=_csrf]', 'value')
  return (await browser.post('/login', { username: 'xiaoming', password: 'louzhu-demo', _csrf }, headers))
    .status
}

it('What a stranger says of a proxy in front counts for nothing', async () => {
  world = await buildWorld()
  const { origin } = world.forum
  const told = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' }
  expect(await signIn({ origin, ...told })).toBe(303)
  for (const claimed of ['http://evil.example', 'https://evil.example', origin.replace('http:', 'https:')])
    expect([claimed, await signIn({ origin: claimed, ...told })]).toEqual([claimed, 403])
})

it('What another than the trusted proxy says counts for nothing either', async () => {
  world = await buildWorld({ config: { trustProxy: ['203.0.113.1'] } })
  const { origin } = world.forum
  const told = { 'x-forwarded-proto': 'https' }
  expect(await signIn({ origin, ...told })).toBe(303)
  expect(await signIn({ origin: origin.replace('http:', 'https:'), ...told })).toBe(403)
})

it('The trusted proxy says whether the visitor came by https', async () => {
  world = await buildWorld({ config: { trustProxy: ['127.0.0.1'] } })
  const { origin } = world.forum
  const told = { 'x-forwarded-proto': 'https' }
  expect(await signIn({ origin: origin.replace('http:', 'https:'), ...told })).toBe(303)
  expect(await signIn({ origin, ...told })).toBe(403)
})
