import { changeCredit } from '../credits/change-credit.js'
import type { Db } from '../../db/database.js'
import { lockMembers } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import type { Member } from '../members/member.js'
import { Refusal } from '../../refusal.js'
import { changed } from '../shown.js'
import type { Mood } from '../site/site.js'
import type { Thread } from '../threads/thread.js'

/**
 * Casts a member's one vote on a thread, with the credits the mood gives to voter and author (PHPWind 1.14).
 * Throws Refusal `forbidden` on one's own thread, `conflict` when the member has voted already; votes never change.
 */
export async function castMood(
  db: Db,
  { thread, voter, mood, now }: { thread: Thread; voter: Member; mood: Mood; now: number },
): Promise<void> {
  if (thread.authorId === voter.id) throw new Refusal('forbidden', (t) => t.mood.own)
  await inTransaction(db, async (db) => {
    // Their balances change, and two who vote for each other must not wait for each other.
    await lockMembers(db, [voter.id, thread.authorId])
    // The primary key holds the rule of one vote; a second one inserts nothing.
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('moodVotes')
      .values({ threadId: thread.id, memberId: voter.id, moodId: mood.id, createdAt: now })
      .onConflict((conflict) => conflict.columns(['threadId', 'memberId']).doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) throw new Refusal('conflict', (t) => t.mood.twice)

    await db
      .insertInto('moodCounts')
      .values({ threadId: thread.id, moodId: mood.id, votes: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['threadId', 'moodId'])
          .doUpdateSet((eb) => ({ votes: eb('moodCounts.votes', '+', 1) })),
      )
      .execute()
    const change = { kind: 'wealth', now }
    await changeCredit(db, { ...change, memberId: voter.id, amount: mood.voterWealth, cause: 'mood-given' })
    await changeCredit(db, {
      ...change,
      memberId: thread.authorId,
      amount: mood.authorWealth,
      cause: 'mood-received',
    })
    await changed(db, `thread:${thread.id}`)
  })
}
