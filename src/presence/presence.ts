import type { Member } from '../members/member.js'

/** A gap this long (milliseconds) ends a visit: what came before is "last time". */
export const VISIT_GAP = 30 * 60_000
/** Guests remembered at most; beyond it the longest silent one is forgotten. */
const MOST_GUESTS = 20_000

/** What one member has done since the last flush. */
export interface MemberPresence {
  memberId: number
  lastVisitAt: number
  /** end of the visit before, when a new visit has begun */
  previousVisitAt: number | null
  onlineMs: number
}

/** What has gathered in memory and belongs in the database. */
export interface PresenceBatch {
  members: MemberPresence[]
  threadViews: Map<number, number>
  threadReads: { memberId: number; threadId: number; readAt: number }[]
  guests: number
}

/**
 * Gathers who is here and which threads are looked at, so that reading a page writes nothing. Flushed in batches;
 * a crash loses some seconds of view counts and online time, nothing anybody wrote.
 */
export class Presence {
  readonly #lastSeen = new Map<number, { at: number; previousVisitAt: number }>()
  readonly #guests = new Map<string, number>()
  #members = new Map<number, MemberPresence>()
  #views = new Map<number, number>()
  #reads = new Map<string, { memberId: number; threadId: number; readAt: number }>()

  /**
   * Notes a member's request and returns the end of their visit before this one. The time since their last request
   * counts as online unless it is longer than `gapMs` (PHPWind 1.9: request gaps below an hour are added up).
   */
  noteMember(member: Member, now: number, gapMs: number): number {
    const known = this.#lastSeen.get(member.id)
    const lastAt = known?.at ?? member.lastVisitAt
    const gap = lastAt === null ? 0 : Math.max(0, now - lastAt)
    const isNewVisit = lastAt !== null && gap > VISIT_GAP
    const previousVisitAt = isNewVisit ? lastAt : (known?.previousVisitAt ?? member.previousVisitAt)
    const pending = this.#members.get(member.id)
    this.#lastSeen.set(member.id, { at: now, previousVisitAt })
    this.#members.set(member.id, {
      memberId: member.id,
      lastVisitAt: now,
      previousVisitAt: isNewVisit ? lastAt : (pending?.previousVisitAt ?? null),
      onlineMs: (pending?.onlineMs ?? 0) + (gap < gapMs ? gap : 0),
    })
    return previousVisitAt
  }

  /** Forgets a member who signed out and returns what had gathered of them, for the caller to write. */
  memberLeft(memberId: number): MemberPresence | undefined {
    const pending = this.#members.get(memberId)
    this.#lastSeen.delete(memberId)
    this.#members.delete(memberId)
    return pending
  }

  /** Notes a guest's request; `key` tells guests apart. */
  noteGuest(key: string, now: number): void {
    this.#guests.delete(key)
    this.#guests.set(key, now)
    if (this.#guests.size > MOST_GUESTS) this.#guests.delete(this.#guests.keys().next().value!)
  }

  /** Forgets a guest who has signed in: they are counted among the members from now on. */
  guestLeft(key: string): void {
    this.#guests.delete(key)
  }

  /** Guests seen within `windowMs`. The map is in order of last request, so the silent ones come first. */
  guestCount(now: number, windowMs: number): number {
    for (const [key, at] of this.#guests) {
      if (now - at <= windowMs) break
      this.#guests.delete(key)
    }
    return this.#guests.size
  }

  /** Notes that a thread's page was shown, and to which member. */
  noteThread(threadId: number, memberId: number | null, now: number): void {
    this.#views.set(threadId, (this.#views.get(threadId) ?? 0) + 1)
    if (memberId !== null) this.#reads.set(`${memberId} ${threadId}`, { memberId, threadId, readAt: now })
  }

  /** When the member last opened a thread, if the database does not know yet. */
  pendingRead(memberId: number, threadId: number): number {
    return this.#reads.get(`${memberId} ${threadId}`)?.readAt ?? 0
  }

  /** Takes a batch back that could not be written; the next one holds it as well. */
  putBack({ members, threadViews, threadReads }: PresenceBatch): void {
    for (const past of members) {
      const since = this.#members.get(past.memberId)
      this.#members.set(past.memberId, {
        memberId: past.memberId,
        lastVisitAt: since?.lastVisitAt ?? past.lastVisitAt,
        previousVisitAt: since?.previousVisitAt ?? past.previousVisitAt,
        onlineMs: past.onlineMs + (since?.onlineMs ?? 0),
      })
    }
    for (const [threadId, views] of threadViews)
      this.#views.set(threadId, views + (this.#views.get(threadId) ?? 0))
    for (const read of threadReads) {
      const key = `${read.memberId} ${read.threadId}`
      if (!this.#reads.has(key)) this.#reads.set(key, read)
    }
  }

  /** Takes what has gathered; the caller writes it. */
  takeBatch(now: number, windowMs: number): PresenceBatch {
    const batch = {
      members: [...this.#members.values()],
      threadViews: this.#views,
      threadReads: [...this.#reads.values()],
      guests: this.guestCount(now, windowMs),
    }
    this.#members = new Map()
    this.#views = new Map()
    this.#reads = new Map()
    for (const [id, { at }] of this.#lastSeen) if (now - at > windowMs) this.#lastSeen.delete(id)
    return batch
  }
}
