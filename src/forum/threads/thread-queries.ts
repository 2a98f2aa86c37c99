import { sql, type SelectQueryBuilder } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import type { Schema } from '../../db/schema.js'
import type { Viewer } from '../members/member.js'
import type { Site } from '../site/site.js'
import type { Thread } from './thread.js'

const highlightFields = [
  'threads.highlightColor',
  'threads.highlightBold',
  'threads.highlightItalic',
  'threads.highlightUnderline',
  'threads.highlightUntil',
] as const

function threads(db: Db) {
  return db
    .selectFrom('threads')
    .innerJoin('members', 'members.id', 'threads.authorId')
    .select([
      'threads.id',
      'threads.boardId',
      'threads.authorId',
      'members.username as authorName',
      'members.groupId as authorGroupId',
      'threads.subject',
      'threads.createdAt',
      'threads.lastPostAt',
      'threads.nextFloor',
      'threads.replyCount',
      'threads.viewCount',
      'threads.pin',
      'threads.pinUntil',
      'threads.digest',
      'threads.locked',
      ...highlightFields,
    ])
}

const byId = prepared((db, { id }: { id: number }) => threads(db).where('threads.id', '=', id))

/** The threads of these ids that there are, in their order, whoever asks. */
export async function threadsById(db: Db, ids: readonly number[]): Promise<Thread[]> {
  return ids.length === 0 ? [] : threads(db).where('threads.id', 'in', ids).orderBy('threads.id').execute()
}

/** The thread, whoever asks; undefined when there is none. For deeds that have passed their checks. */
export async function threadById(db: Db, id: number): Promise<Thread | undefined> {
  return byId.first(db, { id })
}

/** The thread, if the viewer may read its board; otherwise undefined, as if it did not exist. */
export async function readableThread(
  db: Db,
  site: Site,
  viewer: Viewer,
  id: number,
): Promise<Thread | undefined> {
  const thread = await threadById(db, id)
  return thread && site.boards.isReadable(viewer, thread.boardId) ? thread : undefined
}

const lastStanding = prepared((db, { threadId }: { threadId: number }) =>
  db
    .selectFrom('posts')
    .select(['id', 'floor'])
    .where('threadId', '=', threadId)
    .where('removedAt', 'is', null)
    .orderBy('floor', 'desc')
    .limit(1),
)

/** The last post of a thread that has not been removed: what 最后发表 leads to. */
export async function lastPostOf(db: Db, threadId: number) {
  return lastStanding.first(db, { threadId })
}

/** Rows of a list of threads with their authors, and when this member has opened them. */
function threadRows(db: Db, viewerId: number) {
  return db
    .selectFrom('threads')
    .innerJoin('members as author', 'author.id', 'threads.authorId')
    .innerJoin('members as last', 'last.id', 'threads.lastAuthorId')
    .leftJoin('threadReads', (join) =>
      join.onRef('threadReads.threadId', '=', 'threads.id').on('threadReads.memberId', '=', viewerId),
    )
    .select([
      'threads.id',
      'threads.boardId',
      'threads.subject',
      'threads.createdAt',
      'threads.lastPostAt',
      'threads.replyCount',
      'threads.nextFloor',
      'threads.viewCount',
      'threads.pin',
      'threads.digest',
      'threads.locked',
      ...highlightFields,
      'author.id as authorId',
      'author.username as authorName',
      'last.id as lastAuthorId',
      'last.username as lastAuthorName',
      'threadReads.readAt',
    ])
}

/** One page of a list: by date, or by last reply. `viewerId` is 0 for a guest. */
interface ListPage {
  byDate: boolean
  limit: number
  offset: number
  viewerId: number
}

