import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { dataFolder } from '../support/data-folder.js'
import { startForum } from '../support/process.js'

const MOST = 256

/** Opens so many connections that say nothing, and returns those that the forum has not closed by the next answer. */
async function silent(port: number, count: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()))
  for (let opened = 0; opened < count; opened++) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined)
    await once(socket, 'connect')
    sockets.push(socket)
  }
  return sockets
}

const open = (sockets: Socket[]) => sockets.filter((socket) => socket.readyState === 'open').length

/** Asks from an address of this machine; the status line, or nothing when the connection was closed. */
async function askFrom(localAddress: string, port: number, header = ''): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', localAddress }).on('error', () => undefined)
  socket.write(`GET /healthz HTTP/1.1\r\nHost: localhost\r\n${header}Connection: close\r\n\r\n`)
  let answer = ''
  socket.on('data', (chunk) => (answer += String(chunk)))
  // A connection that is closed at once may end in an error as well, which `once` would take for one of the test.
  await new Promise((resolve) => socket.once('close', resolve))
  return answer.split('\r\n')[0]!
}

it('One address can not take all connections, and has its own back when it closes them', async () => {
  const forum = await startForum(dataFolder())
  const port = Number(new URL(forum.origin).port)
  const sockets = await silent(port, MOST + 100)
  await expect.poll(() => open(sockets)).toBe(MOST)
  expect(await askFrom('127.0.0.1', port)).toBe('')
  expect(await askFrom('127.0.0.2', port)).toBe('HTTP/1.1 200 OK')
  for (const socket of sockets) socket.destroy()
  await expect.poll(() => askFrom('127.0.0.1', port)).toBe('HTTP/1.1 200 OK')
})

it('A trusted proxy has as many connections as it needs, others have not', async () => {
  const forum = await startForum(dataFolder(), { TRUST_PROXY: '127.0.0.1' })
  const port = Number(new URL(forum.origin).port)
  const sockets = await silent(port, MOST + 100)
  expect(await askFrom('127.0.0.1', port, 'X-Forwarded-For: 203.0.113.7\r\n')).toBe('HTTP/1.1 200 OK')
  expect(open(sockets)).toBe(MOST + 100)
})
