import type { Viewer } from '../members/member.js'

/** A category (no parent), a board, or a sub-board, as the site's structure knows it: without its counts. */
export interface Board {
  id: number
  parentId: number | null
  name: string
  description: string
  access: BoardAccess
  /** who may read a hidden board */
  allowedGroups: readonly string[]
  moderators: readonly { id: number; username: string }[]
}

/** open: everybody · members: who is signed in · hidden: only its named groups */
export type BoardAccess = 'open' | 'members' | 'hidden'

export const boardAccesses = ['open', 'members', 'hidden'] as const satisfies BoardAccess[]

/** Length limits in code points. */
export const boardLimits = { name: 30, description: 200 }

/** Whether the viewer passes this one board's door; its parents have doors of their own. */
export function passesBoardDoor(viewer: Viewer, board: Board): boolean {
  if (board.access === 'open') return true
  if (!viewer) return false
  if (board.access === 'members') return true
  return (
    board.allowedGroups.includes(viewer.group.id) ||
    viewer.group.mayAdminister === 1 ||
    board.moderators.some((moderator) => moderator.id === viewer.id)
  )
}
