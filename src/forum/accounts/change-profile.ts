import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { changed, type Shown } from '../shown.js'

/** What a member may change of themselves; the signature with the HTML made of it. */
export interface Profile {
  honor: string
  signature: string
  signatureHtml: string
}

/** Posts of a member whose threads are told one by one that a profile has changed; of more, all threads are. */
const MOST_POSTS = 200

/** Stores a member's honour line and signature. Returns false when they were just so before. */
export async function changeProfile(db: Db, memberId: number, profile: Profile): Promise<boolean> {
  const { honor, signature, signatureHtml } = profile
  return inTransaction(db, async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('members')
      .set(profile)
      .where('id', '=', memberId)
      .where((eb) =>
        eb.or([
          eb('honor', '!=', honor),
          eb('signature', '!=', signature),
          eb('signatureHtml', '!=', signatureHtml),
        ]),
      )
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    // Read after the member is held: who posts at the same time has posted by now, or waits.
    const threads = await threadsOf(db, memberId)
    const all: Shown[] = threads ?? ['people']
    await changed(db, `member:${memberId}`, ...all)
    return true
  })
}

/** The threads a member has written in, or null when their posts are more than are looked through. */
async function threadsOf(db: Db, memberId: number): Promise<Shown[] | null> {
  const rows = await db
    .selectFrom('posts')
    .select('threadId')
    .where('authorId', '=', memberId)
    .orderBy('id', 'desc')
    .limit(MOST_POSTS + 1)
    .execute()
  if (rows.length > MOST_POSTS) return null
  return [...new Set(rows.map(({ threadId }): Shown => `thread:${threadId}`))]
}

/** A member's own account: what its forms need. */
export async function ownProfile(db: Db, memberId: number) {
  return db
    .selectFrom('members')
    .select(['honor', 'signature', 'email', 'passwordHash'])
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
}
