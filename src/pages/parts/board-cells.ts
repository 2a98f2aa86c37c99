import { person, type Person } from '../../forum/members/person.js'
import type { Viewer } from '../../forum/members/member.js'
import type { Site } from '../../forum/site/site.js'
import { highlightClass } from '../../forum/threads/highlight.js'
import type { BoardCounts } from '../../forum/boards/board-queries.js'
import type { Board } from '../../forum/boards/board.js'

/** One board in a list of boards. */
export interface BoardCell extends Omit<Board, 'parentId' | 'allowedGroups' | 'moderators'> {
  href: string
  isNew: boolean
  today: number
  threads: number
  posts: number
  moderators: Person[]
  subBoards: { name: string; href: string }[]
  last: null | { subject: string; href: string; highlightClass: string; at: number; author: Person }
}

/** The boards directly below `parentId` that the viewer may read, with their counts. */
export function boardCells(
  site: Site,
  viewer: Viewer,
  { parentId, counts, now }: { parentId: number; counts: ReadonlyMap<number, BoardCounts>; now: number },
): BoardCell[] {
  const readable = (board: Board) => site.boards.isReadable(viewer, board.id)
  return site.boards
    .childrenOf(parentId)
    .filter(readable)
    .map((board) => {
      const count = counts.get(board.id)
      return {
        id: board.id,
        name: board.name,
        href: boardHref(board),
        description: board.description,
        access: board.access,
        // To a visitor what is new is what was posted today.
        isNew: viewer ? count?.hasUnread === 1 : (count?.todayCount ?? 0) > 0,
        today: count?.todayCount ?? 0,
        threads: count?.threadCount ?? 0,
        posts: count?.postCount ?? 0,
        moderators: moderatorsOf(board),
        subBoards: site.boards
          .childrenOf(board.id)
          .filter(readable)
          .map((sub) => ({ name: sub.name, href: boardHref(sub) })),
        last: count ? lastPost(count, now) : null,
      }
    })
}

/** The address of a board. */
export function boardHref(board: { id: number }): string {
  return `/boards/${board.id}`
}

/** A board's moderators as links. */
export function moderatorsOf(board: Board): Person[] {
  return board.moderators.map(({ id, username }) => person(id, username))
}

/** The links from the site's name down to a board; `last` may add one more without a link. */
export function trailTo(site: Site, boardId: number, ...more: { name: string; href: string | null }[]) {
  const boards = site.boards
    .pathTo(boardId)
    .map((board) => ({ name: board.name, href: boardHref(board) as string | null }))
  return [{ name: site.settings.siteName, href: '/' as string | null }, ...boards, ...more]
}

function lastPost(count: BoardCounts, now: number): BoardCell['last'] {
  const { threadId, subject, lastPostAt, authorId, authorName } = count
  if (
    threadId === null ||
    subject === null ||
    lastPostAt === null ||
    authorId === null ||
    authorName === null
  )
    return null
  return {
    subject,
    href: `/threads/${threadId}?floor=last`,
    highlightClass: highlightClass(count, now),
    at: lastPostAt,
    author: person(authorId, authorName),
  }
}
