import type { Visit } from '../visit.js'
import { MOST_UNREAD } from '../../forum/notices/unread-notices.js'

/**
 * Notes that what the viewer's notices tell of a thread and of those of its posts that the page shows has been seen. The
 * page's own badge counts them no more; presence has them written.
 */
export function seePosts(visit: Visit, threadId: number, postIds: number[]): void {
  const { viewer, presence, unread } = visit
  if (!viewer) return
  const left = unread.filter(
    (notice) => notice.threadId !== threadId || (notice.postId !== null && !postIds.includes(notice.postId)),
  )
  // What lies beyond those looked up may be of this thread too.
  const isCut = unread.length === MOST_UNREAD
  if (left.length === unread.length && !isCut) return
  presence.noteSeen({ memberId: viewer.id, threadId, postIds, upTo: unread[0]!.id })
  if (!isCut) visit.unread = left
}
