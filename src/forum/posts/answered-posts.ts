import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { messages } from '../../i18n/zh-cn.js'
import type { Settings } from '../site/settings.js'
import { excerpt, quotePost } from '../../text/bbcode-plain.js'
import type { Thread } from '../threads/thread.js'
import { notFound } from '../../refusal.js'
import { idNumber } from '../../fields.js'
import { findPost } from './post-queries.js'
import { floorName } from './post.js'

/** Posts that one reply may quote by its address. */
const MOST_QUOTES = 10

/** Floors shown below the form of a reply, and how much of each, code points. */
const LATEST = 5
const EXCERPT = 200

/** What a reply form is asked to begin with: posts to quote, and one to answer. */
export interface AskedPosts {
  quotes: number[]
  to: number | null
}

/** Reads `?quote=POST&quote=POST&to=POST`. Throws "not found" for what is no post's number. */
export function askedPosts(query: { quote?: unknown; to?: unknown }): AskedPosts {
  const quotes = query.quote === undefined ? [] : [...new Set([query.quote].flat())].map(required)
  if (quotes.length > MOST_QUOTES) throw notFound()
  return { quotes, to: query.to === undefined ? null : required(query.to) }
}

const postsAround = prepared((db, { threadId, ids }: { threadId: number; ids: number[] }) => {
  const latest = db
    .selectFrom('posts')
    .select('id')
    .where('threadId', '=', threadId)
    .where('removedAt', 'is', null)
    .orderBy('floor', 'desc')
    .limit(LATEST)
    .as('latest')
  const asked = db.selectFrom('posts').select('posts.id').where('posts.id', 'in', ids)
  return (
    db
      .selectFrom('posts')
      .select(['posts.id', 'posts.floor', 'posts.body', 'posts.createdAt'])
      // No join: PostgreSQL would read all members.
      .select((eb) =>
        eb
          .selectFrom('members')
          .select('username')
          .whereRef('members.id', '=', 'posts.authorId')
          .as('authorName'),
      )
      .where('posts.id', 'in', db.selectFrom(latest).select('latest.id').unionAll(asked))
      // With a plus before it, no index by thread: a long one would be read whole.
      .where(sql<number>`+posts.thread_id`, '=', threadId)
      .where('posts.removedAt', 'is', null)
  )
})

/**
 * What stands around a reply form, in one statement: the quotes it begins with, in the order they were asked for, whom it
 * answers, as 描述 says it (回 2楼(慢半拍)), and the last floors. Throws "not found" for what stands not in the thread.
 */
export async function aroundReply(
  db: Db,
  thread: Thread,
  { floorNames, subjectMax }: Settings,
  { quotes, to }: AskedPosts = { quotes: [], to: null },
) {
  const asked = to === null ? quotes : [...quotes, to]
  const posts = await postsAround.all(db, { threadId: thread.id, ids: [0, ...asked] })
  posts.sort((a, b) => b.floor - a.floor)
  const byId = new Map(posts.map((post) => [post.id, post]))
  if (asked.some((id) => !byId.has(id))) throw notFound()
  const answered = to === null ? undefined : byId.get(to)!
  const subject =
    answered && messages.post.answers(floorName(answered.floor, floorNames), answered.authorName ?? '')
  return {
    quotes: quotes.map((id) => quoteOf(byId.get(id)!)).join('\n'),
    ...(subject === undefined ? {} : { to, subject: Array.from(subject).slice(0, subjectMax).join('') }),
    latest: posts.slice(0, LATEST).map(({ id, floor, body, createdAt, authorName }) => ({
      href: `/posts/${id}`,
      floorName: floorName(floor, floorNames),
      name: authorName ?? '',
      at: createdAt,
      excerpt: excerpt(body, EXCERPT),
    })),
  }
}

/** The author of the post that a form says it answers, if it stands in the thread; else null. */
export async function answeredMember(db: Db, thread: Thread, to: number | null): Promise<number | null> {
  const post = to === null ? undefined : await findPost(db, to)
  return post && post.threadId === thread.id && post.removedAt === null ? post.authorId : null
}

function required(value: unknown): number {
  const id = idNumber(value)
  if (id === null) throw notFound()
  return id
}

function quoteOf({ authorName, id, body }: { authorName: string | null; id: number; body: string }): string {
  return quotePost({ name: authorName ?? '', postId: id, source: body })
}