/** The rows of one page of the threads found. The offset runs over a covering index; only the page's rows are joined. */
function pageOf(
  db: Db,
  found: SelectQueryBuilder<Schema, 'threads', { id: number }>,
  { byDate, limit, offset, viewerId }: ListPage,
) {
  const column = byDate ? 'createdAt' : 'lastPostAt'
  const ids = found.orderBy(column, 'desc').orderBy('id', 'desc').limit(limit).offset(offset)
  return threadRows(db, viewerId)
    .where('threads.id', 'in', ids)
    .orderBy(`threads.${column}`, 'desc')
    .orderBy('threads.id', 'desc')
}

export type ThreadRow = Awaited<ReturnType<typeof pinnedThreads>>[number]

const ordinary = prepared((db, { boardId, ...page }: ListPage & { boardId: number }) => {
  const found = db.selectFrom('threads').select('id').where('boardId', '=', boardId).where('pin', '=', 0)
  return pageOf(db, found, page)
})

/** One page of a board's ordinary threads. */
export async function boardThreads(db: Db, page: ListPage & { boardId: number }) {
  return ordinary.all(db, page)
}

interface PinnedPlace {
  boardId: number
  categoryBoardIds: number[]
  readable: number[]
  viewerId: number
}

const pinned = prepared((db, { boardId, categoryBoardIds, readable, viewerId }: PinnedPlace) =>
  threadRows(db, viewerId)
    .where('threads.pin', '>', 0)
    .where('threads.boardId', 'in', readable)
    .where((eb) =>
      eb.or([
        eb('threads.pin', '=', 3),
        eb.and([eb('threads.pin', '=', 2), eb('threads.boardId', 'in', categoryBoardIds)]),
        eb('threads.boardId', '=', boardId),
      ]),
    )
    .orderBy('threads.pin', 'desc')
    .orderBy('threads.lastPostAt', 'desc')
    .orderBy('threads.id', 'desc'),
)

/** The pinned threads that stand on top of a board: its own, its category's, the whole site's among `readable` boards. */
export async function pinnedThreads(db: Db, place: PinnedPlace) {
  return pinned.all(db, place)
}

interface WrittenBy {
  authorId: number
  readable: number[]
  limit: number
}

const startedBy = prepared((db, { authorId, readable, limit }: WrittenBy) =>
  db
    .selectFrom('threads')
    .select(['id', 'boardId', 'subject', 'createdAt', 'replyCount', ...highlightFields])
    .where('authorId', '=', authorId)
    .where('boardId', 'in', readable)
    .orderBy('id', 'desc')
    .limit(limit),
)

/** The latest threads a member started, in boards the viewer may read. */
export async function threadsBy(db: Db, authorId: number, readable: number[], limit: number) {
  return readable.length === 0 ? [] : startedBy.all(db, { authorId, readable, limit })
}

const latest = prepared((db, { readable, ...page }: ListPage & { readable: number[] }) => {
  const found = db
    .selectFrom('threads')
    .select('id')
    // With a plus before it, no index by board: the whole site's is in order already.
    .where(sql<number>`+board_id`, 'in', readable)
  return pageOf(db, found, page)
})

/** One page of the latest threads of the boards in `readable`, by last reply or by date. */
export async function latestThreads(db: Db, page: ListPage & { readable: number[] }) {
  return page.readable.length === 0 ? [] : latest.all(db, page)
}

/**
 * The neighbour of a thread in its board by last reply, pinned ones left out. PHPWind 1.17: next is the greatest
 * last reply below this one, previous the smallest above.
 */
export async function neighbourOf(
  db: Db,
  thread: Thread,
  direction: 'previous' | 'next',
): Promise<number | null> {
  const isNext = direction === 'next'
  const row = await db
    .selectFrom('threads')
    .select('id')
    .where('boardId', '=', thread.boardId)
    .where('pin', '=', 0)
    .where(
      sql<boolean>`(last_post_at, id) ${sql.raw(isNext ? '<' : '>')} (${thread.lastPostAt}, ${thread.id})`,
    )
    .orderBy('lastPostAt', isNext ? 'desc' : 'asc')
    .orderBy('id', isNext ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
