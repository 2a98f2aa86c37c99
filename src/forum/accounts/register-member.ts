import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { memberNameKey } from '../members/member-name.js'
import { Refusal } from '../../refusal.js'
import { changed } from '../shown.js'

/** A member to be added; name and e-mail have been checked, the password is hashed. */
export interface NewMember {
  username: string
  email: string
  passwordHash: string
  groupId: string
  now: number
}

/**
 * Adds a member and returns its id. Throws a Refusal when the name, one that looks like it, or the e-mail is taken, and
 * does not say which: nobody shall learn whose addresses are members'.
 */
export async function registerMember(
  db: Db,
  { username, email, passwordHash, groupId, now }: NewMember,
): Promise<number> {
  return inTransaction(db, async (db) => {
    const usernameKey = memberNameKey(username)
    const emailKey = email.toLowerCase()
    const taken = await db
      .selectFrom('members')
      .select('id')
      .where((eb) => eb.or([eb('usernameKey', '=', usernameKey), eb('emailKey', '=', emailKey)]))
      .execute()
    if (taken.length > 0) throw new Refusal('invalid', (t) => t.member.taken)

    const { id } = await db
      .insertInto('members')
      .values({
        username,
        usernameKey,
        email,
        emailKey,
        passwordHash,
        groupId,
        registeredAt: now,
        lastVisitAt: now,
        previousVisitAt: now,
        readAllAt: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .updateTable('siteCounters')
      .set({ value: sql`value + 1` })
      .where('name', '=', 'members')
      .execute()
    await changed(db, 'newcomers')
    return id
  })
}
