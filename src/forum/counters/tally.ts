import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'

/** A post as it is counted. */
export interface TalliedPost {
  authorId: number
  boardId: number
  threadId: number
  /** the site's day on which it was posted, like 2026-11-22 */
  day: string
  /** a first floor, which counts as a thread too */
  isThread: boolean
  /** the first floor of a thread in the digest */
  isDigest: boolean
}

/**
 * Adds posts to the counts of their members, boards and days, or takes them out again: for whatever deed lets posts stand,
 * takes them away or carries them elsewhere, which is −1 there and +1 here. `today` is the site's day now. What their thread
 * tells is told by `settleThread` or `takeFloor`, before this. To be called last, and for all posts of the deed at once:
 * members are held by then (`lockMembers`), but everybody who posts waits for the rows of boards and days.
 */
export async function tally(
  db: Db,
  posts: readonly TalliedPost[],
  { sign, today }: { sign: 1 | -1; today: string },
): Promise<void> {
  for (const [memberId, own] of groupsOf(posts, (post) => post.authorId)) {
    const digests = sign * own.filter((post) => post.isDigest).length
    await addToMember.all(db, { memberId, ...sumOf(own, sign), digests })
  }
  for (const [boardId, own] of groupsOf(posts, (post) => post.boardId)) {
    const ofToday = sign * own.filter((post) => post.day === today).length
    const threadIds = [...new Set(own.map((post) => post.threadId))]
    await addToBoard.all(db, { boardId, ...sumOf(own, sign), today, ofToday, threadIds })
  }
  const days = groupsOf(posts, (post) => post.day)
  if (days.length === 0) return
  await addToDays.all(db, {
    days: days.map(([day]) => day),
    posts: days.map(([, own]) => sign * own.length),
  })
}

/** Adds threads to the digests of a member, or takes them out: for a thread that becomes one while it stands. */
export async function addDigests(db: Db, memberId: number, digests: number): Promise<void> {
  await addToMember.all(db, { memberId, posts: 0, threads: 0, digests })
}

/** Posts by a key, in the order of keys: in one order in every deed, so that no two wait for each other. */
function groupsOf<Key extends number | string>(
  posts: readonly TalliedPost[],
  keyOf: (post: TalliedPost) => Key,
): [Key, TalliedPost[]][] {
  const groups = new Map<Key, TalliedPost[]>()
  for (const post of posts) {
    const group = groups.get(keyOf(post))
    if (group) group.push(post)
    else groups.set(keyOf(post), [post])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

function sumOf(posts: readonly TalliedPost[], sign: 1 | -1): { posts: number; threads: number } {
  return { posts: sign * posts.length, threads: sign * posts.filter((post) => post.isThread).length }
}

const addToMember = prepared(
  (
    db,
    {
      memberId,
      posts,
      threads,
      digests,
    }: { memberId: number; posts: number; threads: number; digests: number },
  ) =>
    db
      .updateTable('members')
      .set((eb) => ({
        postCount: eb('postCount', '+', posts),
        threadCount: eb('threadCount', '+', threads),
        digestCount: eb('digestCount', '+', digests),
      }))
      .where('id', '=', memberId),
)

interface BoardSum {
  boardId: number
  posts: number
  threads: number
  today: string
  ofToday: number
  threadIds: readonly number[]
}

// A new day begins its count with the first post of its own; one that comes late belongs to a day that is over. The last
// thread is the later of the one so far and these: a reply dated before it, by a clock that differs, is not.
const addToBoard = prepared((db, { boardId, posts, threads, today, ofToday, threadIds }: BoardSum) =>
  db
    .updateTable('boards')
    .set((eb) => ({
      postCount: eb('postCount', '+', posts),
      threadCount: eb('threadCount', '+', threads),
      todayCount: sql<number>`case when today = ${today} then today_count + ${ofToday}
        when today < ${today} and ${ofToday} > 0 then ${ofToday} else today_count end`,
      today: sql<string>`case when today < ${today} and ${ofToday} > 0 then ${today} else today end`,
      lastThreadId: sql<number | null>`(select threads.id from threads
        where threads.id in (boards.last_thread_id, ${sql.join(threadIds)}) and threads.board_id = boards.id
        order by threads.last_post_at desc, threads.id desc limit 1)`,
    }))
    .where('id', '=', boardId),
)

const addToDays = prepared((db, { days, posts }: { days: readonly string[]; posts: readonly number[] }) =>
  db
    .insertInto('dailyPosts')
    .values(days.map((day, index) => ({ day, posts: posts[index]! })))
    .onConflict((conflict) =>
      conflict
        .column('day')
        .doUpdateSet((eb) => ({ posts: eb('dailyPosts.posts', '+', eb.ref('excluded.posts')) })),
    ),
)
