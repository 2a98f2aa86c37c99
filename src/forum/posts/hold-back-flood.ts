import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { Refusal } from '../../refusal.js'
import { CLOCKS_APART } from '../../calendar.js'

const notePost = prepared(
  (db, { memberId, now, before, ahead }: { memberId: number; now: number; before: number; ahead: number }) =>
    db
      .updateTable('members')
      .set({ lastPostAt: now })
      .where('id', '=', memberId)
      .where((eb) => eb.or([eb('lastPostAt', '<=', before), eb('lastPostAt', '>', ahead)]))
      .returning('id'),
)

/**
 * Notes that the member posts now, unless their last post is less than `interval` milliseconds ago: then it throws
 * Refusal `too-soon`. A post of a time to come, which a wrong clock has left, holds nobody back. One conditional update,
 * so that two posts at once can't both pass.
 */
export async function holdBackFlood(db: Db, memberId: number, interval: number, now: number): Promise<void> {
  const noted = await notePost.first(db, {
    memberId,
    now,
    before: now - interval,
    ahead: now + CLOCKS_APART,
  })
  if (noted || interval === 0) return
  const seconds = Math.ceil(interval / 1000)
  throw new Refusal('too-soon', (t) => t.refusal.tooSoon(seconds), { retryAfter: seconds })
}
