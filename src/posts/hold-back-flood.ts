import type { Db } from '../db/database.js'
import { prepared } from '../db/prepared.js'
import { messages } from '../i18n/zh-cn.js'
import { Refusal } from '../refusal.js'

const notePost = prepared(
  (db, { memberId, now, before }: { memberId: number; now: number; before: number }) =>
    db
      .updateTable('members')
      .set({ lastPostAt: now })
      .where('id', '=', memberId)
      .where('lastPostAt', '<=', before)
      .returning('id'),
)

/**
 * Notes that the member posts now, unless their last post is less than `interval` milliseconds ago: then it throws
 * Refusal `too-soon`. One conditional update, so that two posts at once can't both pass.
 */
export async function holdBackFlood(db: Db, memberId: number, interval: number, now: number): Promise<void> {
  const noted = await notePost.first(db, { memberId, now, before: now - interval })
  if (noted || interval === 0) return
  const seconds = Math.ceil(interval / 1000)
  throw new Refusal('too-soon', messages.refusal.tooSoon(seconds), { retryAfter: seconds })
}
