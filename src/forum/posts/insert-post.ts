import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import type { Written } from './written.js'

interface NewPost extends Written {
  threadId: number
  floor: number
  authorId: number
  subject: string
  createdAt: number
}

const insert = prepared((db, post: NewPost) => db.insertInto('posts').values(post).returning('id'))

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
  const row = await insert.first(db, { threadId, floor, authorId, subject, ...text, createdAt: now })
  return row!.id
}
