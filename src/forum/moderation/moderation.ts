import { isStaff, type Viewer } from '../members/member.js'
import { Refusal } from '../../refusal.js'
import type { Site } from '../site/site.js'
import type { Thread } from '../threads/thread.js'

/** Code points of a reason at most. */
export const REASON_MAX = 100

/**
 * Why the viewer may not moderate this thread, or null: its board must be theirs, and a staff member's thread is
 * left to groups that are allowed to act on that group (PHPWind's tcanedit, 1.11).
 */
export function moderationRefusal(viewer: Viewer, thread: Thread, site: Site): Refusal | null {
  if (!viewer) return new Refusal('signed-out', (t) => t.refusal.signInFirst)
  if (!site.boards.isModerator(viewer, thread.boardId))
    return new Refusal('forbidden', (t) => t.moderation.othersBoard(moderatorNames(site, thread.boardId)))
  const authorGroup = site.groups.get(thread.authorGroupId)
  const isProtected = authorGroup !== undefined && isStaff(authorGroup)
  if (isProtected && !viewer.group.mayActOn.split(' ').includes(authorGroup.id)) {
    return new Refusal('forbidden', (t) => t.moderation.staffThread)
  }
  return null
}

/** Who moderates a board: those named on it, or else on the nearest board above that names any. */
function moderatorNames({ boards }: Site, boardId: number): string[] {
  const named = boards.pathTo(boardId).findLast((board) => board.moderators.length > 0)
  return named?.moderators.map(({ username }) => username) ?? []
}
