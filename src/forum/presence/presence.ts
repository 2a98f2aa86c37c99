import type { Member } from '../members/member.js'
import type { UnreadNotice } from '../notices/unread-notices.js'
import { GuestPlaces, type Guest } from './guest-places.js'
import { ReadMarks, type ThreadRead } from './read-marks.js'
import type { PostsSeen } from '../notices/read-notices.js'

/** A gap this long (milliseconds) ends a visit: what came before is "last time". */
export const VISIT_GAP = 30 * 60_000
/** Guests remembered at most; beyond it the longest silent one is forgotten. */
const MOST_GUESTS = 20_000
/** Views remembered at most, so that none is counted twice; beyond it the oldest is forgotten. */
const MOST_VIEWS = 50_000
/** A guest who stays is written again after this long, milliseconds: who is here is told by the hour. */
const GUEST_INTERVAL = 300_000

/** When a member's requests since the last flush began and ended, milliseconds UTC. */
export interface MemberSeen {
  memberId: number
  firstAt: number
  lastAt: number
}

export interface GuestSeen {
  guestKey: string
  lastSeenAt: number
}

/** What has gathered in memory and belongs in the database. */
export interface PresenceBatch {
  members: MemberSeen[]
  threadViews: { threadId: number; views: number }[]
  threadReads: ThreadRead[]
  postsSeen: PostsSeen[]
  guests: GuestSeen[]
}

/**
 * Gathers who is here and which threads are looked at, so that reading a page writes nothing. Flushed in batches;
 * a crash loses some seconds of view counts and online time, nothing anybody wrote.
 */
export class Presence {
  readonly #places: GuestPlaces
  readonly #guests = new Map<string, { lastAt: number; writtenAt: number }>()
  #members = new Map<number, MemberSeen>()
  #views = new Map<number, number>()
  /** when a reader's view of a thread was last counted */
  readonly #counted = new Map<string, number>()
  readonly #reads = new ReadMarks()
  #newGuests = new Set<string>()
  /** guests of all processes, as the last flush counted them */
  guestsCounted = 0

  /** @param secret what guests' keys are made with */
  constructor(secret: Buffer) {
    this.#places = new GuestPlaces(secret)
  }

  /** What tells guests apart and nothing of them. */
  guestKey(guest: Guest): string {
    return this.#places.take(guest)
  }

  /** Notes a member's request and returns the end of their visit before this one. */
  noteMember({ id, lastVisitAt, previousVisitAt }: Member, now: number): number {
    const pending = this.#members.get(id)
    // A clock that was set meanwhile has not let that time pass.
    const isNear = pending !== undefined && Math.abs(now - pending.lastAt) <= VISIT_GAP
    const firstAt = isNear ? Math.min(pending.firstAt, now) : now
    this.#members.set(id, { memberId: id, firstAt, lastAt: now })
    return lastVisitAt !== null && now - lastVisitAt > VISIT_GAP ? lastVisitAt : previousVisitAt
  }

  /** Forgets a member who signed out and returns what had gathered of them, for the caller to write. */
  memberLeft(memberId: number): MemberSeen | undefined {
    const pending = this.#members.get(memberId)
    this.#members.delete(memberId)
    return pending
  }

