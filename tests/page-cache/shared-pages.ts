import { load } from 'cheerio'
import { expect } from 'vitest'
import type { Db } from '../../src/db/database.js'
import { recordStatements } from '../../src/db/statement-record.js'
import type { KeptRoute } from '../../src/pages/route.js'
import { routes } from '../../src/routes.js'
import type { Browser, Page } from '../support/browser.js'

/** Pages by their address. */
export type Pages = ReadonlyMap<string, Page>

/** Every address that visitors share a page at, by the site map: all boards, threads and members, with all they take in the query. */
export async function sharedAddresses(db: Db): Promise<string[]> {
  const posts = await db.selectFrom('posts').select(['threadId', 'authorId']).distinct().execute()
  const ids: Record<string, number[]> = {
    boards: (await db.selectFrom('boards').select('id').execute()).map((row) => row.id),
    threads: [...new Set(posts.map((post) => post.threadId))],
    members: (await db.selectFrom('members').select('id').execute()).map((row) => row.id),
  }
  const authors = (id: number) => posts.filter((post) => post.threadId === id).map((post) => post.authorId)
  return routes.flatMap(({ path, kept }) => {
    if (!kept) return []
    if (!path.includes(':')) return withQueries(path, kept, [])
    const things = ids[path.split('/')[1]!]
    if (!things) throw new Error(`what are the ids of ${path}?`)
    return things.flatMap((id) => withQueries(path.replace(':id', String(id)), kept, authors(id)))
  })
}

function withQueries(address: string, { query }: KeptRoute, authors: number[]): string[] {
  const queries = Object.entries(query).flatMap(([name, rule]) => {
    if (rule === 'never') return []
    if (rule !== 'number') return rule.map((word) => `?${name}=${word}`)
    if (name === 'page') return ['?page=2']
    if (name === 'author') return authors.map((id) => `?author=${id}`)
    throw new Error(`what are the values of ${name}?`)
  })
  return ['', ...queries].map((each) => address + each)
}

/** What a visitor finds at these addresses, one after the other: a forum under load lets its lists be behind. */
export async function lookAt(browser: Browser, addresses: string[]): Promise<Pages> {
  const pages = new Map<string, Page>()
  for (const address of addresses) pages.set(address, await browser.get(address))
  return pages
}

/** The same, made for this moment: who has a session, even one that has ended, is never answered from memory. */
export async function lookAnew(browser: Browser, addresses: string[]): Promise<Pages> {
  const pages = new Map<string, Page>()
  for (const address of addresses) {
    const page = await browser.get(address, { cookie: 'sid=ended' })
    expect(page.headers.get('etag'), `${address} was made anew`).toBeNull()
    pages.set(address, page)
  }
  return pages
}

/** Which of these addresses are made anew when a visitor asks for them: a page from memory runs no statement but for its versions. */
export async function madeAnew(browser: Browser, addresses: string[]): Promise<string[]> {
  const made: string[] = []
  let statements = 0
  const stop = recordStatements(({ text }) => {
    if (!text.includes('"versions"')) statements++
  })
  for (const address of addresses) {
    statements = 0
    await browser.get(address)
    if (statements > 0) made.push(address)
  }
  stop()
  return made
}

/** The good pages among them. */
export function goodPages(pages: Pages): string[] {
  return [...pages].filter(([, page]) => page.status === 200).map(([address]) => address)
}

/** Throws when a kept page differs from one made anew in what may not be a minute late. */
export function expectExact(kept: Page, anew: Page, where: string): void {
  // Most are the same but for their foot: these need not be taken apart.
  if (kept.status === anew.status && withoutFoot(kept) === withoutFoot(anew)) return
  expect(exactPart(kept), where).toBe(exactPart(anew))
}

function withoutFoot({ html }: Page): string {
  return html.replace(/<footer class="foot">.*?<\/footer>/s, '')
}

/**
 * A page without what a kept one may show a minute late: the clock and the cost, who is online, and other people's
 * counters.
 */
function exactPart({ status, html }: Page): string {
  const $ = load(html)
  $('footer.foot, .panel:has(h2:contains("在线用户")), .presence').remove()
  $('dl.member-panel, .profile-head .num').remove()
  $('.trace p.num').each((_index, line) => {
    $(line).text(
      $(line)
        .text()
        .replace(/\d+ 回复/, ''),
    )
  })
  return `${status} ${$.html()}`
}
