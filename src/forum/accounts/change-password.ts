import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { endOtherSessions } from './end-sessions.js'

/** Stores a new password hash and ends every session of the member. */
export async function changePassword(
  db: Db,
  { memberId, passwordHash }: { memberId: number; passwordHash: string },
): Promise<void> {
  await inTransaction(db, async (db) => {
    await db.updateTable('members').set({ passwordHash }).where('id', '=', memberId).execute()
    await endOtherSessions(db, memberId, null)
  })
}
