import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { readBefore, type Viewer } from '../members/member.js'
import type { Board } from './board.js'

/** Threads read within the second or so that read marks wait to be written: the latest of them are looked at. */
const MOST_PENDING = 20

/** Up to when a thread was read, milliseconds UTC, where the database does not know it yet. */
export interface PendingRead {
  threadId: number
  readAt: number
}

/** All boards in the order they are shown, each with its moderators. */
export async function allBoards(db: Db): Promise<Board[]> {
  const boards = await db
    .selectFrom('boards')
    .select(['id', 'parentId', 'name', 'description', 'access', 'allowedGroups'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  const moderators = await db
    .selectFrom('boardModerators')
    .innerJoin('members', 'members.id', 'boardModerators.memberId')
    .select(['boardModerators.boardId', 'members.id', 'members.username'])
    .orderBy('members.id')
    .execute()
  return boards.map((board) => ({
    ...board,
    allowedGroups: board.allowedGroups.split(' ').filter((group) => group !== ''),
    moderators: moderators
      .filter((row) => row.boardId === board.id)
      .map(({ id, username }) => ({ id, username })),
  }))
}

function countsOf(db: Db, { boardIds, today }: { boardIds: number[]; today: string }) {
  return db
    .selectFrom('boards')
    .leftJoin('threads', 'threads.id', 'boards.lastThreadId')
    .leftJoin('members', 'members.id', 'threads.lastAuthorId')
    .select([
      'boards.id',
      'boards.threadCount',
      'boards.postCount',
      sql<number>`case when boards.today = ${today} then boards.today_count else 0 end`.as('todayCount'),
      'threads.id as threadId',
      'threads.subject',
      'threads.lastPostAt',
      'threads.highlightColor',
      'threads.highlightBold',
      'threads.highlightItalic',
      'threads.highlightUnderline',
      'threads.highlightUntil',
      'members.id as authorId',
      'members.username as authorName',
    ])
    .where('boards.id', 'in', boardIds)
}

const counts = prepared(countsOf)

/** What a member has read: everything up to `since`, and threads that the database does not know of yet. */
interface Reading {
  memberId: number
  since: number
  threadIds: number[]
  readAts: number[]
}

const countsForMember = prepared(
  (db, { threadIds, readAts, memberId, since, ...of }: Reading & { boardIds: number[]; today: string }) =>
    countsOf(db, of).select((eb) => {
      // In the order of the list's index, which is by pin: else PostgreSQL would read all threads to meet one by chance.
      const freshOfPin = (pin: number) =>
        eb
          .selectFrom('threads as fresh')
          .select(sql<1>`1`.as('one'))
          .whereRef('fresh.boardId', '=', 'boards.id')
          .where('fresh.pin', '=', sql.lit(pin))
          .where('fresh.lastPostAt', '>', since)
          .where('fresh.lastAuthorId', '!=', memberId)
          .where((eb) =>
            eb.not(
              eb.exists(
                eb
                  .selectFrom('threadReads')
                  .select('threadReads.readAt')
                  .where('threadReads.memberId', '=', memberId)
                  .whereRef('threadReads.threadId', '=', 'fresh.id')
                  .whereRef('threadReads.readAt', '>=', 'fresh.lastPostAt'),
              ),
            ),
          )
          .where((eb) =>
            eb.and(
              threadIds.map((id, index) =>
                eb.or([eb('fresh.id', '!=', id), eb('fresh.lastPostAt', '>', readAts[index]!)]),
              ),
            ),
          )
          .orderBy('fresh.lastPostAt', 'desc')
          .limit(1)
      return eb.fn
        .coalesce(freshOfPin(0), freshOfPin(1), freshOfPin(2), freshOfPin(3))
        .$castTo<1 | null>()
        .as('hasUnread')
    }),
)

/**
 * Counts of boards with the thread last replied to in each, and for a member whether any of its threads is marked as new
 * in the lists. `today` is the site's day, like 2026-11-22.
 */
export async function boardCounts(
  db: Db,
  boardIds: number[],
  {
    today,
    viewer = null,
    pendingReads = [],
  }: { today: string; viewer?: Viewer; pendingReads?: PendingRead[] },
) {
  if (boardIds.length === 0) return []
  if (!viewer) return (await counts.all(db, { boardIds, today })).map((row) => ({ ...row, hasUnread: null }))
  const pending = pendingReads.slice(-MOST_PENDING)
  return countsForMember.all(db, {
    boardIds,
    today,
    memberId: viewer.id,
    since: readBefore(viewer),
    threadIds: pending.map(({ threadId }) => threadId),
    readAts: pending.map(({ readAt }) => readAt),
  })
}

export type BoardCounts = Awaited<ReturnType<typeof boardCounts>>[number]
