import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { dataFolder } from '../support/data-folder.js'
import { startForum } from '../support/process.js'

interface Line {
  msg: string
  req?: { path: string; ip: string }
  res?: { status: number }
}

it('A request is one line that names the visitor behind the proxy; one for no path is no more', async () => {
  const forum = await startForum(dataFolder(), { LOG_LEVEL: 'info', TRUST_PROXY: '127.0.0.1' })
  let log = ''
  forum.child.stdout!.on('data', (chunk: string) => (log += chunk))
  const lines = () => log.split('\n').filter((line) => line.startsWith('{'))

  const { origin } = forum
  await new Browser(origin).get('/nowhere?token=x', { 'x-forwarded-for': '203.0.113.7' })
  await expect.poll(() => lines().length).toBe(1)
  const { req, res } = JSON.parse(lines()[0]!) as Line
  expect([req!.path, req!.ip, res!.status]).toEqual(['/nowhere', '203.0.113.7', 404])

  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  socket.write('GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  socket.resume()
  await once(socket, 'close')
  await expect.poll(() => lines().length).toBe(2)
  const bad = JSON.parse(lines()[1]!) as Line
  expect([bad.req!.path, bad.res!.status]).toEqual(['*', 400])
  expect(lines()[1]!.length).toBeLessThan(300)
  expect(log).not.toContain('stack')
})
