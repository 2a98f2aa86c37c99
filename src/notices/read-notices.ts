import type { Db } from '../db/database.js'
import { lockMembers } from '../db/locking.js'
import { inTransaction } from '../db/transaction.js'

/** Marks all of a member's notices as read. Returns how many were not. */
export async function readAllNotices(db: Db, memberId: number): Promise<number> {
  return inTransaction(db, async (db) => {
    await lockMembers(db, [memberId])
    const { numUpdatedRows } = await db
      .updateTable('notices')
      .set({ isRead: 1 })
      .where('memberId', '=', memberId)
      .where('isRead', '=', 0)
      .executeTakeFirst()
    await db.updateTable('members').set({ unreadNotices: 0 }).where('id', '=', memberId).execute()
    return Number(numUpdatedRows)
  })
}
