import type { Db } from '../db/database.js'
import type { Written } from './written.js'

/** Inserts a post on a floor of its thread and returns its id. Counts are the caller's. */
export async function insertPost(
  db: Db,
  {
    threadId,
    floor,
    authorId,
    subject,
    text,
    now,
  }: { threadId: number; floor: number; authorId: number; subject: string; text: Written; now: number },
): Promise<number> {
  const { id } = await db
    .insertInto('posts')
    .values({ threadId, floor, authorId, subject, ...text, createdAt: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
