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

/** Whose notices, and the boards they may read now: what has to do with others is neither listed nor counted. */
export interface NoticeReader {
  memberId: number
  readable: number[]
}

/**
 * The board of a notice's thread. Looked up one by one: joined, PostgreSQL would read the threads of all boards that the
 * member may read.
 */
const boardOfNotice = sql<number>`(select board_id from threads where threads.id = notices.thread_id)`

/** Matches notices of a thread in these boards, and those that have to do with no thread. */
export function mayBeRead(readable: number[]) {
  const boards = sql.join(readable.length === 0 ? [NO_BOARD] : readable)
  return sql<boolean>`(notices.thread_id is null or ${boardOfNotice} in (${boards}))`
}

const NO_BOARD = 0

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
  latestUnread(db, memberId).where(mayBeRead(readable)),
)

/** A member's latest unread notices of what they may read. */
export async function unreadNotices(db: Db, reader: NoticeReader): Promise<UnreadNotice[]> {
  const rows = await unread.all(db, reader)
  return rows.map(({ noticeId, threadId, postId }) => ({ id: noticeId, threadId, postId }))
}
