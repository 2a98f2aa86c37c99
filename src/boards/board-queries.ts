import { sql } from 'kysely'
import type { Db } from '../db/database.js'
import { prepared } from '../db/prepared.js'
import type { Board } from './board.js'

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

const counts = prepared((db, { boardIds, today }: { boardIds: number[]; today: string }) =>
  db
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
    .where('boards.id', 'in', boardIds),
)

/** Counts of boards with the thread last replied to in each. `today` is the site's day, like 2026-11-22. */
export async function boardCounts(db: Db, boardIds: number[], today: string) {
  return boardIds.length === 0 ? [] : counts.all(db, { boardIds, today })
}

export type BoardCounts = Awaited<ReturnType<typeof boardCounts>>[number]
