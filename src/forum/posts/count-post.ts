import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'

/** A post to be counted. `day` is the site's, like 2026-11-22. */
interface CountedPost {
  memberId: number
  boardId: number
  threadId: number
  day: string
  isThread: boolean
}

/** Adds a new post to the counts of its member, its board and its day. */
export async function countPost(
  db: Db,
  { memberId, boardId, threadId, day, isThread }: CountedPost,
): Promise<void> {
  const threads = Number(isThread)
  await countForMember.all(db, { memberId, threads })
  await countForBoard.all(db, { boardId, threadId, day, threads })
  await countForDay.all(db, { day })
}

const countForMember = prepared((db, { memberId, threads }: { memberId: number; threads: number }) =>
  db
    .updateTable('members')
    .set((eb) => ({ postCount: eb('postCount', '+', 1), threadCount: eb('threadCount', '+', threads) }))
    .where('id', '=', memberId),
)

const countForBoard = prepared(
  (
    db,
    { boardId, threadId, day, threads }: { boardId: number; threadId: number; day: string; threads: number },
  ) =>
    db
      .updateTable('boards')
      .set((eb) => ({
        postCount: eb('postCount', '+', 1),
        threadCount: eb('threadCount', '+', threads),
        // A new day starts its count with this post; one that came late belongs to a day that is over.
        todayCount: sql<number>`case when today = ${day} then today_count + 1 when today < ${day} then 1 else today_count end`,
        today: sql<string>`case when today < ${day} then ${day} else today end`,
        lastThreadId: threadId,
      }))
      .where('id', '=', boardId),
)

const countForDay = prepared((db, { day }: { day: string }) =>
  db
    .insertInto('dailyPosts')
    .values({ day, posts: 1 })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet((eb) => ({ posts: eb('dailyPosts.posts', '+', 1) })),
    ),
)
