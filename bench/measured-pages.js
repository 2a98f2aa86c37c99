/** The biggest board, and the thread with more than 1,000 pages once there are 100,000 posts. */
export const LONG_BOARD = '/boards/5'
export const LONG_THREAD = '/threads/1'

/** The pages measured one by one, with names; pages this forum doesn't have are left out, and a note says so. */
export async function measuredPages(origin) {
  const boardPage = await deepestPage(origin, LONG_BOARD, 500)
  const threadPage = await deepestPage(origin, LONG_THREAD, 1000)
  const wanted = [
    { name: 'index', path: '/' },
    { name: 'board page 1', path: LONG_BOARD },
    deepPage('board', LONG_BOARD, boardPage, 500),
    { name: 'thread page 1', path: '/threads/2' },
    { name: 'thread 1 page 1', path: LONG_THREAD },
    deepPage('thread 1', LONG_THREAD, threadPage, 1000),
    { name: 'profile', path: '/members/3' },
    { name: 'latest', path: '/latest' },
  ]
  const pages = []
  const notes = []
  for (const { name, path, isMissing = false } of wanted) {
    if (!isMissing && (await isThere(origin, path))) pages.push({ name, path })
    else notes.push(`${name} (${path}) is left out: this forum has no such page.`)
  }
  return { pages, notes }
}

/** The number of the deepest page of a list, or `most` if it has more. */
export async function deepestPage(origin, path, most) {
  const html = await (await fetch(`${origin}${path}`)).text()
  const links = new RegExp(`"${path}[?](?:[^"]*[&;])?page=(\\d+)`, 'g')
  const linked = [...html.matchAll(links)].map(([, page]) => Number(page))
  return Math.min(most, Math.max(1, ...linked))
}

/** A list's page `wanted`, or its deepest if it has fewer: then the name says so. A list of one page has none. */
function deepPage(list, path, page, wanted) {
  if (page === 1) return { name: `${list} page ${wanted}`, path: `${path}?page=${wanted}`, isMissing: true }
  const name = `${list} page ${page}${page < wanted ? ' (its deepest)' : ''}`
  return { name, path: `${path}?page=${page}` }
}

async function isThere(origin, path) {
  const answer = await fetch(`${origin}${path}`)
  await answer.arrayBuffer()
  return answer.status !== 404
}
