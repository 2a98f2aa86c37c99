import { sql } from 'kysely'
import type { Db } from '../db/database.js'

/** Adds a new post to the counts of its member, its board and its day. `day` is the site's, like 2026-11-22. */
export async function countPost(
  db: Db,
  {
    memberId,
    boardId,
    threadId,
    day,
    isThread,
  }: { memberId: number; boardId: number; threadId: number; day: string; isThread: boolean },
): Promise<void> {
  await db
    .updateTable('members')
    .set((eb) => ({
      postCount: eb('postCount', '+', 1),
      threadCount: eb('threadCount', '+', Number(isThread)),
    }))
    .where('id', '=', memberId)
    .execute()
  await db
    .updateTable('boards')
    .set((eb) => ({
      postCount: eb('postCount', '+', 1),
      threadCount: eb('threadCount', '+', Number(isThread)),
      // A new day starts its count with this post; one that came late belongs to a day that is over.
      todayCount: sql<number>`case when today = ${day} then today_count + 1 when today < ${day} then 1 else today_count end`,
      today: sql<string>`case when today < ${day} then ${day} else today end`,
      lastThreadId: threadId,
    }))
    .where('id', '=', boardId)
    .execute()
  await db
    .insertInto('dailyPosts')
    .values({ day, posts: 1 })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet((eb) => ({ posts: eb('dailyPosts.posts', '+', 1) })),
    )
    .execute()
}
