import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { mayBeRead, type NoticeReader } from './unread-notices.js'

const noticeColumns = [
  'notices.id',
  'notices.kind',
  'notices.groupKey',
  'notices.threadId',
  'notices.postId',
  'notices.deed',
  'notices.reason',
  'notices.createdAt',
  'notices.isRead',
] as const

const listed = prepared((db, { memberId, readable, before, limit }: ListPart) =>
  db
    .selectFrom('notices')
    .leftJoin('threads', 'threads.id', 'notices.threadId')
    .innerJoin('members', 'members.id', 'notices.actorId')
    .leftJoin('posts', 'posts.id', 'notices.postId')
    .select(noticeColumns)
    .select([
      'threads.subject',
      'threads.authorId as starterId',
      'members.id as actorId',
      'members.username as actorName',
      'posts.removedAt',
    ])
    .where('notices.memberId', '=', memberId)
    .where('notices.id', '<', before)
    .where(mayBeRead(readable))
    .orderBy('notices.id', 'desc')
    .limit(limit),
)

interface ListPart extends NoticeReader {
  /** the id below which the part begins */
  before: number
  limit: number
}

export type NoticeRow = Awaited<ReturnType<typeof noticesOf>>[number]

/** A part of a member's notices, the latest first, with subjects only of threads in boards they may read now. */
export async function noticesOf(db: Db, part: ListPart) {
  return listed.all(db, part)
}

/** As much of a post as its beginning can be told from, in code points: markup may stand before the first word. */
const BEGINNING = 4000

const beginnings = prepared((db, { ids }: { ids: number[] }) =>
  db
    .selectFrom('posts')
    .select('id')
    .select(sql<string>`substr(body, 1, ${sql.lit(BEGINNING)})`.as('source'))
    .where('id', 'in', ids)
    .where('removedAt', 'is', null),
)

/** How the sources of these posts begin, by id; removed ones are missing. */
export async function postBeginnings(db: Db, ids: number[]): Promise<Map<number, string>> {
  const rows = ids.length === 0 ? [] : await beginnings.all(db, { ids })
  return new Map(rows.map(({ id, source }) => [id, source]))
}

const byId = prepared((db, { id, memberId, readable }: NoticeReader & { id: number }) =>
  db
    .selectFrom('notices')
    .leftJoin('posts', 'posts.id', 'notices.postId')
    .select([
      'notices.id',
      'notices.kind',
      'notices.aboutKind',
      'notices.aboutId',
      'notices.threadId',
      'notices.postId',
      'notices.isRead',
      'posts.floor',
    ])
    .where('notices.id', '=', id)
    .where('notices.memberId', '=', memberId)
    .where(mayBeRead(readable)),
)

/** One notice of a member's, as long as they may read what it is about, with the floor of its post. */
export async function findNotice(db: Db, of: NoticeReader & { id: number }) {
  return byId.first(db, of)
}
