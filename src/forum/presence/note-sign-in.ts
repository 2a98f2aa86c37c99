import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { forgetOldReads, writeMembers } from './flush-presence.js'
import { VISIT_GAP, type MemberSeen } from './presence.js'

/** Shows a member as online from the moment they sign in; after a gap it begins a new visit. Milliseconds. */
export async function noteSignIn(
  db: Db,
  memberId: number,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<void> {
  const { lastVisitAt } = await db
    .selectFrom('members')
    .select('lastVisitAt')
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
  const isNewVisit = lastVisitAt !== null && now - lastVisitAt > VISIT_GAP
  await db
    .updateTable('members')
    .set({
      lastVisitAt: now,
      onlineUntil: now + windowMs,
      ...(isNewVisit ? { previousVisitAt: lastVisitAt } : {}),
    })
    .where('id', '=', memberId)
    .execute()
  if (isNewVisit) await forgetOldReads(db, memberId, lastVisitAt)
}

/** Shows a member as offline from the moment they sign out (PHPWind 1.9), with what had gathered of their visit. */
export async function noteSignOut(
  db: Db,
  memberId: number,
  {
    now,
    pending,
    onlineGapSeconds,
  }: { now: number; pending: MemberSeen | undefined; onlineGapSeconds: number },
): Promise<void> {
  await inTransaction(db, async (db) => {
    if (pending) await writeMembers(db, [pending], onlineGapSeconds)
    await db
      .updateTable('members')
      .set({ onlineUntil: now, lastVisitAt: now })
      .where('id', '=', memberId)
      .execute()
  })
}