  /** Notes a guest's request; `key` tells guests apart. */
  noteGuest(key: string, now: number): void {
    const writtenAt = this.#guests.get(key)?.writtenAt ?? -Infinity
    this.#guests.delete(key)
    this.#guests.set(key, { lastAt: now, writtenAt })
    if (Math.abs(now - writtenAt) > GUEST_INTERVAL) this.#newGuests.add(key)
    if (this.#guests.size > MOST_GUESTS) this.guestLeft(this.#guests.keys().next().value!)
  }

  /** Forgets a guest who has signed in: they are counted among the members from now on. */
  guestLeft(key: string): void {
    this.#guests.delete(key)
    this.#newGuests.delete(key)
    this.#places.leave(key)
  }

  /**
   * Guests seen within `windowMs`: this process's own at once, those of others since the last flush. The map is in
   * order of last request, so the silent ones come first.
   */
  guestCount(now: number, windowMs: number): number {
    for (const [key, { lastAt }] of this.#guests) {
      if (Math.abs(now - lastAt) <= windowMs) break
      this.guestLeft(key)
    }
    return Math.max(this.#guests.size, this.guestsCounted)
  }

  /** Notes that a thread's page was shown to a reader: a view once a visit, however many pages they turn. */
  noteView(threadId: number, reader: string, now: number): void {
    const view = `${threadId} ${reader}`
    const countedAt = this.#counted.get(view)
    if (countedAt !== undefined && Math.abs(now - countedAt) <= VISIT_GAP) return
    this.#counted.delete(view)
    this.#counted.set(view, now)
    if (this.#counted.size > MOST_VIEWS) this.#counted.delete(this.#counted.keys().next().value!)
    this.#views.set(threadId, (this.#views.get(threadId) ?? 0) + 1)
  }

  /** Notes up to when a member has read a thread. */
  noteRead(read: ThreadRead): void {
    this.#reads.noteThread(read)
  }

  /** Up to when the member has read a thread, as far as the database does not know yet; 0 for not at all. */
  pendingRead(memberId: number, threadId: number): number {
    return this.#reads.threadReadAt(memberId, threadId)
  }

  /** The threads that the member has read, as far as the database does not know yet. */
  pendingReads(memberId: number): ThreadRead[] {
    return this.#reads.threadsOf(memberId)
  }

  /** Notes that a member was shown posts that they have unread notices of. */
  noteSeen(seen: PostsSeen): void {
    this.#reads.notePosts(seen)
  }

  /** Whether the member was shown what an unread notice is about since it was told. */
  hasSeen(memberId: number, notice: UnreadNotice): boolean {
    return this.#reads.hasSeen(memberId, notice)
  }

  /** Takes what has gathered, `most` of each kind; the caller writes it. Null when there is nothing. */
  takeBatch(most: number): PresenceBatch | null {
    const { threads, posts } = this.#reads.first(most)
    const batch = {
      members: taken(this.#members, most).map(([, seen]) => seen),
      threadViews: taken(this.#views, most).map(([threadId, views]) => ({ threadId, views })),
      threadReads: threads,
      postsSeen: posts,
      guests: this.#takeGuests(most),
    }
    return Object.values(batch).some((rows) => rows.length > 0) ? batch : null
  }

  /** To be called when a batch has been written: what members have read is known to the database from now on. */
  written({ threadReads, postsSeen }: PresenceBatch): void {
    this.#reads.forget({ threads: threadReads, posts: postsSeen })
  }

  /** To be called when all batches have been written, with the pages that were read before what they follow on. */
  keepEarly(reads: readonly ThreadRead[]): void {
    this.#reads.keepEarly(reads)
  }

  /** Takes a batch back that could not be written; the next one holds it as well. */
  putBack({ members, threadViews, guests }: PresenceBatch): void {
    for (const past of members) {
      const since = this.#members.get(past.memberId)
      this.#members.set(past.memberId, { ...past, lastAt: since?.lastAt ?? past.lastAt })
    }
    for (const { threadId, views } of threadViews)
      this.#views.set(threadId, views + (this.#views.get(threadId) ?? 0))
    for (const { guestKey } of guests) if (this.#guests.has(guestKey)) this.#newGuests.add(guestKey)
  }

  #takeGuests(most: number): GuestSeen[] {
    const seen: GuestSeen[] = []
    for (const key of this.#newGuests) {
      if (seen.length === most) break
      this.#newGuests.delete(key)
      const guest = this.#guests.get(key)!
      guest.writtenAt = guest.lastAt
      seen.push({ guestKey: key, lastSeenAt: guest.lastAt })
    }
    return seen
  }
}

/** Takes the first `most` entries out of a map. */
function taken<Key, Value>(map: Map<Key, Value>, most: number): [Key, Value][] {
  const entries: [Key, Value][] = []
  for (const entry of map) {
    if (entries.length === most) break
    entries.push(entry)
  }
  for (const [key] of entries) map.delete(key)
  return entries
}
