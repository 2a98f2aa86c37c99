import type { Visit } from '../visit.js'
import { memberPanels } from '../parts/member-panel.js'
import { latestModeration } from '../../forum/moderation/moderation-queries.js'
import { renderFloors, type Floor } from '../parts/floors.js'
import { postsByAuthor, postsByFloor, type ShownPost } from '../../forum/posts/post-queries.js'
import { BoundedMap } from '../../web/bounded-map.js'
import { notFound } from '../../refusal.js'
import { addressWith, pageCount } from '../../web/paging.js'
import { threadHref } from '../parts/thread-address.js'
import { readableThread } from '../../forum/threads/thread-queries.js'
import { spanOf, type ReadSpan } from './thread-reading.js'
import { floorsOfPage, type Thread } from '../../forum/threads/thread.js'

/** Memory for the floors of threads that members read, bytes; a page of a thread takes some 60 KB. */
const MOST_BYTES = 8 * 1024 * 1024

/** Which part of a thread is asked for. */
export interface ThreadPart {
  id: number
  page: number
  isDescending: boolean
  /** posts of this member alone, or null */
  authorId: number | null
}

/** What all readers of a page of a thread see alike. */
export interface ThreadContent {
  thread: Thread
  floors: Floor[]
  pages: number
  latest: Awaited<ReturnType<typeof latestModeration>>
  /** the author whose posts alone are shown */
  onlyName: string | null
  /** what of the thread has been read with this page; null of one author's posts */
  span: ReadSpan | null
}

interface KeptContent extends ThreadContent {
  versions: number
  until: number
}

const kept = new WeakMap<object, BoundedMap<KeptContent>>()

/**
 * A page of a thread as this viewer may read it, for members from memory as long as it is true. Who has written on the
 * page gets it made anew, with their own figures as they are. Beyond the last page there are no floors.
 */
export async function threadContent(visit: Visit, part: ThreadPart): Promise<ThreadContent> {
  const { site, viewer, now, life } = visit
  // A visitor's page is kept as a whole.
  if (!viewer) return makeContent(visit, part)
  const contents = contentsOf(visit.presence)
  const key = `${part.id} ${part.page} ${part.isDescending ? 'desc' : ''} ${part.authorId ?? ''}`
  // Read before the content is: a change in between makes it look older than it is, never newer.
  const versions = await visit.versions.sum(['site', 'people', `thread:${part.id}`])
  const known = contents.get(key)
  const isTrue = known !== undefined && known.versions === versions && known.until > now
  if (isTrue && known.floors.every(({ post }) => post.authorId !== viewer.id)) {
    if (!site.boards.isReadable(viewer, known.thread.boardId)) throw notFound()
    return known
  }
  const content = await makeContent(visit, part)
  if (part.page > content.pages) return content
  const floors = content.floors.map((floor) => ({ ...floor, floorHtml: inOnePiece(floor.floorHtml) }))
  contents.set(key, { ...content, floors, versions, until: life.until }, bytesOf(content))
  return content
}

async function makeContent(
  visit: Visit,
  { id, page, isDescending, authorId }: ThreadPart,
): Promise<ThreadContent> {
  const { db, site, viewer, now, life } = visit
  const thread = await readableThread(db, site, viewer, id)
  if (!thread) throw notFound()
  life.endBy(thread.highlightUntil, now)
  const perPage = site.settings.postsPerPage
  const { posts, total, span } =
    authorId === null
      ? { ...(await floorsAt(visit, thread, { page, isDescending })), total: thread.nextFloor }
      : {
          ...(await postsByAuthor(db, {
            threadId: id,
            authorId,
            limit: perPage,
            offset: (page - 1) * perPage,
            isDescending,
          })),
          span: null,
        }
  const pages = pageCount(total, perPage)
  if (total === 0) throw notFound()
  if (page > pages) return { thread, floors: [], pages, latest: undefined, onlyName: null, span: null }
  const authors = posts.map((post) => post.authorId)
  const panels = await memberPanels(db, site, authors, now)
  const latest = await latestModeration(db, id)
  const orderHref = addressWith(threadHref(id), { author: authorId, order: isDescending ? null : 'desc' })
  return {
    thread,
    floors: renderFloors(visit, posts, { thread, panels, isDescending, orderHref }),
    pages,
    latest,
    onlyName: authorId === null ? null : panels.get(authorId)!.name,
    span,
  }
}

async function floorsAt(
  { db, site }: Visit,
  { id, nextFloor }: Thread,
  { page, isDescending }: { page: number; isDescending: boolean },
): Promise<{ posts: ShownPost[]; span: ReadSpan | null }> {
  const range = floorsOfPage(page, { nextFloor, perPage: site.settings.postsPerPage, isDescending })
  const { from, to, withFirst } = range
  // With the posts around them, that tell up to where this page was read; pages in order are read from the first on.
  const around = { from: isDescending ? Math.max(1, from - 1) : from, to: to + 1 }
  const found = await postsByFloor(db, id, { ...around, withFirst, isDescending })
  const isShown = ({ floor }: ShownPost) => (floor >= from && floor <= to) || (withFirst && floor === 0)
  const posts = found.filter(isShown)
  const newest = posts.reduce<ShownPost | undefined>((a, b) => (a && a.floor > b.floor ? a : b), undefined)
  if (!newest) return { posts, span: null }
  const at = (floor: number) => found.find((post) => post.floor === floor)
  const before = isDescending && from > 1 ? at(from - 1) : undefined
  return { posts, span: spanOf(newest, { before, next: at(newest.floor + 1) }) }
}

// One per forum: several live in one process in tests.
function contentsOf(forum: object): BoundedMap<KeptContent> {
  const known = kept.get(forum)
  if (known) return known
  const made = new BoundedMap<KeptContent>({ mostBytes: MOST_BYTES })
  kept.set(forum, made)
  return made
}

// A rendered text is a tree of its parts, several times as large as its characters, until somebody reads it whole.
function inOnePiece(text: string): string {
  return Buffer.from(text).toString()
}

// Chinese takes two bytes a character in memory.
function bytesOf({ floors }: ThreadContent): number {
  return floors.reduce((sum, floor) => sum + 2 * floor.floorHtml.length + 500, 2000)
}
