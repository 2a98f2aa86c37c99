import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'

/** Unread notices looked up at most: beyond 99 the badge says 99+. */
export const MOST_UNREAD = 100

/** An unread notice, and what has to be looked at for it to be read: a post, or the thread itself, or neither. */
export interface UnreadNotice {
  id: number
  threadId: number | null
  postId: number | null
}

/** Whose notices, and the boards they may read now: what lies elsewhere is neither listed nor counted. */
export interface NoticeReader {
  memberId: number
  readable: number[]
}

/**
 * The board of a notice's thread. Looked up one by one: joined, PostgreSQL would read the threads of all boards that the
 * member may read.
 */
export const boardOfNotice = sql<number>`(select board_id from threads where threads.id = notices.thread_id)`

/** Written out, so that the planner knows the index of what is unread to serve. */
export const isUnread = sql<boolean>`notices.is_read = 0`

/** A member's latest unread notices, of whatever board. */
export function latestUnread(db: Db, memberId: number) {
  return db
    .selectFrom('notices')
    .select(['notices.id as noticeId', 'notices.threadId', 'notices.postId', boardOfNotice.as('boardId')])
    .where('memberId', '=', memberId)
    .where(isUnread)
    .orderBy('notices.id', 'desc')
    .limit(MOST_UNREAD)
}

const unread = prepared((db, { memberId, readable }: NoticeReader) =>
  latestUnread(db, memberId).where(boardOfNotice, 'in', readable),
)

/** A member's latest unread notices of what they may read. */
export async function unreadNotices(db: Db, reader: NoticeReader): Promise<UnreadNotice[]> {
  const rows = reader.readable.length === 0 ? [] : await unread.all(db, reader)
  return rows.map(({ noticeId, threadId, postId }) => ({ id: noticeId, threadId, postId }))
}
