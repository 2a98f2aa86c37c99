import { signInMembers } from './bench-members.js'
import { startForum, stopServer } from './forum-process.js'
import { deepestPage, LONG_BOARD, LONG_THREAD, measuredPages } from './measured-pages.js'
import { pageTimes } from './page-times.js'

/** A thread whose first page is full in each size. */
const FULL_THREAD = '/threads/30'
const grown = { index: '/', 'board page 1': LONG_BOARD, 'thread page 1': FULL_THREAD, profile: '/members/3' }

/**
 * The time of pages as a member, whom no cache answers, on forums of all sizes side by side, and of deep pages beside
 * the first on the biggest, which comes first. Times are milliseconds.
 */
export async function measureGrowth(environments, readThrough) {
  const forums = []
  for (const environment of environments) {
    await readThrough(environment)
    const forum = await startForum(environment)
    // As many online on each index.
    const [{ cookie }] = await signInMembers(forum.origin)
    forums.push({ ...forum, cookie })
  }
  const { pages } = await measuredPages(forums[0].origin)
  const latest = pages.some(({ path }) => path === '/latest') ? { latest: '/latest' } : {}
  const paths = { ...grown, ...latest }
  const deep = await deepPages(forums[0].origin)

  // Apart from each other: a process asked twice running answers faster than one asked after its neighbours.
  const times = await pageTimes(
    Object.values(paths).flatMap((path) => forums.map(({ origin, cookie }) => ({ origin, cookie, path }))),
  )
  const deepTimes = await pageTimes(
    deep.flatMap(({ first, last }) => [first, last].map((path) => ({ ...forums[0], path }))),
  )
  await Promise.all(forums.map(stopServer))
  return {
    growth: Object.keys(paths).map((name) => {
      const ms = times.splice(0, forums.length)
      return { name, ms, ratio: ms.length > 1 ? ms[0] / ms.at(-1) : null }
    }),
    deep: deep.map(({ name }) => {
      const [firstMs, ms] = deepTimes.splice(0, 2)
      return { name, firstMs, ms, ratio: ms / firstMs }
    }),
  }
}

async function deepPages(origin) {
  const thread = await deepestPage(origin, LONG_THREAD, 1000)
  const board = await deepestPage(origin, LONG_BOARD, 500)
  return [
    { name: 'thread 1', page: thread, first: LONG_THREAD },
    { name: 'board', page: board, first: LONG_BOARD },
  ]
    .filter(({ page }) => page > 1)
    .map(({ name, page, first }) => ({ name: `${name} page ${page}`, first, last: `${first}?page=${page}` }))
}
