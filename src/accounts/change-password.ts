import type { Db } from '../db/database.js'
import { inTransaction } from '../db/transaction.js'
import { endOtherSessions } from './end-sessions.js'

/** Stores a new password hash and ends every session but the one with `keptSid` (null: all of them). */
export async function changePassword(
  db: Db,
  { memberId, passwordHash, keptSid }: { memberId: number; passwordHash: string; keptSid: string | null },
): Promise<void> {
  await inTransaction(db, async (db) => {
    await db.updateTable('members').set({ passwordHash }).where('id', '=', memberId).execute()
    await endOtherSessions(db, memberId, keptSid)
  })
}
