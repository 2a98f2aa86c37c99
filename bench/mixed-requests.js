import { formRequest } from './bench-members.js'

export const REPLY = '路过，顶一下，说得在理。'
/** Threads talked about at present. */
const HOT_THREADS = 200

/**
 * Makes the requests of a day: 95 % guests' pages, 4 % members', 1 % replies. Of the guests' pages a quarter each are
 * the index and boards, four in ten threads talked about (the newer the likelier), one in ten threads nobody has
 * asked for lately.
 */
export function mixedRequests({ members, threads, coldThread }) {
  const random = seeded(1)
  const below = (number) => Math.floor(random() * number)
  const hotThread = () => threads - Math.floor(HOT_THREADS * random() ** 2)
  const board = () => 5 + Math.floor(20 * random() ** 2)
  const guestPage = () => {
    const kind = random()
    if (kind < 0.25) return '/'
    if (kind < 0.5) return `/boards/${board()}`
    if (kind < 0.9) return `/threads/${hotThread()}`
    return `/threads/${coldThread()}`
  }
  const memberPage = () => ['/', `/boards/${board()}`, `/threads/${hotThread()}`, '/members/3'][below(4)]
  return () => {
    const who = random()
    if (who < 0.95) return { method: 'GET', path: guestPage(), headers: {}, body: '' }
    const { cookie, token } = members[below(members.length)]
    if (who < 0.99) return { method: 'GET', path: memberPage(), headers: { cookie }, body: '' }
    return formRequest(`/threads/${hotThread()}/posts`, cookie, { _csrf: token, body: REPLY })
  }
}

// mulberry32: the same requests in each run.
function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
