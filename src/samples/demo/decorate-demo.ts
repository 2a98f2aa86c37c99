import type { Db } from '../../db/database.js'
import { addDigests } from '../../forum/counters/tally.js'
import { skewedBelow, wholeBelow } from '../generate/random.js'
import { highlightColors, highlightColumns } from '../../forum/threads/highlight.js'
import type { PlannedThread } from './plan-demo.js'

const DAY = 86_400_000

/** Gives the sample threads views, and some of them a pin, a digest mark, a lock or a highlight. */
export async function decorateThreads(
  db: Db,
  threadIds: readonly number[],
  { random, plan, now }: { random: () => number; plan: readonly PlannedThread[]; now: number },
): Promise<void> {
  const pinned = new Set<string>()
  for (const [index, id] of threadIds.entries()) {
    const { board, replies } = plan[index]!
    const isOld = now - plan[index]!.at > 20 * DAY
    const viewCount = 20 + replies.length * 30 + skewedBelow(random, 4000)
    await db.updateTable('threads').set({ viewCount }).where('id', '=', id).execute()

    if (board === 'notice' && pinned.size === 0) {
      pinned.add(board)
      await db.updateTable('threads').set({ pin: 3 }).where('id', '=', id).execute()
    } else if (isOld && !pinned.has(board) && replies.length > 4) {
      pinned.add(board)
      await db
        .updateTable('threads')
        .set({ pin: board === 'food' || board === 'fishing' ? 2 : 1 })
        .where('id', '=', id)
        .execute()
    } else if (replies.length > 5 && random() < 0.2) await makeDigest(db, id, 1 + wholeBelow(random, 2))
    if (random() < 0.15) await highlight(db, id, random)
    if (isOld && random() < 0.04)
      await db.updateTable('threads').set({ locked: 1 }).where('id', '=', id).execute()
  }
}

async function makeDigest(db: Db, id: number, digest: number): Promise<void> {
  const { authorId } = await db
    .updateTable('threads')
    .set({ digest })
    .where('id', '=', id)
    .returning('authorId')
    .executeTakeFirstOrThrow()
  await addDigests(db, authorId, 1)
}

async function highlight(db: Db, id: number, random: () => number): Promise<void> {
  const color = highlightColors[wholeBelow(random, highlightColors.length)]!
  const columns = highlightColumns({
    color,
    bold: random() < 0.6,
    italic: random() < 0.1,
    underline: random() < 0.1,
    until: null,
  })
  await db.updateTable('threads').set(columns).where('id', '=', id).execute()
}
