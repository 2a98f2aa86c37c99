import { bulkInsert } from '../../db/bulk-insert.js'
import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { memberNameKey } from '../../forum/members/member-name.js'
import { generatedNames, type GeneratedTexts } from './generated-texts.js'
import type { Talk } from './plan-talk.js'
import { seededRandom, wholeBelow } from './random.js'

const DAY = 86_400_000
/** Posts built and written at a time: a bound on memory. */
const CHUNK = 20_000

/** A fixed moment, so that the same seed gives the same data on any day: 2026-11-01, noon in Shanghai. */
export const GENERATED_UNTIL = Date.UTC(2026, 10, 1, 4)

/** How much to make. `passwordHash` is everybody's. */
export interface GeneratedSize {
  members: number
  boards: number
  threads: number
  posts: number
  seed: number
  passwordHash: string
  onProgress: (posts: number, stage: string) => void
}

/** Members by number: 1 is the founder admin, 2 banzhu, who moderates the first board. */
export async function writeMembers(
  db: Db,
  { members, passwordHash, onProgress }: GeneratedSize,
  talk: Talk,
): Promise<void> {
  onProgress(0, 'members')
  const columns = [
    'id',
    'username',
    'username_key',
    'email',
    'email_key',
    'password_hash',
    'group_id',
    'registered_at',
    'last_visit_at',
    'thread_count',
    'post_count',
    'last_post_at',
  ]
  const names = generatedNames()
  const rows: unknown[][] = []
  for (let id = 1; id <= members; id++) {
    const username = id === 1 ? 'admin' : id === 2 ? 'banzhu' : `${names.member}${id}`
    const group = id === 1 ? 'founder' : id === 2 ? 'moderator' : 'member'
    const email = `member${id}@example.com`
    const registeredAt = GENERATED_UNTIL - 3000 * DAY + Math.floor((id / members) * 2900 * DAY)
    rows.push([
      id,
      username,
      memberNameKey(username),
      email,
      email,
      passwordHash,
      group,
      registeredAt,
      GENERATED_UNTIL,
      talk.threadsBy[id]!,
      talk.postsBy[id]!,
      0,
    ])
  }
  await bulkInsert(db, 'members', columns, rows)
}

/** Categories first, then the boards below them in turn. */
export async function writeBoards(db: Db, { boards }: GeneratedSize, talk: Talk): Promise<void> {
  const columns = [
    'id',
    'parent_id',
    'name',
    'description',
    'position',
    'thread_count',
    'post_count',
    'last_thread_id',
  ]
  const categories = Math.max(1, Math.ceil(boards / 6))
  const names = generatedNames()
  const rows: unknown[][] = []
  for (let id = 1; id <= categories; id++) rows.push([id, null, `${names.category}${id}`, '', id, 0, 0, null])
  for (let index = 0; index < boards; index++) {
    const { threads, posts, lastThread } = talk.boards[index]!
    rows.push([
      categories + 1 + index,
      1 + (index % categories),
      `${names.board}${index + 1}`,
      names.description,
      index + 1,
      threads,
      posts,
      lastThread,
    ])
  }
  await bulkInsert(db, 'boards', columns, rows)
  await db
    .insertInto('boardModerators')
    .values({ boardId: categories + 1, memberId: 2 })
    .execute()
}

/** Threads with the counts of the posts that will follow. */
export async function writeThreads(
  db: Db,
  { boards, threads, onProgress }: GeneratedSize,
  talk: Talk,
  texts: GeneratedTexts,
): Promise<void> {
  onProgress(0, 'threads')
  const columns = [
    'id',
    'board_id',
    'author_id',
    'subject',
    'created_at',
    'last_post_at',
    'last_author_id',
    'next_floor',
    'reply_count',
    'view_count',
  ]
  const firstBoard = Math.max(1, Math.ceil(boards / 6)) + 1
  const rows: unknown[][] = []
  for (let id = 1; id <= threads; id++) {
    const floors = talk.floors[id]!
    rows.push([
      id,
      firstBoard + talk.boardOf[id]!,
      talk.starters[id]!,
      texts.subject(id),
      talk.startedAt[id]!,
      talk.lastAt[id]!,
      talk.lastAuthor[id]!,
      floors,
      floors - 1,
      floors * 12 + (id % 97),
    ])
  }
  await bulkInsert(db, 'threads', columns, rows)
}

