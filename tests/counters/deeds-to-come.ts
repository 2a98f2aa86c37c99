import type { Calendar } from '../../src/calendar.js'
import type { Db } from '../../src/db/database.js'
import { lockMembers } from '../../src/db/locking.js'
import { inTransaction } from '../../src/db/transaction.js'
import { retellLastThread, settleThread } from '../../src/forum/counters/settle-thread.js'
import { tally, type TalliedPost } from '../../src/forum/counters/tally.js'

/** Lets a removed reply stand again. */
export async function restorePost(db: Db, id: number, calendar: Calendar): Promise<void> {
  await inTransaction(db, async (db) => {
    const restored = await db
      .updateTable('posts')
      .set({ removedAt: null, removedBy: null })
      .where('id', '=', id)
      .where('removedAt', 'is not', null)
      .returning('threadId')
      .executeTakeFirst()
    if (!restored) return
    const posts = (await talliedPosts(db, restored.threadId, calendar)).filter((post) => post.id === id)
    await settleThread(db, restored.threadId, calendar.now)
    await tally(db, posts, { sign: 1, today: calendar.today })
  })
}

/** Carries a thread to another board. */
export async function moveThread(
  db: Db,
  { id, boardId, calendar }: { id: number; boardId: number; calendar: Calendar },
): Promise<void> {
  const { now, today } = calendar
  await inTransaction(db, async (db) => {
    const before = await talliedPosts(db, id, calendar)
    await lockMembers(
      db,
      before.map((post) => post.authorId),
    )
    await db.updateTable('threads').set({ boardId }).where('id', '=', id).execute()
    await settleThread(db, id, now)
    await retellLastThread(db, before[0]!.boardId)
    await tally(db, before, { sign: -1, today })
    await tally(db, await talliedPosts(db, id, calendar), { sign: 1, today })
  })
}

/** The posts of a thread that stand, as they are counted. */
export async function talliedPosts(
  db: Db,
  threadId: number,
  calendar: Calendar,
): Promise<(TalliedPost & { id: number })[]> {
  const rows = await db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.threadId')
    .select([
      'posts.id',
      'posts.authorId',
      'posts.floor',
      'posts.createdAt',
      'threads.boardId',
      'threads.digest',
    ])
    .where('threadId', '=', threadId)
    .where('removedAt', 'is', null)
    .execute()
  return rows.map(({ id, authorId, floor, createdAt, boardId, digest }) => ({
    id,
    authorId,
    boardId,
    threadId,
    day: calendar.day(createdAt),
    isThread: floor === 0,
    isDigest: floor === 0 && digest > 0,
  }))
}
