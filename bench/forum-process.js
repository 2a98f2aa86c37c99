import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const bin = join(import.meta.dirname, '..', 'bin', 'louzhu.js')

/** Runs a louzhu command to its end. Throws when it fails. */
export function louzhu(dataDir, ...args) {
  const { status, stderr } = spawnSync(process.execPath, [bin, ...args], {
    env: { ...process.env, DATA_DIR: dataDir },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`louzhu ${args.join(' ')}: ${stderr}`)
}

/** Starts a server script and resolves with its origin as soon as it prints one; `startMs` is how long that took. */
export async function startProcess(script, args, env = {}) {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=4', script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise((resolve, reject) => {
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      out += chunk
      const found = /http:\/\/localhost:\d+/.exec(out)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
  })
  const first = await fetch(`${origin}/`)
  await first.arrayBuffer()
  return { child, origin, startMs: performance.now() - begun }
}

/** Starts the built forum on a free port. */
export function startForum(dataDir) {
  return startProcess(bin, ['start'], { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'fatal' })
}

/** Resident memory of a process in megabytes (Linux), or NaN. */
export function residentMegabytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
  } catch {
    return NaN
  }
}

/** Signs a member in and returns the cookie and the token that forms need. */
export async function signIn(origin, username) {
  const page = await fetch(`${origin}/login`)
  const guest = page.headers.getSetCookie()[0].split(';')[0]
  const token = tokenOf(await page.text())
  const body = new URLSearchParams({ _csrf: token, username, password: 'louzhu-demo', next: '/' })
  const answer = await fetch(`${origin}/login`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie: guest },
  })
  if (answer.status !== 303) throw new Error(`${username} could not sign in: ${answer.status}`)
  const cookie = answer.headers
    .getSetCookie()
    .find((line) => line.startsWith('sid='))
    .split(';')[0]
  const index = await (await fetch(`${origin}/threads/2`, { headers: { cookie } })).text()
  return { cookie, token: tokenOf(index) }
}

function tokenOf(html) {
  return /name="_csrf" value="([^"]+)"/.exec(html)[1]
}
