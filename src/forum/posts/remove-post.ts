import type { Calendar } from '../../calendar.js'
import { settleThread } from '../counters/settle-thread.js'
import { tally } from '../counters/tally.js'
import { awardCredits } from '../credits/change-credit.js'
import type { Db } from '../../db/database.js'
import { lockMembers } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'
import type { Thread } from '../threads/thread.js'
import type { Post } from './post.js'

/**
 * Removes a reply: its floor stays as a gap, its text stays in the database, its counts and its award are taken
 * back. Returns false when it was removed already.
 */
export async function removePost(
  db: Db,
  site: Site,
  {
    post,
    thread,
    removerId,
    calendar,
  }: { post: Post; thread: Thread; removerId: number; calendar: Calendar },
): Promise<boolean> {
  const { now, today } = calendar
  return inTransaction(db, async (db) => {
    await lockMembers(db, [post.authorId])
    const { numUpdatedRows } = await db
      .updateTable('posts')
      .set({ removedAt: now, removedBy: removerId })
      .where('id', '=', post.id)
      .where('floor', '>', 0)
      .where('removedAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false

    await awardCredits(db, site, post.authorId, 'removed-reply', now)
    await settleThread(db, thread.id, now)
    const removed = {
      authorId: post.authorId,
      boardId: thread.boardId,
      threadId: thread.id,
      day: calendar.day(post.createdAt),
      isThread: false,
      isDigest: false,
    }
    await tally(db, [removed], { sign: -1, today })
    await changed(db, ...placesOf(thread, site.boards), `member:${post.authorId}`)
    return true
  })
}
