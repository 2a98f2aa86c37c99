import type { Db } from '../../src/db/database.js'
import type { Browser, Page } from '../support/browser.js'
import type { Name, World } from '../support/world.js'
import type { Pages } from './shared-pages.js'

/** The world with some more in it, and who does the deed. */
export interface Scene {
  world: World
  /** a thread in the board below another one */
  joke: number
  /** a thread pinned on top of every board */
  pinned: number
  /** the database as the process at whose door the deed is done has it */
  db: Db
  /** a browser at that door, signed in before any page was looked at where the deed names somebody */
  browser: Browser
}

/** Gives the page at an address, as it was looked at. */
export type At = (address: string) => Page

/** A deed, and how visitors' pages show it. */
export interface SeenDeed {
  /** its line of the site map, or its command */
  line: string
  by: Name | null
  /** what must have happened before anybody looks */
  before?: (scene: Scene) => Promise<void>
  run: (scene: Scene) => Promise<unknown>
  /** what to compare, on pages looked at before and after */
  look: (at: At, scene: Scene, pages: Pages) => unknown
  was: unknown
  is: unknown
}

/** Sends the form of a page, filled in. Throws when it is refused. */
export async function sendForm(
  browser: Browser,
  page: string,
  fields: Record<string, string | undefined> = {},
  form = 'form.form',
): Promise<void> {
  await browser.get(page)
  const answer = await browser.submit(form, fields)
  if (answer.status !== 303) throw new Error(`${page}: ${answer.status} ${answer.text('[role=alert]')}`)
}

/** How many pages have these words outside the footer. */
export function pagesWith(pages: Pages, words: string): number {
  const having = [...pages.values()].filter(({ html }) => html.replace(/<[^>]*>/g, '').includes(words))
  return having.filter((page) => page.text('header, main').includes(words)).length
}

/** A board's row in a list of boards: what it counts, and its last post with who wrote it. */
export function boardRow(page: Page, id: number): string {
  const row = `tr.board[data-board="${id}"]`
  return `${page.text(`${row} .count`)}, ${page.text(`${row} .last .subject`)}, ${page.text(`${row} .last .person`)}`
}

/** A thread's row in a list of threads: subject, replies, who wrote last. */
export function threadRow(page: Page, id: number): string {
  const row = `tr.thread[data-thread="${id}"]`
  return [`${row} a.subject`, `${row} .count b`, `${row} .last .person`]
    .map((part) => page.text(part))
    .join(', ')
}

/** The figures on top of the index: 今日, 主题, 帖子, 会员 and the like. */
export function figures(index: Page, ...names: string[]): string[] {
  return index.texts('.stats li').filter((line) => names.some((name) => line.startsWith(name)))
}
