import { formRequest, signInMembers, signInRequests } from './bench-members.js'
import { measuredPages } from './measured-pages.js'
import { mixedRequests, REPLY } from './mixed-requests.js'
import { threadIds } from './thread-ids.js'

const CONNECTIONS = 8
/** The newest threads, which replies go to in turn: never two at once to the same. */
const REPLIED_THREADS = 800

/**
 * Everything the forum at `origin` is loaded with, in order. A load has a name, `bytes` (the size of the page that
 * the bare server answers beside it), `connections`, and one of: a `path` for guests; a `path` and `members`, another
 * for each connection; `next(connection)`, which makes each request anew. Also returns `ids`, the threads asked once.
 */
export async function loadsFor(origin, { threads }) {
  const { pages, notes } = await measuredPages(origin)
  const members = await signInMembers(origin)
  const ids = threadIds(threads)
  const coldPath = () => `/threads/${ids.next()}`
  const threadBytes = await pageBytes(origin, '/threads/2')
  const memberThreadBytes = await pageBytes(origin, '/threads/2', members[0].cookie)
  let replies = 0

  const loads = []
  for (const { name, path } of pages) {
    loads.push({ name: `${name}, guest`, path, isCached: true, bytes: await pageBytes(origin, path) })
  }
  for (const { name, path } of pages) {
    const bytes = await pageBytes(origin, path, members[0].cookie)
    loads.push({ name: `${name}, members`, path, members, bytes })
  }
  loads.push(
    { name: 'distinct threads, guest', bytes: threadBytes, next: () => ({ path: coldPath() }) },
    {
      name: 'distinct threads, members',
      bytes: memberThreadBytes,
      next: (connection) => ({ path: coldPath(), headers: { cookie: members[connection].cookie } }),
    },
    { name: 'sign-in', connections: 4, bytes: 0, next: await signInRequests(origin) },
    {
      name: 'reply, 8 members',
      bytes: 0,
      next(connection) {
        const thread = threads - (replies++ % REPLIED_THREADS)
        const { cookie, token } = members[connection]
        return formRequest(`/threads/${thread}/posts`, cookie, { _csrf: token, body: REPLY })
      },
    },
    {
      name: 'mixed',
      bytes: threadBytes,
      isWatched: true,
      next: mixedRequests({ members, threads, coldThread: ids.next }),
    },
  )
  return { loads: loads.map((load) => ({ path: '/', connections: CONNECTIONS, ...load })), ids, notes }
}

async function pageBytes(origin, path, cookie) {
  const answer = await fetch(`${origin}${path}`, { redirect: 'manual', headers: cookie ? { cookie } : {} })
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
  return (await answer.arrayBuffer()).byteLength
}
