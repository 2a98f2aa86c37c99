import type { Member } from '../members/member.js'
import type { UnreadNotice } from '../notices/unread-notices.js'
import { signature } from '../web/secrets.js'
import { ReadMarks, type PostsSeen, type ThreadRead } from './read-marks.js'

/** A gap this long (milliseconds) ends a visit: what came before is "last time". */
export const VISIT_GAP = 30 * 60_000
/** Guests remembered at most; beyond it the longest silent one is forgotten. */
const MOST_GUESTS = 20_000
/** A guest who stays is written again after this long, milliseconds: who is here is told by the hour. */
const GUEST_INTERVAL = 300_000

/** When a member's requests since the last flush began and ended, milliseconds UTC. */
export interface MemberSeen {
  memberId: number
  firstAt: number
  lastAt: number
}

/** What of a guest's request tells them apart from others. */
interface GuestRequest {
  ip?: string | undefined
  headers: { 'user-agent'?: string | undefined }
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
  readonly #secret: Buffer
  readonly #guests = new Map<string, { lastAt: number; writtenAt: number }>()
  #members = new Map<number, MemberSeen>()
  #views = new Map<number, number>()
  readonly #reads = new ReadMarks()
  #newGuests = new Set<string>()
  /** guests of all processes, as the last flush counted them */
  guestsCounted = 0

  /** @param secret what guests' keys are made with, so that nobody can try out addresses against them */
  constructor(secret: Buffer) {
    this.#secret = secret
  }

  /** Tells guests apart without keeping anything of them: a keyed hash of address and browser, short enough to keep many. */
  guestKey({ ip, headers }: GuestRequest): string {
    return signature(this.#secret, `${ip ?? ''} ${headers['user-agent'] ?? ''}`).slice(0, 22)
  }

  /** Notes a member's request and returns the end of their visit before this one. */
  noteMember({ id, lastVisitAt, previousVisitAt }: Member, now: number): number {
    const pending = this.#members.get(id)
    this.#members.set(id, { memberId: id, firstAt: pending?.firstAt ?? now, lastAt: now })
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
    if (now - writtenAt > GUEST_INTERVAL) this.#newGuests.add(key)
    if (this.#guests.size > MOST_GUESTS) this.guestLeft(this.#guests.keys().next().value!)
  }

  /** Forgets a guest who has signed in: they are counted among the members from now on. */
  guestLeft(key: string): void {
    this.#guests.delete(key)
    this.#newGuests.delete(key)
  }

  /**
   * Guests seen within `windowMs`: this process's own at once, those of others since the last flush. The map is in
   * order of last request, so the silent ones come first.
   */
  guestCount(now: number, windowMs: number): number {
    for (const [key, { lastAt }] of this.#guests) {
      if (now - lastAt <= windowMs) break
      this.guestLeft(key)
    }
    return Math.max(this.#guests.size, this.guestsCounted)
  }

  /** Notes that a thread's page was shown, and to which member. */
  noteThread(threadId: number, memberId: number | null, now: number): void {
    this.#views.set(threadId, (this.#views.get(threadId) ?? 0) + 1)
    if (memberId !== null) this.#reads.noteThread(memberId, threadId, now)
  }

  /** When the member last opened a thread, if the database does not know yet. */
  pendingRead(memberId: number, threadId: number): number {
    return this.#reads.threadReadAt(memberId, threadId)
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
