import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { isUnread, mayBeRead, type NoticeReader } from './unread-notices.js'

/** Posts of a thread that a member was shown and has unread notices of; what is told of them after `upTo` is new again. */
export interface PostsSeen {
  memberId: number
  threadId: number
  postIds: readonly number[]
  /** the id of the member's newest notice then */
  upTo: number
}

/** Marks all of a member's notices that they may read as read. */
export async function readAllNotices(db: Db, { memberId, readable }: NoticeReader): Promise<void> {
  await db
    .updateTable('notices')
    .set({ isRead: 1 })
    .where('memberId', '=', memberId)
    .where(isUnread)
    .where(mayBeRead(readable))
    .execute()
}

const readOne = prepared((db, { id }: { id: number }) =>
  db.updateTable('notices').set({ isRead: 1 }).where('id', '=', id).where(isUnread),
)

/** Marks one notice as read. */
export async function readNotice(db: Db, id: number): Promise<void> {
  await readOne.all(db, { id })
}

/** Marks as read what a member's notices tell of a thread and of those of its posts that they have been shown. */
export async function readNoticesOf(db: Db, { memberId, threadId, postIds, upTo }: PostsSeen): Promise<void> {
  await db
    .updateTable('notices')
    .set({ isRead: 1 })
    .where('memberId', '=', memberId)
    .where(isUnread)
    .where('threadId', '=', threadId)
    .where('id', '<=', upTo)
    .where((eb) => eb.or([eb('postId', 'is', null), eb('postId', 'in', [...postIds])]))
    .execute()
}
