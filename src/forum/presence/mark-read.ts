import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'

/** Marks all threads as read for a member: what was replied to before `now` is no longer new. */
export async function markAllRead(db: Db, memberId: number, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    await db.updateTable('members').set({ readAllAt: now }).where('id', '=', memberId).execute()
    await db.deleteFrom('threadReads').where('memberId', '=', memberId).execute()
  })
}
