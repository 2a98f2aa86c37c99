import type { Db } from '../db/database.js'
import { prepared } from '../db/prepared.js'
import { messages } from '../i18n/zh-cn.js'
import type { Settings } from '../site/settings.js'
import { excerpt, quotePost } from '../text/bbcode-plain.js'
import type { Thread } from '../threads/thread.js'
import { notFound } from '../web/http-errors.js'
import { idNumber } from '../web/paging.js'
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
  const standing = db.selectFrom('posts').where('threadId', '=', threadId).where('removedAt', 'is', null)
  const latest = standing.select('id').orderBy('floor', 'desc').limit(LATEST)
  return standing
    .innerJoin('members', 'members.id', 'posts.authorId')
    .select(['posts.id', 'posts.floor', 'posts.body', 'posts.createdAt', 'members.username as authorName'])
    .where((eb) => eb.or([eb('posts.id', 'in', latest), eb('posts.id', 'in', ids)]))
    .orderBy('posts.floor', 'desc')
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
  const byId = new Map(posts.map((post) => [post.id, post]))
  if (asked.some((id) => !byId.has(id))) throw notFound()
  const answered = to === null ? undefined : byId.get(to)!
  const subject =
    answered && messages.post.answers(floorName(answered.floor, floorNames), answered.authorName)
  return {
    quotes: quotes.map((id) => quoteOf(byId.get(id)!)).join('\n'),
    ...(subject === undefined
      ? {}
      : { to: String(to), subject: Array.from(subject).slice(0, subjectMax).join('') }),
    latest: posts.slice(0, LATEST).map(({ id, floor, body, createdAt, authorName }) => ({
      href: `/posts/${id}`,
      floorName: floorName(floor, floorNames),
      name: authorName,
      at: createdAt,
      excerpt: excerpt(body, EXCERPT),
    })),
  }
}

/** The author of the post that a form says it answers, if it stands in the thread; else null. */
export async function answeredMember(db: Db, thread: Thread, to: string): Promise<number | null> {
  const id = idNumber(to)
  const post = id === null ? undefined : await findPost(db, id)
  return post && post.threadId === thread.id && post.removedAt === null ? post.authorId : null
}

function required(value: unknown): number {
  const id = idNumber(value)
  if (id === null) throw notFound()
  return id
}

function quoteOf({ authorName, id, body }: { authorName: string; id: number; body: string }): string {
  return quotePost({ name: authorName, postId: id, source: body })
}
