import type { Db } from '../db/database.js'
import { inTransaction } from '../db/transaction.js'
import { countOnlineMembers } from '../members/member-queries.js'
import type { PresenceBatch } from './presence.js'

/** How long after the last request a member counts as online. PHPWind: one and a half times the gap that still counts. */
export function onlineWindow(onlineGapSeconds: number): number {
  return onlineGapSeconds * 1500
}

/** Writes a batch: visits, online time, view counts, read marks, and the record of people online. */
export async function flushPresence(
  db: Db,
  batch: PresenceBatch,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<void> {
  const { members, threadViews, threadReads, guests } = batch
  if (members.length === 0 && threadViews.size === 0 && guests === 0) return
  await inTransaction(db, async (db) => {
    for (const { memberId, lastVisitAt, previousVisitAt, onlineMs } of members) {
      await db
        .updateTable('members')
        .set((eb) => ({
          lastVisitAt,
          onlineUntil: lastVisitAt + windowMs,
          onlineMs: eb('onlineMs', '+', onlineMs),
          ...(previousVisitAt === null ? {} : { previousVisitAt }),
        }))
        .where('id', '=', memberId)
        .execute()
      if (previousVisitAt !== null) await forgetOldReads(db, memberId, previousVisitAt)
    }
    for (const [threadId, views] of threadViews) {
      await db
        .updateTable('threads')
        .set((eb) => ({ viewCount: eb('viewCount', '+', views) }))
        .where('id', '=', threadId)
        .execute()
    }
    for (const read of threadReads) {
      await db
        .insertInto('threadReads')
        .values(read)
        .onConflict((conflict) =>
          conflict.columns(['memberId', 'threadId']).doUpdateSet({ readAt: read.readAt }),
        )
        .execute()
    }
    const online = guests + (await countOnlineMembers(db, now))
    await db
      .updateTable('siteCounters')
      .set({ value: online, at: now })
      .where('name', '=', 'online-record')
      .where('value', '<', online)
      .execute()
  })
}

/** Forgets read marks older than `before`: what was opened before the last visit ended counts as read by that alone. */
export async function forgetOldReads(db: Db, memberId: number, before: number): Promise<void> {
  await db.deleteFrom('threadReads').where('memberId', '=', memberId).where('readAt', '<', before).execute()
}
