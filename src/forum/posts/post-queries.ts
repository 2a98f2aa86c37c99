import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import type { Post } from './post.js'

const shown = [
  'posts.id',
  'posts.floor',
  'posts.authorId',
  'posts.subject',
  'posts.bodyHtml',
  'posts.createdAt',
  'posts.editedAt',
  'posts.removedAt',
  'posts.removedBy',
] as const

function shownPosts(db: Db, threadId: number) {
  return (
    db
      .selectFrom('posts')
      .select(shown)
      // No join: PostgreSQL, which thinks that a long thread has many posts on its first floors, would read all members.
      .select((eb) =>
        eb
          .selectFrom('members')
          .select('username')
          .whereRef('members.id', '=', 'posts.editedBy')
          .as('editorName'),
      )
      .where('posts.threadId', '=', threadId)
  )
}

export type ShownPost = Awaited<ReturnType<typeof postsByFloor>>[number]

interface FloorRange {
  from: number
  to: number
  withFirst: boolean
  isDescending: boolean
}

const byFloor = prepared(
  (db, { threadId, from, to, withFirst, isDescending }: FloorRange & { threadId: number }) =>
    shownPosts(db, threadId)
      .where((eb) => {
        const range = eb.between('posts.floor', from, to)
        return withFirst ? eb.or([range, eb('posts.floor', '=', 0)]) : range
      })
      .orderBy('posts.floor', isDescending ? 'desc' : 'asc'),
)

/** The posts of a thread whose floor lies between `from` and `to`, and floor 0 if asked; removed ones are there as gaps. */
export async function postsByFloor(db: Db, threadId: number, range: FloorRange) {
  const { withFirst } = range
  const posts = await byFloor.all(db, { ...range, threadId })
  // Floor 0 sorts last in 倒序 but stays on top.
  return withFirst && posts.at(-1)?.floor === 0 ? [posts.at(-1)!, ...posts.slice(0, -1)] : posts
}

interface AuthorPage {
  threadId: number
  authorId: number
  limit: number
  offset: number
  isDescending: boolean
}

const byAuthor = prepared((db, { threadId, authorId, limit, offset, isDescending }: AuthorPage) => {
  const own = db.selectFrom('posts').where('threadId', '=', threadId).where('authorId', '=', authorId)
  const ids = own
    .select('id')
    .orderBy('floor', isDescending ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset)
  return shownPosts(db, threadId)
    .select(own.select((eb) => eb.fn.countAll<number>().as('count')).as('total'))
    .where('posts.id', 'in', ids)
    .orderBy('posts.floor', isDescending ? 'desc' : 'asc')
})

const countByAuthor = prepared((db, { threadId, authorId }: { threadId: number; authorId: number }) =>
  db
    .selectFrom('posts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('threadId', '=', threadId)
    .where('authorId', '=', authorId),
)

/** One page of one author's posts in a thread, and how many they are in all, removed ones included; none beyond the last. */
export async function postsByAuthor(
  db: Db,
  page: AuthorPage,
): Promise<{ posts: ShownPost[]; total: number }> {
  const posts = await byAuthor.all(db, page)
  const { threadId, authorId, offset } = page
  if (posts.length > 0 || offset === 0) return { posts, total: posts[0]?.total ?? 0 }
  const counted = await countByAuthor.first(db, { threadId, authorId })
  return { posts, total: counted?.count ?? 0 }
}

const postById = prepared((db, { id }: { id: number }) =>
  db
    .selectFrom('posts')
    .innerJoin('members', 'members.id', 'posts.authorId')
    .select([
      'posts.id',
      'posts.threadId',
      'posts.floor',
      'posts.authorId',
      'members.username as authorName',
      'posts.subject',
      'posts.body',
      'posts.createdAt',
      'posts.version',
      'posts.editedAt',
      'posts.removedAt',
    ])
    .where('posts.id', '=', id),
)

/** One post with its source. The caller must load its thread as the reader may see it. */
export async function findPost(db: Db, id: number): Promise<Post | undefined> {
  return postById.first(db, { id })
}

interface WrittenBy {
  authorId: number
  readable: number[]
  limit: number
}

const writtenBy = prepared((db, { authorId, readable, limit }: WrittenBy) =>
  db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.threadId')
    .select(['posts.id', 'posts.body', 'posts.createdAt', 'threads.subject', 'threads.boardId'])
    .where('posts.authorId', '=', authorId)
    .where('posts.floor', '>', 0)
    .where('posts.removedAt', 'is', null)
    // With a plus before it, no index of threads: through one, all threads of the boards would be read.
    .where(sql<number>`+threads.board_id`, 'in', readable)
    .orderBy('posts.id', 'desc')
    .limit(limit),
)

/** A member's latest replies in boards the viewer may read. */
export async function repliesBy(db: Db, authorId: number, readable: number[], limit: number) {
  return readable.length === 0 ? [] : writtenBy.all(db, { authorId, readable, limit })
}
