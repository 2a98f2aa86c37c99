import type { PostsSeen } from '../notices/read-notices.js'

/** Up to when a member has read a thread, milliseconds UTC: at once, or if they have read up to `after` before. */
export interface ThreadRead {
  memberId: number
  threadId: number
  readAt: number
  /** 0 when it counts at once */
  after: number
  /** how often it has been written in vain, as what it follows on was not known */
  tries?: number
}

/** A notice, as far as it matters whether it was seen: of a post, or with null of the thread itself. */
interface NoticeOf {
  id: number
  threadId: number | null
  postId: number | null
}

/** Processes write each second, and a busy one a little later. */
const MOST_TRIES = 3

/** What members have read and the database does not know yet. A mark counts until it is written. */
export class ReadMarks {
  readonly #threads = new Map<string, ThreadRead>()
  /** read backwards: whether they count the database knows */
  readonly #backwards = new Map<string, ThreadRead>()
  readonly #posts = new Map<string, PostsSeen>()

  /** Notes up to when a member has read a thread; a later mark is never undone. */
  noteThread(read: ThreadRead): void {
    const key = keyOf(read)
    if (read.after > 0) this.#backwards.set(`${key} ${read.after}`, read)
    else if (read.readAt > this.threadReadAt(read.memberId, read.threadId)) this.#threads.set(key, read)
  }

  /** Keeps pages that were read before what they follow on, for as long as another process may take to write that. */
  keepEarly(reads: readonly ThreadRead[]): void {
    for (const { tries = 0, ...read } of reads) {
      const key = `${keyOf(read)} ${read.after}`
      if (tries < MOST_TRIES && !this.#backwards.has(key))
        this.#backwards.set(key, { ...read, tries: tries + 1 })
    }
  }

  /** Up to when the member has read a thread, 0 when nothing is noted. */
  threadReadAt(memberId: number, threadId: number): number {
    return this.#threads.get(keyOf({ memberId, threadId }))?.readAt ?? 0
  }

  /** The threads that a member has read. */
  threadsOf(memberId: number): ThreadRead[] {
    return [...this.#threads.values()].filter((read) => read.memberId === memberId)
  }

  /** Notes that a member was shown posts of a thread. */
  notePosts(seen: PostsSeen): void {
    const key = keyOf(seen)
    const { postIds = [], upTo = 0 } = this.#posts.get(key) ?? {}
    this.#posts.set(key, {
      ...seen,
      postIds: [...new Set([...postIds, ...seen.postIds])],
      upTo: Math.max(upTo, seen.upTo),
    })
  }

  /** Whether the member was shown what a notice is about. */
  hasSeen(memberId: number, { id, threadId, postId }: NoticeOf): boolean {
    if (threadId === null) return false
    const seen = this.#posts.get(keyOf({ memberId, threadId }))
    if (seen === undefined || id > seen.upTo) return false
    return postId === null || seen.postIds.includes(postId)
  }

  /** The first `most` marks of each kind, to be written. */
  first(most: number): { threads: ThreadRead[]; posts: PostsSeen[] } {
    const threads = [...firstOf(this.#threads, most), ...firstOf(this.#backwards, most)]
    return { threads, posts: firstOf(this.#posts, most) }
  }

  /** Forgets marks that were written, unless they have changed since. */
  forget({ threads, posts }: { threads: readonly ThreadRead[]; posts: readonly PostsSeen[] }): void {
    forgetFrom(this.#threads, threads)
    forgetFrom(this.#backwards, threads)
    forgetFrom(this.#posts, posts)
  }
}

interface Mark {
  memberId: number
  threadId: number
}

function keyOf({ memberId, threadId }: Mark): string {
  return `${memberId} ${threadId}`
}

function firstOf<M>(marks: ReadonlyMap<string, M>, most: number): M[] {
  const first: M[] = []
  for (const mark of marks.values()) {
    if (first.length === most) break
    first.push(mark)
  }
  return first
}

function forgetFrom<M>(marks: Map<string, M>, written: readonly M[]): void {
  const gone = new Set(written)
  for (const [key, mark] of marks) if (gone.has(mark)) marks.delete(key)
}
