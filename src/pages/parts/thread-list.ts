import type { BoardTree } from '../../forum/boards/board-tree.js'
import { messages } from '../../i18n/zh-cn.js'
import { readBefore, type Viewer } from '../../forum/members/member.js'
import { person } from '../../forum/members/person.js'
import type { Presence } from '../../forum/presence/presence.js'
import type { Settings } from '../../forum/site/settings.js'
import { addressWith } from '../../web/paging.js'
import { highlightClass } from '../../forum/threads/highlight.js'
import type { ThreadRow } from '../../forum/threads/thread-queries.js'
import { pinStates } from '../../forum/threads/thread.js'

/** Page links in a row at most, before the gap to the last page. */
const FIRST_PAGES = 4

/** A thread's row as the list prints it; with `boards`, it names its board. */
export function threadRow(
  row: ThreadRow,
  {
    settings,
    viewer,
    presence,
    now,
    boards,
  }: { settings: Settings; viewer: Viewer; presence: Presence; now: number; boards?: BoardTree },
) {
  const state =
    row.pin > 0
      ? pinStates[row.pin]!
      : row.locked
        ? 'locked'
        : row.replyCount >= settings.hotReplies
          ? 'hot'
          : 'plain'
  const href = `/threads/${row.id}`
  return {
    id: row.id,
    subject: row.subject,
    href,
    state,
    stateLabel: messages.thread.states[state],
    highlightClass: highlightClass(row, now),
    digest: row.digest,
    // In a list of several boards each row names its own.
    board: boards ? { name: boards.get(row.boardId)!.name, href: `/boards/${row.boardId}` } : null,
    isNew: isNew(row, viewer, presence),
    author: person(row.authorId, row.authorName),
    createdAt: row.createdAt,
    replies: row.replyCount,
    views: row.viewCount,
    last: {
      author: person(row.lastAuthorId, row.lastAuthorName),
      at: row.lastPostAt,
      href: addressWith(href, { floor: 'last' }),
    },
    pages: pageLinks(href, Math.ceil(row.nextFloor / settings.postsPerPage)),
  }
}

/** Replied to by somebody else since the member's last visit, and not read to its end. */
function isNew(row: ThreadRow, viewer: Viewer, presence: Presence): boolean {
  if (!viewer || row.lastAuthorId === viewer.id) return false
  const readAt = Math.max(readBefore(viewer), row.readAt ?? 0, presence.pendingRead(viewer.id, row.id))
  return row.lastPostAt > readAt
}

/** Links in the row: 2 3 4 5 … 20. */
function pageLinks(href: string, pages: number): ({ n: number; href: string } | null)[] {
  const link = (n: number) => ({ n, href: addressWith(href, { page: n }) })
  const first = Array.from({ length: Math.min(pages, FIRST_PAGES + 1) - 1 }, (_, index) => link(index + 2))
  if (pages <= FIRST_PAGES + 1) return first
  return pages === FIRST_PAGES + 2 ? [...first, link(pages)] : [...first, null, link(pages)]
}
