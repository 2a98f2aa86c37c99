import { awardCredits } from '../credits/change-credit.js'
import type { Db } from '../../db/database.js'
import { lockMembers } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'
import { retellLastPost } from '../threads/retell-last-post.js'
import type { Thread } from '../threads/thread.js'
import type { Post } from './post.js'

/**
 * Removes a reply: its floor stays as a gap, its text stays in the database, its counts and its award are taken
 * back. Returns false when it was removed already. `day` is the site's day on which it was posted.
 */
export async function removePost(
  db: Db,
  site: Site,
  {
    post,
    thread,
    removerId,
    day,
    now,
  }: { post: Post; thread: Thread; removerId: number; day: string; now: number },
): Promise<boolean> {
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

    await uncountReply(db, { post, thread, day })
    await awardCredits(db, site, post.authorId, 'removed-reply', now)
    await retellLastPost(db, thread)
    await changed(db, ...placesOf(thread, site.boards), `member:${post.authorId}`)
    return true
  })
}

async function uncountReply(
  db: Db,
  { post, thread, day }: { post: Post; thread: Thread; day: string },
): Promise<void> {
  await db
    .updateTable('threads')
    .set((eb) => ({ replyCount: eb('replyCount', '-', 1) }))
    .where('id', '=', thread.id)
    .execute()
  await db
    .updateTable('members')
    .set((eb) => ({ postCount: eb('postCount', '-', 1) }))
    .where('id', '=', post.authorId)
    .execute()
  await db
    .updateTable('boards')
    .set((eb) => ({
      postCount: eb('postCount', '-', 1),
      todayCount: eb
        .case()
        .when('today', '=', day)
        .then(eb('todayCount', '-', 1))
        .else(eb.ref('todayCount'))
        .end(),
    }))
    .where('id', '=', thread.boardId)
    .execute()
  await db
    .updateTable('dailyPosts')
    .set((eb) => ({ posts: eb('posts', '-', 1) }))
    .where('day', '=', day)
    .execute()
}
