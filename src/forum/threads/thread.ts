import type { Viewer } from '../members/member.js'
import { Refusal } from '../../refusal.js'
import type { HighlightColumns } from './highlight.js'

/** A thread as its page and its deeds need it. Times are milliseconds UTC. */
export interface Thread extends HighlightColumns {
  id: number
  boardId: number
  authorId: number
  authorName: string
  authorGroupId: string
  subject: string
  createdAt: number
  lastPostAt: number
  /** floors run from 0 to nextFloor − 1 */
  nextFloor: number
  replyCount: number
  viewCount: number
  pin: number
  /** milliseconds UTC; null: for ever */
  pinUntil: number | null
  digest: number
  locked: number
}

/** Pins: in the thread's board, in its category, on the whole site. */
export const pinStates = ['plain', 'pin-board', 'pin-category', 'pin-site'] as const

/** Why the viewer may not reply, or null when they may. Moderators of the board may reply to a locked thread. */
export function replyRefusal(viewer: Viewer, thread: Thread, isModerator: boolean): Refusal | null {
  if (!viewer) return new Refusal('signed-out', (t) => t.refusal.signInFirst)
  if (!viewer.group.mayPost) return new Refusal('forbidden', (t) => t.refusal.banned)
  if (thread.locked === 1 && !isModerator) return new Refusal('conflict', (t) => t.thread.locked)
  return null
}

/** The page, from 1, on which a floor stands. In 倒序 the first floor stays on top and the newest follows it. */
export function pageOfFloor(floor: number, perPage: number): number {
  return Math.floor(floor / perPage) + 1
}

/** The floors of one page: a range, and whether floor 0 stands before it. */
export function floorsOfPage(
  page: number,
  { nextFloor, perPage, isDescending }: { nextFloor: number; perPage: number; isDescending: boolean },
): { from: number; to: number; withFirst: boolean } {
  const start = (page - 1) * perPage
  if (!isDescending) return { from: start, to: start + perPage - 1, withFirst: false }
  // Places in 倒序: floor 0, then nextFloor − 1, nextFloor − 2, … 1.
  const newest = nextFloor - Math.max(1, start)
  const oldest = nextFloor - (start + perPage - 1)
  return { from: Math.max(1, oldest), to: newest, withFirst: start === 0 }
}
