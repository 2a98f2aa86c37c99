import { bringBackSessionsOf } from './bring-back-sessions.js'
import type { Db } from '../../db/database.js'
import { inSteps } from '../../db/in-steps.js'
import { lockMembers } from '../../db/locking.js'
import { CLOCKS_APART } from '../../calendar.js'

/** Numbers of members looked through in one step. */
const MEMBERS_AT_ONCE = 1000

/**
 * Brings members' visits, what they have read, and their sessions back to now, and adds how many there were to `back`. All
 * members are looked through, by number: who has come back since the clock was right again would not be found by who is
 * online.
 */
export async function bringBackMembers(
  db: Db,
  { now, windowMs }: { now: number; windowMs: number },
  back: { members: number; sessions: number },
): Promise<void> {
  const { last } = await db
    .selectFrom('members')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  let after = 0
  await inSteps(db, 'times', async (db) => {
    const range = { after, upTo: after + MEMBERS_AT_ONCE }
    back.members += await bringBackVisits(db, range, { now, windowMs })
    await bringBackReads(db, range, now)
    back.sessions += await bringBackSessionsOf(db, range, now)
    after = range.upTo
    return { isLast: after >= (last ?? 0) }
  })
}

/** Members by number: those above `after`, up to `upTo`. */
interface MemberRange {
  after: number
  upTo: number
}

async function bringBackVisits(
  db: Db,
  { after, upTo }: MemberRange,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<number> {
  const latest = now + CLOCKS_APART
  const found = await db
    .selectFrom('members')
    .select(['id', 'lastVisitAt', 'previousVisitAt', 'readAllAt', 'lastPostAt', 'onlineUntil'])
    .where('id', '>', after)
    .where('id', '<=', upTo)
    .where((eb) =>
      eb.or([
        eb('onlineUntil', '>', latest + windowMs),
        eb('lastVisitAt', '>', latest),
        eb('previousVisitAt', '>', latest),
        eb('readAllAt', '>', latest),
        eb('lastPostAt', '>', latest),
      ]),
    )
    .execute()
  await lockMembers(
    db,
    found.map(({ id }) => id),
  )
  for (const { id, lastVisitAt, previousVisitAt, readAllAt, lastPostAt, onlineUntil } of found) {
    const times = {
      onlineUntil: onlineUntil > latest + windowMs ? now : onlineUntil,
      lastVisitAt: lastVisitAt === null ? null : Math.min(lastVisitAt, now),
      previousVisitAt: Math.min(previousVisitAt, now),
      readAllAt: Math.min(readAllAt, now),
      lastPostAt: Math.min(lastPostAt, now),
    }
    await db.updateTable('members').set(times).where('id', '=', id).execute()
  }
  return found.length
}

async function bringBackReads(db: Db, { after, upTo }: MemberRange, now: number): Promise<void> {
  await db
    .updateTable('threadReads')
    .set({ readAt: now })
    .where('memberId', '>', after)
    .where('memberId', '<=', upTo)
    .where('readAt', '>', now + CLOCKS_APART)
    .execute()
}
