import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { TestForum } from '../support/forum.js'

let forum: TestForum
afterEach(async () => forum.close())

/** Sends these lines as they are and returns the status line of the answer. */
async function raw(lines: string[]): Promise<string> {
  const socket = connect(Number(new URL(forum.origin).port), '127.0.0.1')
  socket.write(`${[...lines, 'Connection: close', '', ''].join('\r\n')}`)
  let answer = ''
  socket.on('data', (chunk) => (answer += String(chunk)))
  await once(socket, 'close')
  return answer.split('\r\n')[0]!
}

const withHost = (...hosts: string[]) => raw(['GET / HTTP/1.1', ...hosts.map((host) => `Host: ${host}`)])

it('Without a base address any one well-formed host is taken', async () => {
  forum = await TestForum.open()
  for (const host of ['localhost', 'localhost:3000', 'forum.example.com', '192.168.1.5:3000', '[::1]:3000'])
    expect(await withHost(host)).toBe('HTTP/1.1 200 OK')
})

it.each(['evil.example/path', 'a b', 'user@evil.example', '-evil', 'evil.example:', 'evil"onload', '<b>'])(
  'The malformed host %j is refused',
  async (host) => {
    forum = await TestForum.open()
    expect(await withHost(host)).toContain(' 421 ')
  },
)

it('Two hosts are refused, alike or not', async () => {
  forum = await TestForum.open()
  expect(await withHost('localhost')).toContain(' 200 ')
  expect(await withHost('localhost', 'localhost')).toContain(' 421 ')
  expect(await withHost('localhost', 'evil.example')).toContain(' 421 ')
  expect(await raw(['GET / HTTP/1.1', 'Host: localhost', 'hOST: evil.example'])).toContain(' 421 ')
})

it('Who watches the site may ask by address', async () => {
  forum = await TestForum.open({ config: { baseUrl: new URL('http://forum.example.com:8080') } })
  expect(await raw(['GET / HTTP/1.1', 'Host: 127.0.0.1'])).toContain(' 421 ')
  expect(await raw(['GET /healthz HTTP/1.1', 'Host: 127.0.0.1'])).toContain(' 200 ')
})

it('A request without a host is refused', async () => {
  forum = await TestForum.open()
  expect(await raw(['GET / HTTP/1.0', 'Host: localhost'])).toContain(' 200 ')
  expect(await raw(['GET / HTTP/1.0'])).toContain(' 421 ')
  expect(await raw(['GET / HTTP/1.1'])).toContain(' 400 ')
})

it('With a base address only its host is taken, in any case', async () => {
  forum = await TestForum.open({ config: { baseUrl: new URL('http://forum.example.com:8080') } })
  expect(await withHost('forum.example.com:8080')).toContain(' 200 ')
  expect(await withHost('Forum.Example.COM:8080')).toContain(' 200 ')
  for (const host of [
    'forum.example.com',
    'evil.example',
    'forum.example.com:80',
    '127.0.0.1',
    'x.forum.example.com:8080',
  ])
    expect(await withHost(host)).toContain(' 421 ')
})

it('An address that begins with two slashes leads nowhere else', async () => {
  forum = await TestForum.open()
  expect(await raw(['GET //evil.example/x HTTP/1.1', 'Host: localhost'])).toContain(' 404 ')
  expect(await raw(['GET /\\evil.example HTTP/1.1', 'Host: localhost'])).toContain(' 404 ')
})
