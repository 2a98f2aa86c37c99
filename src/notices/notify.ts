import type { Db } from '../db/database.js'
import type { NoticeTable } from '../db/schema.js'
import type { Member } from '../members/member.js'
import { quotedPostIds } from '../text/bbcode-plain.js'
import type { Thread } from '../threads/thread.js'

/** Quotes in one post that are told to their authors at most; a post full of quotes is no way to ring everybody's bell. */
const MOST_QUOTES = 5

interface Said {
  postId: number
  author: Member
  body: string
  now: number
}

/** Tells the thread's author of a reply, and the authors of what it quotes; nobody twice, nobody of their own. */
export async function notifyOfReply(db: Db, { thread, ...said }: Said & { thread: Thread }): Promise<void> {
  const isOwn = thread.authorId === said.author.id
  const quoted = await notifyOfQuotes(db, { ...said, threadId: thread.id })
  if (isOwn || quoted.includes(thread.authorId)) return
  await notify(db, {
    memberId: thread.authorId,
    kind: 'reply',
    actorId: said.author.id,
    threadId: thread.id,
    postId: said.postId,
    createdAt: said.now,
  })
}

/** Tells the authors of the posts of the same thread that `body` quotes, and returns whom it told. */
export async function notifyOfQuotes(
  db: Db,
  { threadId, postId, author, body, now }: Said & { threadId: number },
): Promise<number[]> {
  const ids = quotedPostIds(body).slice(0, MOST_QUOTES)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('posts')
    .select('authorId')
    .distinct()
    .where('id', 'in', ids)
    .where('threadId', '=', threadId)
    .where('authorId', '!=', author.id)
    .execute()
  const told = rows.map((row) => row.authorId)
  for (const memberId of told) {
    await notify(db, { memberId, kind: 'quote', actorId: author.id, threadId, postId, createdAt: now })
  }
  return told
}

/** Tells the thread's author of a moderator's deed, unless it was their own. */
export async function notifyOfModeration(
  db: Db,
  {
    thread,
    moderatorId,
    deed,
    reason,
    now,
  }: { thread: Thread; moderatorId: number; deed: string; reason: string; now: number },
): Promise<void> {
  if (thread.authorId === moderatorId) return
  await notify(db, {
    memberId: thread.authorId,
    kind: 'moderation',
    actorId: moderatorId,
    threadId: thread.id,
    postId: null,
    deed,
    reason,
    createdAt: now,
  })
}

type NewNotice = Omit<NoticeTable, 'id' | 'isRead' | 'deed' | 'reason'> & { deed?: string; reason?: string }

async function notify(db: Db, notice: NewNotice): Promise<void> {
  await db.insertInto('notices').values(notice).execute()
  await db
    .updateTable('members')
    .set((eb) => ({ unreadNotices: eb('unreadNotices', '+', 1) }))
    .where('id', '=', notice.memberId)
    .execute()
}
