import { sql } from 'kysely'
import type { Db } from '../db/database.js'

/** One page of a member's notices, the latest first, with subjects only of threads in boards they may read now. */
export async function noticesOf(
  db: Db,
  {
    memberId,
    readable,
    limit,
    offset,
  }: { memberId: number; readable: number[]; limit: number; offset: number },
) {
  return db
    .selectFrom('notices')
    .innerJoin('threads', 'threads.id', 'notices.threadId')
    .innerJoin('members', 'members.id', 'notices.actorId')
    .select([
      'notices.id',
      'notices.kind',
      'notices.threadId',
      'notices.postId',
      'notices.deed',
      'notices.reason',
      'notices.createdAt',
      'notices.isRead',
      'threads.subject',
      'members.id as actorId',
      'members.username as actorName',
    ])
    .where('notices.memberId', '=', memberId)
    .where('threads.boardId', 'in', readable.length > 0 ? readable : [0])
    .orderBy('notices.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** How many notices the list has. */
export async function countNotices(db: Db, memberId: number, readable: number[]): Promise<number> {
  const { count } = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('notices.memberId', '=', memberId)
    // Looked up one by one: joined, PostgreSQL would read the threads of all these boards.
    .where(
      sql<number>`(select board_id from threads where threads.id = notices.thread_id)`,
      'in',
      readable.length > 0 ? readable : [0],
    )
    .executeTakeFirstOrThrow()
  return count
}
