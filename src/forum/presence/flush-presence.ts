import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { ROWS_AT_ONCE } from '../../db/in-steps.js'
import { lockMembers, takeTurns } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import { countOnlineMembers } from '../members/member-queries.js'
import { readNoticesOf } from '../notices/read-notices.js'
import { CLOCKS_APART } from '../../calendar.js'
import { VISIT_GAP, type MemberSeen, type PresenceBatch } from './presence.js'
import type { ThreadRead } from './read-marks.js'

/** How long after the last request a member counts as online. PHPWind: one and a half times the gap that still counts. */
export function onlineWindow(onlineGapSeconds: number): number {
  return onlineGapSeconds * 1500
}

/**
 * Writes a batch in one transaction: visits, online time, view counts, read marks, guests. Any number of processes may
 * write theirs: what a batch adds is reckoned from what stands in the database, so nothing counts twice.
 * Returns pages read before what they follow on: another process may be about to write that.
 */
export async function flushPresence(
  db: Db,
  { members, threadViews, threadReads, postsSeen, guests }: PresenceBatch,
  onlineGapSeconds: number,
): Promise<ThreadRead[]> {
  return inTransaction(db, async (db) => {
    // Two batches may hold the same threads in another order.
    await takeTurns(db, 'presence')
    if (members.length > 0) await writeMembers(db, members, onlineGapSeconds)
    if (threadViews.length > 0) {
      const rows = threadViews.map(({ threadId, views }) => amounts(threadId, views))
      await sql`
        with seen(id, views) as (values ${sql.join(rows)})
        update threads set view_count = view_count + seen.views from seen where threads.id = seen.id`.execute(
        db,
      )
    }
    const early = await writeReads(db, threadReads)
    for (const seen of postsSeen) await readNoticesOf(db, seen)
    if (guests.length > 0) {
      await db
        .insertInto('guestsOnline')
        .values(guests)
        .onConflict((conflict) =>
          conflict
            .column('guestKey')
            .doUpdateSet((eb) => ({ lastSeenAt: eb.ref('excluded.lastSeenAt') }))
            .whereRef('guestsOnline.lastSeenAt', '<', 'excluded.lastSeenAt'),
        )
        .execute()
    }
    return early
  })
}

/**
 * Writes up to when threads were read. Pages read backwards count from the oldest on, as far as one reaches the next.
 * Returns those that reach nothing.
 */
async function writeReads(db: Db, reads: readonly ThreadRead[]): Promise<ThreadRead[]> {
  const early: ThreadRead[] = []
  const rows = reads.filter(({ after }) => after === 0)
  if (rows.length > 0)
    await db
      .insertInto('threadReads')
      .values(rows.map(({ memberId, threadId, readAt }) => ({ memberId, threadId, readAt })))
      .onConflict((conflict) =>
        conflict
          .columns(['memberId', 'threadId'])
          .doUpdateSet((eb) => ({ readAt: eb.ref('excluded.readAt') }))
          .whereRef('threadReads.readAt', '<', 'excluded.readAt'),
      )
      .execute()
  const backwards = reads.filter(({ after }) => after > 0).sort((a, b) => a.after - b.after)
  for (const read of backwards) {
    const { memberId, threadId, readAt, after } = read
    const { numUpdatedRows } = await db
      .updateTable('threadReads')
      .set({ readAt })
      .where('memberId', '=', memberId)
      .where('threadId', '=', threadId)
      .where('readAt', '>=', after)
      .where('readAt', '<', readAt)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) early.push(read)
  }
  return early
}

/** Writes members' requests; who has signed out since stays signed out. */
export async function writeMembers(db: Db, seen: MemberSeen[], onlineGapSeconds: number): Promise<void> {
  await lockMembers(
    db,
    seen.map(({ memberId }) => memberId),
  )
  const rows = seen.map(({ memberId, firstAt, lastAt }) => amounts(memberId, firstAt, lastAt))
  const given = sql`with seen(id, first_at, last_at) as (values ${sql.join(rows)})`
  // What was opened before the last visit ended counts as read by that alone.
  await sql`${given}
    delete from thread_reads where (member_id, thread_id) in (
      select reads.member_id, reads.thread_id
      from seen
      join members on members.id = seen.id
      join thread_reads as reads on reads.member_id = members.id
      where seen.first_at - members.last_visit_at > ${VISIT_GAP} and reads.read_at < members.last_visit_at)`.execute(
    db,
  )
  // PHPWind 1.9: gaps between requests below the limit are added up, also the one before this batch.
  await sql`${given}
    update members set
      online_ms = online_ms + seen.last_at
        - case when seen.first_at - last_visit_at < ${onlineGapSeconds * 1000} then last_visit_at else seen.first_at end,
      previous_visit_at = case
        when seen.first_at - last_visit_at > ${VISIT_GAP} then last_visit_at else previous_visit_at end,
      last_visit_at = seen.last_at,
      online_until = seen.last_at + ${onlineWindow(onlineGapSeconds)}
    from seen
    where members.id = seen.id and (last_visit_at is null or last_visit_at < seen.last_at)`.execute(db)
}

/** A row of numbers. PostgreSQL takes what stands in a list of values for text unless it is told. */
function amounts(...values: number[]) {
  return sql`(${sql.join(values.map((value) => sql`cast(${value} as bigint)`))})`
}

/** Forgets read marks older than `before`: what was opened before the last visit ended counts as read by that alone. */
export async function forgetOldReads(db: Db, memberId: number, before: number): Promise<void> {
  await db.deleteFrom('threadReads').where('memberId', '=', memberId).where('readAt', '<', before).execute()
}

/** Counts who is online, guests of all processes among them, and keeps the record. Returns the guests. */
export async function countOnline(
  db: Db,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<number> {
  const { guests } = await db
    .selectFrom('guestsOnline')
    .select((eb) => eb.fn.countAll<number>().as('guests'))
    .where('lastSeenAt', '>', now - windowMs)
    .where('lastSeenAt', '<=', now + CLOCKS_APART)
    .executeTakeFirstOrThrow()
  const online = guests + (await countOnlineMembers(db, { now, windowMs }))
  await db
    .updateTable('siteCounters')
    .set({ value: online, at: now })
    .where('name', '=', 'online-record')
    .where('value', '<', online)
    .execute()
  return guests
}

/** Forgets a guest who has signed in. Returns whether they had been written. */
export async function forgetGuest(db: Db, guestKey: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('guestsOnline')
    .where('guestKey', '=', guestKey)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Forgets guests who were here at a time to come, as a wrong clock leaves them: who is here is noted anew. Returns how many. */
export async function bringBackGuests(db: Db, now: number): Promise<number> {
  const ahead = db
    .selectFrom('guestsOnline')
    .select('guestKey')
    .where('lastSeenAt', '>', now + CLOCKS_APART)
    .limit(ROWS_AT_ONCE)
  const { numDeletedRows } = await db
    .deleteFrom('guestsOnline')
    .where('guestKey', 'in', ahead)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Forgets `most` guests at most who have left. Returns how many. */
export async function sweepGuests(db: Db, before: number, most: number): Promise<number> {
  const gone = db.selectFrom('guestsOnline').select('guestKey').where('lastSeenAt', '<', before).limit(most)
  const { numDeletedRows } = await db
    .deleteFrom('guestsOnline')
    .where('guestKey', 'in', gone)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
