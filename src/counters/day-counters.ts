import { sql } from 'kysely'
import type { Db } from '../db/database.js'
import type { Calendar } from '../web/time.js'

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
  const wrongBoards = boards.filter(
    (board) => (board.today === calendar.today ? board.todayCount : 0) !== (boardsToday.get(board.id) ?? 0),
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
