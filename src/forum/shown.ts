import type { Db } from '../db/database.js'
import { raiseVersions } from '../db/versions.js'

/**
 * What pages show and deeds change, each with a version in the database. A kept page names what it shows and is made
 * anew as soon as one of its names was raised.
 *
 * site: whatever `loadSite` reads, and all pages at once · posts: any thread or post anywhere · people: honour lines and
 * signatures of members who have written in so many threads that they are not named one by one · newcomers: who has joined · titles: subjects and highlights of threads · pinned: threads
 * pinned beyond their own board · thread, board, member: one of them; a board's with what stands below it
 */
export type Shown =
  | 'site'
  | 'posts'
  | 'people'
  | 'newcomers'
  | 'titles'
  | 'pinned'
  | `thread:${number}`
  | `board:${number}`
  | `member:${number}`

/** To be called by every deed, in its transaction, for what it changes on pages. */
export async function changed(db: Db, ...names: Shown[]): Promise<void> {
  await raiseVersions(db, names)
}

/** What shows a thread: its own page, its board with those above, and the boards where it is pinned. */
export function placesOf(
  thread: { id: number; boardId: number; pin: number },
  boards: { pathTo: (id: number) => { id: number }[] },
): Shown[] {
  const path = boards.pathTo(thread.boardId).map((board): Shown => `board:${board.id}`)
  return [`thread:${thread.id}`, 'posts', ...path, ...(thread.pin > 1 ? (['pinned'] as const) : [])]
}

/** To be called by every deed that changes a setting, a group, a level, a credit kind, a mood, a board or a moderator. */
export async function siteChanged(db: Db): Promise<void> {
  await changed(db, 'site')
}
