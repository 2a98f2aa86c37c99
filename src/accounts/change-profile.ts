import type { Db } from '../db/database.js'
import { inTransaction } from '../db/transaction.js'
import { changed } from '../shown.js'

/** What a member may change of themselves; the signature with the HTML made of it. */
export interface Profile {
  honor: string
  signature: string
  signatureHtml: string
}

/** Stores a member's honour line and signature. */
export async function changeProfile(db: Db, memberId: number, profile: Profile): Promise<void> {
  await inTransaction(db, async (db) => {
    await db.updateTable('members').set(profile).where('id', '=', memberId).execute()
    await changed(db, 'people')
  })
}

/** A member's own account: what its forms need. */
export async function ownProfile(db: Db, memberId: number) {
  return db
    .selectFrom('members')
    .select(['honor', 'signature', 'email', 'passwordHash'])
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
}
