import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'

function entries(db: Db, threadId: number) {
  return db
    .selectFrom('moderationLog')
    .innerJoin('members', 'members.id', 'moderationLog.moderatorId')
    .select([
      'moderationLog.deed',
      'moderationLog.detail',
      'moderationLog.after',
      'moderationLog.reason',
      'moderationLog.createdAt',
      'members.id as moderatorId',
      'members.username as moderatorName',
    ])
    .where('moderationLog.threadId', '=', threadId)
    .orderBy('moderationLog.id', 'desc')
}

export type ModerationEntry = Awaited<ReturnType<typeof moderationEntries>>[number]

/** What moderators did to a thread, the latest first. */
export async function moderationEntries(
  db: Db,
  threadId: number,
  { limit, offset }: { limit: number; offset: number },
) {
  return entries(db, threadId).limit(limit).offset(offset).execute()
}

/** How many entries the thread's log has. */
export async function countModerationEntries(db: Db, threadId: number): Promise<number> {
  const { count } = await db
    .selectFrom('moderationLog')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('threadId', '=', threadId)
    .executeTakeFirstOrThrow()
  return count
}

const latest = prepared((db, { threadId }: { threadId: number }) => entries(db, threadId).limit(1))

/** The latest deed done to a thread: the one its notice tells. */
export async function latestModeration(db: Db, threadId: number) {
  return latest.first(db, { threadId })
}
