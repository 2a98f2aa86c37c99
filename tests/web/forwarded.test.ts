import { afterEach, describe, expect, it } from 'vitest'
import { FrontProxy } from './front-proxy.js'
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

it('Origins are compared without the port of their scheme and without a final dot', async () => {
  /** Whether a form is taken that says to come from `origin`, at an address that the site is called by. */
  const sent = async (host: string, origin: string) => {
    const door = await FrontProxy.before(world.forum, { host, 'x-forwarded-proto': 'http' })
    const browser = door.visitor()
    const _csrf = (await browser.get('/login')).attr('[name=_csrf]', 'value')
    const form = { username: 'xiaoming', password: 'louzhu-demo', _csrf }
    const { status } = await browser.post('/login', form, { origin })
    await door.close()
    return status
  }
  for (const config of [{}, { baseUrl: new URL('http://forum.example.com') }]) {
    world = await buildWorld({ config })
    await world.forum.set('signInTriesPerAddress', '1000')
    for (const host of ['forum.example.com', 'forum.example.com:80', 'Forum.Example.com.'])
      for (const end of ['', ':80', '.', '.:80'])
        expect([host, end, await sent(host, `http://forum.example.com${end}`)]).toEqual([host, end, 303])
    for (const origin of [
      'http://forum.example.com:443',
      'https://forum.example.com',
      'null',
      'http://evil.example.',
    ])
      expect([origin, await sent('forum.example.com', origin)]).toEqual([origin, 403])
    if ('baseUrl' in config) break
    await world.forum.close()
  }
})

describe('The address of who asks', () => {
  /** The address that the list of one's devices names, for who came with these headers. */
  async function listed(headers: Record<string, string>): Promise<string> {
    const browser = world.forum.visitor()
    const _csrf = (await browser.get('/login', headers)).attr('[name=_csrf]', 'value')
    await browser.post('/login', { username: 'xiaoming', password: 'louzhu-demo', _csrf }, headers)
    return (await browser.get('/account/sessions', headers)).text('main')
  }

  it('is what the trusted proxy says, also for who is online', async () => {
    world = await buildWorld({ config: { trustProxy: ['127.0.0.1'] } })
    for (const address of ['203.0.113.7', '::ffff:203.0.113.8', '2001:db8::1'])
      await world.forum.visitor().get('/', { 'x-forwarded-for': address })
    expect(world.forum.forum.presence.guestCount(world.forum.now, 1000)).toBe(3)
    const told = { 'x-forwarded-for': '198.51.100.1, ::ffff:203.0.113.9' }
    expect(await listed(told)).toContain(' 203.0.113.9 ')
  })

  it('is the connection’s where a proxy says what is no address, or is none that is trusted', async () => {
    world = await buildWorld({ config: { trustProxy: ['127.0.0.1'] } })
    expect(await listed({ 'x-forwarded-for': '<b>unsinn</b>' })).toContain(' 127.0.0.1 ')
    await world.forum.close()
    world = await buildWorld()
    expect(await listed({ 'x-forwarded-for': '203.0.113.9' })).toContain(' 127.0.0.1 ')
  })
})

it('The trusted proxy says whether the visitor came by https', async () => {
  world = await buildWorld({ config: { trustProxy: ['127.0.0.1'] } })
  const { origin } = world.forum
  const told = { 'x-forwarded-proto': 'https' }
  expect(await signIn({ origin: origin.replace('http:', 'https:'), ...told })).toBe(303)
  expect(await signIn({ origin, ...told })).toBe(403)
})
