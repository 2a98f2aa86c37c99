import autocannon from 'autocannon'
import { hasWrk, runWrk } from './wrk.js'

/** The tool a load is run with: wrk where the load generator would be slower than the server. */
export function toolFor({ isCached }) {
  return isCached && hasWrk ? 'wrk' : 'autocannon'
}

/** Runs a load against the forum. Returns requests a second, p50 and p99 in milliseconds, and how many failed. */
export function runLoad(origin, load, seconds) {
  const { path, connections } = load
  if (toolFor(load) === 'wrk') return runWrk(`${origin}${path}`, { connections, seconds })
  let connection = 0
  let forms = 0
  const count = (request) => {
    if (request.method === 'POST') forms++
    return request
  }
  return cannonade(
    { url: `${origin}${path}`, connections, duration: seconds },
    (client) => {
      const number = connection++
      if (load.next) {
        const setupRequest = (request) => count({ ...request, ...load.next(number) })
        client.setRequests([{ setupRequest }])
      } else if (load.members) {
        client.setHeaders({ cookie: load.members[number % load.members.length].cookie })
      }
    },
    () => forms,
  )
}

/** Runs the bare server's load beside it: the same tool and connections, a page of the same size. */
export function runBareLoad(origin, load, seconds) {
  const url = `${origin}/${load.bytes}`
  const { connections } = load
  if (toolFor(load) === 'wrk') return runWrk(url, { connections, seconds })
  return cannonade({ url, connections, duration: seconds })
}

async function cannonade(options, setupClient = () => {}, formsSent = () => 0) {
  const result = await autocannon({ ...options, setupClient })
  // A form taken is answered with a redirect; a page that redirects isn't the page asked for.
  const redirected = Math.max(0, result['3xx'] - formsSent())
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.errors + result['1xx'] + result['4xx'] + result['5xx'] + redirected,
  }
}
