import type { Db } from '../db/database.js'

/** Shows a member as online from the moment they sign in. Milliseconds. */
export async function noteSignIn(
  db: Db,
  memberId: number,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<void> {
  await db
    .updateTable('members')
    .set((eb) => ({
      previousVisitAt: eb.fn.coalesce('lastVisitAt', eb.val(0)),
      lastVisitAt: now,
      onlineUntil: now + windowMs,
    }))
    .where('id', '=', memberId)
    .execute()
}

/** Shows a member as offline from the moment they sign out. PHPWind 1.9. */
export async function noteSignOut(db: Db, memberId: number, now: number): Promise<void> {
  await db
    .updateTable('members')
    .set({ onlineUntil: now, lastVisitAt: now })
    .where('id', '=', memberId)
    .execute()
}
