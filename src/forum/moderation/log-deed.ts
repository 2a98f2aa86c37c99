import type { Db } from '../../db/database.js'
import type { ModerationDeed } from './moderation.js'

/** One line of the moderation log: who did what to which thread, when and why. Written in the deed's own transaction. */
export async function logDeed(
  db: Db,
  {
    threadId,
    moderatorId,
    deed,
    detail,
    reason,
    now,
  }: {
    threadId: number
    moderatorId: number
    deed: ModerationDeed
    detail: string
    reason: string
    now: number
  },
): Promise<void> {
  await db
    .insertInto('moderationLog')
    .values({ threadId, moderatorId, deed, detail, reason, createdAt: now })
    .execute()
}
