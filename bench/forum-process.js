import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = join(root, 'bin', 'louzhu.js')
/** Flags of Node with which `npm start` runs the forum. */
const { start } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts
const flags = /\bnode ((?:--\S+ )*)bin\/fresh\.js/.exec(start)[1].split(' ').filter(Boolean)

// However the bench ends, its own children end too.
const children = new Set()
process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM')
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))

/** Starts a child that ends with the bench at the latest. */
export function spawnChild(command, args, options) {
  const child = spawn(command, args, options)
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Runs a louzhu command to its end. Throws when it fails. */
export async function louzhu(environment, ...args) {
  const child = spawnChild(process.execPath, [...flags, bin, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`louzhu ${args.join(' ')} ended with ${code}`)
}

/** Starts the built forum on a free port; `startMs` is how long its first answer took. */
export function startForum(environment) {
  const probe = join(import.meta.dirname, 'event-loop-probe.js')
  return startServer(['--import', probe, bin, 'start'], {
    ...environment,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
  })
}

/** Starts the bare node:http server on a free port. */
export function startBareServer() {
  return startServer([join(import.meta.dirname, 'bare-server.js')])
}

async function startServer(args, environment = {}) {
  const begun = performance.now()
  const child = spawnChild(process.execPath, [...flags, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const origin = await new Promise((resolve, reject) => {
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      out += chunk
      const found = /http:\/\/localhost:(\d+)/.exec(out)
      if (found) resolve(`http://127.0.0.1:${found[1]}`)
    })
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
  })
  await (await fetch(`${origin}/`)).arrayBuffer()
  return { child, origin, startMs: performance.now() - begun }
}

/** Asks a server to stop and waits until it has. */
export async function stopServer({ child }) {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Begins to measure the event loop's delay in a forum's process. */
export function watchEventLoop({ child }) {
  child.send('reset')
}

/** The event loop's delay since then: { p99, max } in milliseconds. */
export async function eventLoopDelay({ child }) {
  const answered = once(child, 'message')
  child.send('report')
  return (await answered)[0]
}

/** Resident memory of a server in megabytes (Linux), or null. */
export function residentMegabytes({ child }) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024
  } catch {
    return null
  }
}
