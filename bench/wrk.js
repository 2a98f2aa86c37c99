import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { spawnChild } from './forum-process.js'

/** Whether the command wrk is installed (Debian: apt-get install wrk). */
export const hasWrk = spawnSync('wrk', ['--version']).error === undefined

/** Loads one address with wrk, for whole seconds. Latencies are milliseconds. */
export async function runWrk(url, { connections, seconds }) {
  const duration = `-d${Math.max(1, Math.round(seconds))}s`
  const child = spawnChild('wrk', ['-t1', `-c${connections}`, duration, '--latency', url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`wrk ${url} ended with ${code}`)
  return {
    perSecond: Number(figure(out, /Requests\/sec:\s+([\d.]+)/)),
    p50: milliseconds(figure(out, /\s50%\s+(\S+)/)),
    p99: milliseconds(figure(out, /\s99%\s+(\S+)/)),
    failed: failuresIn(out),
  }
}

function figure(out, pattern) {
  const found = pattern.exec(out)
  if (!found) throw new Error(`wrk answered something unknown:\n${out}`)
  return found[1]
}

function milliseconds(duration) {
  const [, number, unit] = /^([\d.]+)(us|ms|s|m)$/.exec(duration)
  return Number(number) * { us: 0.001, ms: 1, s: 1000, m: 60_000 }[unit]
}

// Both lines are left out when there is nothing to tell.
function failuresIn(out) {
  const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(out)?.[1] ?? 0)
  const errors =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(out)?.slice(1) ?? []
  return errors.reduce((sum, count) => sum + Number(count), refused)
}
