import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
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

it('A name with underscores, or with the dot that ends it, is a well-formed host', async () => {
  forum = await TestForum.open()
  for (const host of ['my_forum', '_forum_.lan:3000', 'forum.lan.', 'forum.lan.:3000', '192.168.1.5.'])
    expect([host, await withHost(host)]).toEqual([host, 'HTTP/1.1 200 OK'])
  for (const host of ['.', '..', 'forum..', '.:80', 'forum.:', '_ _', '[::1].'])
    expect([host, await withHost(host)]).toEqual([host, expect.stringContaining(' 421 ')])
})

describe('The port that a scheme leaves out, and a final dot', () => {
  const open = async (baseUrl: string, trustProxy: string[] = []) => {
    forum = await TestForum.open({ config: { baseUrl: new URL(baseUrl), trustProxy } })
  }

  it('say nothing of an http address', async () => {
    await open('http://forum.example.com')
    for (const end of ['', ':80', '.', '.:80'])
      expect([end, await withHost(`Forum.Example.com${end}`)]).toEqual([end, 'HTTP/1.1 200 OK'])
    for (const end of [':443', '.:443', '..', ':8080', ':', ':080', ':80:80'])
      expect([end, await withHost(`forum.example.com${end}`)]).toEqual([
        end,
        expect.stringContaining(' 421 '),
      ])
  })

  it('say nothing of an https address', async () => {
    await open('https://forum.example.com', ['127.0.0.1'])
    for (const end of ['', ':443', '.', '.:443'])
      expect([end, await withHost(`forum.example.com${end}`)]).toEqual([end, 'HTTP/1.1 200 OK'])
    for (const end of [':80', '.:80', ':8443'])
      expect([end, await withHost(`forum.example.com${end}`)]).toEqual([
        end,
        expect.stringContaining(' 421 '),
      ])
  })

  it('are not taken off another port', async () => {
    await open('http://forum_2.example.com.:8080')
    for (const host of ['forum_2.example.com:8080', 'forum_2.example.com.:8080'])
      expect([host, await withHost(host)]).toEqual([host, 'HTTP/1.1 200 OK'])
    expect(await withHost('forum_2.example.com')).toContain(' 421 ')
  })
})

describe('A request for what is no path', () => {
  it.each(['*', 'http://localhost/', 'http://localhost', 'http://evil.example/x', 'HTTPS://localhost/login'])(
    '%s is a bad one, whatever is to be done with it',
    async (target) => {
      forum = await TestForum.open()
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'])
        expect([method, await raw([`${method} ${target} HTTP/1.1`, 'Host: localhost'])]).toEqual([
          method,
          'HTTP/1.1 400 Bad Request',
        ])
      const asked = await raw([`OPTIONS ${target} HTTP/1.1`, 'Host: localhost'])
      expect(asked).toContain(target === '*' ? ' 204 ' : ' 400 ')
    },
  )

  it('is none that opens a tunnel, and the forum goes on', async () => {
    forum = await TestForum.open()
    expect(await raw(['CONNECT evil.example:443 HTTP/1.1', 'Host: evil.example:443'])).not.toContain(' 200 ')
    expect(await raw(['GET evil.example:443 HTTP/1.1', 'Host: localhost'])).toContain(' 400 ')
    expect(await withHost('localhost')).toContain(' 200 ')
  })
})

it('An address that begins with two slashes leads nowhere else', async () => {
  forum = await TestForum.open()
  expect(await raw(['GET //evil.example/x HTTP/1.1', 'Host: localhost'])).toContain(' 404 ')
  expect(await raw(['GET /\\evil.example HTTP/1.1', 'Host: localhost'])).toContain(' 404 ')
})
