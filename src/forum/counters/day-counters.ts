import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { lockRows } from '../../db/locking.js'
import { changed, type Shown } from '../shown.js'
import { CLOCKS_APART, type Calendar } from '../../calendar.js'

/** A quarter of an hour: the finest step by which time zones differ. */
const SLOT = 900_000

/** What the counters of days should say: posts of each day, and of today in each board. */
export async function countDays(
  db: Db,
  calendar: Calendar,
): Promise<{ days: Map<string, number>; boardsToday: Map<number, number> }> {
  const { rows } = await sql<{ boardId: number; slot: number; posts: number }>`
    select threads.board_id, posts.created_at / ${SLOT} as slot, count(*) as posts
    from posts join threads on threads.id = posts.thread_id
    where posts.removed_at is null
    group by 1, 2`.execute(db)
  const days = new Map<string, number>()
  const boardsToday = new Map<number, number>()
  for (const { boardId, slot, posts } of rows) {
    const day = calendar.day(slot * SLOT)
    days.set(day, (days.get(day) ?? 0) + posts)
    if (day === calendar.today) boardsToday.set(boardId, (boardsToday.get(boardId) ?? 0) + posts)
  }
  return { days, boardsToday }
}

/** Counts the posts of each day anew. Returns how many counters were wrong. */
export async function recountDays(
  db: Db,
  calendar: Calendar,
  { repair }: { repair: boolean },
): Promise<number> {
  const { days, boardsToday } = await countDays(db, calendar)
  const stored = new Map(
    (await db.selectFrom('dailyPosts').selectAll().execute()).map((row) => [row.day, row.posts]),
  )
  const wrongDays = [...new Set([...days.keys(), ...stored.keys()])].filter(
    (day) => (days.get(day) ?? 0) !== (stored.get(day) ?? 0),
  )
  const boards = await db.selectFrom('boards').select(['id', 'today', 'todayCount']).execute()
  const latest = latestToday(calendar)
  const wrongBoards = boards.filter(
    (board) =>
      board.today > latest ||
      (board.today === calendar.today ? board.todayCount : 0) !== (boardsToday.get(board.id) ?? 0),
  )
  if (!repair) return wrongDays.length + wrongBoards.length

  for (const day of wrongDays) {
    const posts = days.get(day) ?? 0
    await db
      .insertInto('dailyPosts')
      .values({ day, posts })
      .onConflict((conflict) => conflict.column('day').doUpdateSet({ posts }))
      .execute()
  }
  for (const { id } of wrongBoards) {
    await db
      .updateTable('boards')
      .set({ today: calendar.today, todayCount: boardsToday.get(id) ?? 0 })
      .where('id', '=', id)
      .execute()
  }
  return wrongDays.length + wrongBoards.length
}

/** Posts looked at in one statement, the newest first. */
const POSTS_AT_ONCE = 1000

/**
 * Has boards count today's posts whose today is yet to come, as a wrong clock leaves it: they would count none until then.
 * Returns how many there were.
 */
export async function bringBackToday(db: Db, calendar: Calendar): Promise<number> {
  const latest = latestToday(calendar)
  // Held before the posts are counted: who posts meanwhile is counted after it, by the day that stands then.
  await lockRows(db, { table: 'boards', key: ['id'], condition: sql`today > ${latest}` })
  const ahead = await db.selectFrom('boards').select('id').where('today', '>', latest).orderBy('id').execute()
  if (ahead.length === 0) return 0
  const counts = await countToday(db, calendar)
  for (const { id } of ahead) {
    const times = { today: calendar.today, todayCount: counts.get(id) ?? 0 }
    await db.updateTable('boards').set(times).where('id', '=', id).execute()
  }
  await changed(db, 'posts', ...ahead.map(({ id }): Shown => `board:${id}`))
  return ahead.length
}

/** The latest day that a server may take for today, by a clock that is right. */
function latestToday(calendar: Calendar): string {
  return calendar.day(calendar.now + CLOCKS_APART)
}

/** Today's posts by board, looked for from the newest back to where a thousand in a row are older. */
async function countToday(db: Db, calendar: Calendar): Promise<Map<number, number>> {
  const { today } = calendar
  const counts = new Map<number, number>()
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const posts = await db
      .selectFrom('posts')
      .innerJoin('threads', 'threads.id', 'posts.threadId')
      .select(['posts.id', 'posts.createdAt', 'posts.removedAt', 'threads.boardId'])
      .where('posts.id', '<', before)
      .orderBy('posts.id', 'desc')
      .limit(POSTS_AT_ONCE)
      .execute()
    const days = posts.map(({ createdAt }) => calendar.day(createdAt))
    for (const [index, { boardId, removedAt }] of posts.entries())
      if (days[index] === today && removedAt === null) counts.set(boardId, (counts.get(boardId) ?? 0) + 1)
    if (posts.length < POSTS_AT_ONCE || days.every((day) => day < today)) return counts
    before = posts.at(-1)!.id
  }
}
