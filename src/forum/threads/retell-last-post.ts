import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import type { Thread } from './thread.js'

const lastStanding = prepared((db, { threadId }: { threadId: number }) =>
  db
    .selectFrom('posts')
    .select(['id', 'floor', 'authorId', 'createdAt'])
    .where('threadId', '=', threadId)
    .where('removedAt', 'is', null)
    .orderBy('floor', 'desc')
    .limit(1),
)

/** The last post of a thread that has not been removed: what 最后发表 tells and leads to. */
export async function lastPostOf(db: Db, threadId: number) {
  return lastStanding.first(db, { threadId })
}

/** Makes a thread's last post the latest that has not been removed, and its board's last thread the latest of all. */
export async function retellLastPost(db: Db, thread: Pick<Thread, 'id' | 'boardId'>): Promise<void> {
  const last = await lastPostOf(db, thread.id)
  if (last) {
    await db
      .updateTable('threads')
      .set({ lastPostAt: last.createdAt, lastAuthorId: last.authorId })
      .where('id', '=', thread.id)
      .execute()
  }
  await retellLastThread(db, thread.boardId)
}

/** Makes a board's last thread the one last replied to. The list's index is by pin, so each pin is asked for its own. */
export async function retellLastThread(db: Db, boardId: number): Promise<void> {
  let latest: { id: number; lastPostAt: number } | undefined
  for (const pin of [0, 1, 2, 3]) {
    const thread = await db
      .selectFrom('threads')
      .select(['id', 'lastPostAt'])
      .where('boardId', '=', boardId)
      .where('pin', '=', pin)
      .orderBy('lastPostAt', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (thread && (!latest || thread.lastPostAt > latest.lastPostAt)) latest = thread
  }
  await db
    .updateTable('boards')
    .set({ lastThreadId: latest?.id ?? null })
    .where('id', '=', boardId)
    .execute()
}
