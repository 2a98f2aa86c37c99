import type { Db } from '../../db/database.js'
import { tokenHash } from '../../secrets.js'

/** Ends one of the member's sessions by the id their list shows. Returns whether there was one. */
export async function endSession(db: Db, memberId: number, publicId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('memberId', '=', memberId)
    .where('publicId', '=', publicId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends all of the member's sessions but the one with this id; null ends them all. */
export async function endOtherSessions(db: Db, memberId: number, keptSid: string | null): Promise<void> {
  const query = db.deleteFrom('sessions').where('memberId', '=', memberId)
  await (keptSid === null ? query : query.where('idHash', '!=', tokenHash(keptSid))).execute()
}