/** Posts in order of time, a chunk in each transaction. */
export async function writePosts(
  db: Db,
  { posts, onProgress }: GeneratedSize,
  talk: Talk,
  texts: GeneratedTexts,
): Promise<void> {
  const columns = [
    'id',
    'thread_id',
    'floor',
    'author_id',
    'body',
    'body_html',
    'renderer_version',
    'created_at',
  ]
  for (let start = 0; start < posts; start += CHUNK) {
    const rows: unknown[][] = []
    for (let index = start; index < Math.min(posts, start + CHUNK); index++) {
      const { body, bodyHtml, rendererVersion } = texts.body(talk.textOf[index]!)
      rows.push([
        index + 1,
        talk.threadOf[index]!,
        talk.floorOf[index]!,
        talk.authorOf[index]!,
        body,
        bodyHtml,
        rendererVersion,
        talk.at[index]!,
      ])
    }
    await inTransaction(db, (db) => bulkInsert(db, 'posts', columns, rows))
    onProgress(Math.min(posts, start + CHUNK), 'posts')
  }
}

/** Counts of days, the ledger with one entry for each balance, and moods on every fifth thread. */
export async function writeCounters(
  db: Db,
  { members, threads, seed }: GeneratedSize,
  talk: Talk,
): Promise<void> {
  await bulkInsert(db, 'daily_posts', ['day', 'posts'], [...talk.days])
  const earned = (kind: string, amountOf: (id: number) => number) =>
    Array.from({ length: members }, (_, index) => [index + 1, kind, amountOf(index + 1)] as const).filter(
      ([, , amount]) => amount !== 0,
    )
  const balances = [
    ...earned('wealth', (id) => talk.postsBy[id]!),
    ...earned('prestige', (id) => talk.threadsBy[id]!),
  ]
  await bulkInsert(db, 'credit_balances', ['member_id', 'kind', 'balance'], balances)
  await bulkInsert(
    db,
    'credit_entries',
    ['member_id', 'kind', 'amount', 'cause', 'balance_after', 'created_at'],
    balances.map(([id, kind, amount]) => [id, kind, amount, 'generated', amount, GENERATED_UNTIL]),
  )
  await db.updateTable('siteCounters').set({ value: members }).where('name', '=', 'members').execute()
  await writeMoods(db, { members, threads, seed }, talk)
}

async function writeMoods(
  db: Db,
  { members, threads, seed }: { members: number; threads: number; seed: number },
  talk: Talk,
): Promise<void> {
  const random = seededRandom(seed + 1)
  const votes: unknown[][] = []
  const counts: unknown[][] = []
  for (let id = 1; id <= threads; id += 5) {
    const byMood = new Map<number, number>()
    const first = wholeBelow(random, members)
    for (let voter = 0; voter < Math.min(members, 1 + wholeBelow(random, 6)); voter++) {
      const memberId = 1 + ((first + voter) % members)
      if (memberId === talk.starters[id]) continue
      const mood = 1 + wholeBelow(random, 7)
      byMood.set(mood, (byMood.get(mood) ?? 0) + 1)
      votes.push([id, memberId, mood, talk.lastAt[id]!])
    }
    for (const [mood, count] of byMood) counts.push([id, mood, count])
  }
  await bulkInsert(db, 'mood_votes', ['thread_id', 'member_id', 'mood_id', 'created_at'], votes)
  await bulkInsert(db, 'mood_counts', ['thread_id', 'mood_id', 'votes'], counts)
}
