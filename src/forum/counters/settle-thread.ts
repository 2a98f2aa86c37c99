import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { lockRows } from '../../db/locking.js'
import { prepared } from '../../db/prepared.js'
import { counters, countedAnew } from './counters.js'

/** What a thread tells of its posts. Floors are permanent: where the next one stands is never told anew. */
const told = counters.filter(({ table, column }) => table === 'threads' && column !== 'next_floor')

/**
 * Has a thread tell its replies and its last post as its posts stand now, and its board its last thread: after any change
 * of a thread's posts but a reply, which `takeFloor` settles. Before `tally`: threads are held before boards.
 */
export async function settleThread(db: Db, id: number, now: number): Promise<void> {
  const condition = sql`id = ${id}`
  // Held before its posts are counted: who replies meanwhile is counted by the increment that waits for this.
  await lockRows(db, { table: 'threads', key: ['id'], condition })
  const { rows } = await sql<{ boardId: number }>`
    update threads set ${sql.join(told.map((counter) => countedAnew(counter, now)))}
    where ${condition} returning board_id`.execute(db)
  for (const { boardId } of rows) await retellLastThread(db, boardId)
}

/**
 * Takes the next floor of a thread for a reply of now, and settles the thread by it: one reply more, and the last. In one
 * statement, as everybody replies. Null when the thread is locked by now: `mostLocked` is 1 for who may reply all the same.
 */
export async function takeFloor(db: Db, reply: FloorTaken): Promise<number | null> {
  const taken = await nextFloor.first(db, reply)
  return taken ? taken.nextFloor - 1 : null
}

interface FloorTaken {
  threadId: number
  authorId: number
  mostLocked: number
  now: number
}

const nextFloor = prepared((db, { threadId, authorId, mostLocked, now }: FloorTaken) =>
  db
    .updateTable('threads')
    .set({
      nextFloor: sql`next_floor + 1`,
      replyCount: sql`reply_count + 1`,
      lastPostAt: now,
      lastAuthorId: authorId,
    })
    .where('id', '=', threadId)
    .where('locked', '<=', mostLocked)
    .returning('nextFloor'),
)

/** Makes a board's last thread the one last replied to. The list's index is by pin, so each pin is asked for its own. */
export async function retellLastThread(db: Db, boardId: number): Promise<void> {
  // Held before it is looked: who has replied in the board meanwhile is seen, who will comes after.
  await lockRows(db, { table: 'boards', key: ['id'], condition: sql`id = ${boardId}` })
  let latest: { id: number; lastPostAt: number } | undefined
  for (const pin of [0, 1, 2, 3]) {
    const thread = await latestOfPin.first(db, { boardId, pin })
    if (thread && (!latest || isLater(thread, latest))) latest = thread
  }
  await db
    .updateTable('boards')
    .set({ lastThreadId: latest?.id ?? null })
    .where('id', '=', boardId)
    .execute()
}

const latestOfPin = prepared((db, { boardId, pin }: { boardId: number; pin: number }) =>
  db
    .selectFrom('threads')
    .select(['id', 'lastPostAt'])
    .where('boardId', '=', boardId)
    .where('pin', '=', pin)
    .orderBy('lastPostAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
)

function isLater(
  one: { id: number; lastPostAt: number },
  other: { id: number; lastPostAt: number },
): boolean {
  return one.lastPostAt === other.lastPostAt ? one.id > other.id : one.lastPostAt > other.lastPostAt
}
