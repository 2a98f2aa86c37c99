import type { Db } from '../../db/database.js'
import { ROWS_AT_ONCE } from '../../db/in-steps.js'
import { lockMembers } from '../../db/locking.js'
import { prepared } from '../../db/prepared.js'
import { VISIT_GAP } from './presence.js'

/** Read marks kept of one member: more threads than anybody opens between two visits. */
const MOST_READS = 500

/** Members whose marks are looked through in one step. */
const MEMBERS_AT_ONCE = 20

interface Marked {
  memberId: number
  marks: number
  lastVisitAt: number | null
  previousVisitAt: number
  readAllAt: number
}

const markedMembers = prepared((db, { after }: { after: number }) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('threadReads')
        .select((eb) => ['memberId', eb.fn.countAll<number>().as('marks')])
        .where('memberId', '>', after)
        .groupBy('memberId')
        .orderBy('memberId')
        .limit(MEMBERS_AT_ONCE)
        .as('marked'),
    )
    .innerJoin('members', 'members.id', 'marked.memberId')
    .select([
      'marked.memberId',
      'marked.marks',
      'members.lastVisitAt',
      'members.previousVisitAt',
      'members.readAllAt',
    ])
    .orderBy('marked.memberId'),
)

/**
 * Forgets read marks, of the next members after the id `after`: those that say no more than that a visit is over, and of
 * more than are kept the oldest, up to which everything counts as read from now on. Returns the member to go on after, or
 * null at the end.
 *
 * What is dropped counts as read, as what was left unopened in the visit before does: a thread that one has read must not
 * be marked as new again, and a lamp of a board that can't be put out is worse than one that went out early.
 */
export async function sweepReads(
  db: Db,
  { after, now }: { after: number; now: number },
): Promise<number | null> {
  const members = await markedMembers.all(db, { after })
  const crowded = members.filter(({ marks }) => marks > MOST_READS)
  await lockMembers(
    db,
    crowded.map(({ memberId }) => memberId),
  )
  const ends = new Map<number, number>()
  for (const { memberId } of crowded) ends.set(memberId, await readUpToSurplus(db, memberId))
  let left = ROWS_AT_ONCE
  for (const member of members) {
    const { memberId } = member
    const before = Math.max(readBy(member, now), ends.get(memberId) ?? 0)
    left -= await forget(db, { memberId, before, most: left })
    if (left <= 0) return memberId - 1
  }
  return members.length < MEMBERS_AT_ONCE ? null : members.at(-1)!.memberId
}

/** What counts as read without a mark, as the member's next page will see it: their visit is over by now, or not yet. */
function readBy({ lastVisitAt, previousVisitAt, readAllAt }: Marked, now: number): number {
  const isOver = lastVisitAt !== null && now - lastVisitAt > VISIT_GAP
  return Math.max(isOver ? lastVisitAt : previousVisitAt, readAllAt)
}

/** Has everything up to the newest mark that is too many count as read. Returns until when, milliseconds. */
async function readUpToSurplus(db: Db, memberId: number): Promise<number> {
  const { readAt } = await db
    .selectFrom('threadReads')
    .select('readAt')
    .where('memberId', '=', memberId)
    .orderBy('readAt', 'desc')
    .offset(MOST_READS)
    .limit(1)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('members')
    .set({ readAllAt: readAt })
    .where('id', '=', memberId)
    .where('readAllAt', '<', readAt)
    .execute()
  return readAt
}

async function forget(
  db: Db,
  { memberId, before, most }: { memberId: number; before: number; most: number },
): Promise<number> {
  const old = db
    .selectFrom('threadReads')
    .select('threadId')
    .where('memberId', '=', memberId)
    .where('readAt', '<=', before)
    .limit(most)
  const { numDeletedRows } = await db
    .deleteFrom('threadReads')
    .where('memberId', '=', memberId)
    .where('threadId', 'in', old)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
