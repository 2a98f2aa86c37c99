import { Store, type SessionData } from 'express-session'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { loadSite } from '../site/load-site.js'
import { randomToken, tokenHash } from '../../secrets.js'

declare module 'express-session' {
  interface SessionData {
    memberId: number
    /** where it was opened, for the list of one's devices */
    device: string
    ip: string
    createdAt: number
    /** read from the database rather than made anew: if its row is gone by now, it was ended */
    isStored: boolean
    /** said on the next page; afloat at its upper edge when that page is opened further down */
    flash: {
      kind: 'good' | 'bad'
      text: string
      isAfloat?: boolean
      links?: { title: string; href: string }[]
    }
  }
}

const DAY = 86_400_000
/** Idle and absolute life of a session, milliseconds (safety.md section 4). */
export const IDLE = 14 * DAY
const ABSOLUTE = 90 * DAY
/** A session is written as seen at most this often. */
const TOUCH_INTERVAL = 600_000
/** Sessions kept per member; the longest unused go first. */
const MOST_PER_MEMBER = 20

const storedSession = prepared((db, { idHash, now }: { idHash: string; now: number }) =>
  db
    .selectFrom('sessions')
    .select(['data', 'lastSeenAt'])
    .where('idHash', '=', idHash)
    .where('expiresAt', '>', now),
)

/** Sessions in the database, their ids hashed; a session exists only for who has signed in or is shown a flash. */
export class SessionStore extends Store {
  readonly #db: Db
  readonly #clock: () => number
  readonly #seen = new Map<string, number>()

  constructor(db: Db, clock: () => number) {
    super()
    this.#db = db
    this.#clock = clock
  }

  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    answer(callback, async () => {
      const row = await storedSession.first(this.#db, { idHash: tokenHash(sid), now: this.#clock() })
      if (!row) return null
      this.#seen.set(sid, row.lastSeenAt)
      return { ...(JSON.parse(row.data) as SessionData), isStored: true }
    })
  }

  override set(sid: string, session: SessionData, callback?: (error?: unknown) => void): void {
    this.#seen.delete(sid)
    answer(callback, () => this.#save(tokenHash(sid), session))
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    this.#seen.delete(sid)
    answer(callback, async () => {
      await this.#db.deleteFrom('sessions').where('idHash', '=', tokenHash(sid)).execute()
    })
  }

  override touch(sid: string, session: SessionData, callback?: () => void): void {
    const now = this.#clock()
    const seen = this.#seen.get(sid)
    this.#seen.delete(sid)
    if (seen === undefined || Math.abs(now - seen) < TOUCH_INTERVAL) return callback?.()
    // Whoever reads is answered, also when it can't be written down that they were seen.
    const done = () => callback?.()
    answer(done, async () => {
      if (await this.#isFrozen()) return
      await this.#db
        .updateTable('sessions')
        .set({ lastSeenAt: now, expiresAt: expiry(session, now) })
        .where('idHash', '=', tokenHash(sid))
        .execute()
    })
  }

  /** While the site is read-only nothing is written, be it that somebody was seen or a message shown. */
  async #isFrozen(): Promise<boolean> {
    return (await loadSite(this.#db)).settings.readOnly
  }

  async #save(idHash: string, session: SessionData): Promise<void> {
    if (await this.#isFrozen()) return
    const now = this.#clock()
    const memberId = session.memberId ?? null
    const seen = { data: JSON.stringify(session), lastSeenAt: now, expiresAt: expiry(session, now), memberId }
    // A session ended while its request was under way must not come back to life.
    if (session.isStored) {
      await this.#db.updateTable('sessions').set(seen).where('idHash', '=', idHash).execute()
      return
    }
    await this.#db
      .insertInto('sessions')
      .values({
        ...seen,
        idHash,
        publicId: randomToken(),
        device: session.device ?? '',
        ip: session.ip ?? '',
        createdAt: now,
      })
      .onConflict((conflict) => conflict.column('idHash').doUpdateSet(seen))
      .execute()
    if (memberId !== null) await this.#dropSurplus(memberId, idHash)
  }

  async #dropSurplus(memberId: number, newest: string): Promise<void> {
    const kept = this.#db
      .selectFrom('sessions')
      .select('idHash')
      .where('memberId', '=', memberId)
      .where('idHash', '!=', newest)
      .orderBy('lastSeenAt', 'desc')
      .limit(MOST_PER_MEMBER - 1)
    await this.#db
      .deleteFrom('sessions')
      .where('memberId', '=', memberId)
      .where('idHash', '!=', newest)
      .where('idHash', 'not in', kept)
      .execute()
  }
}

/** Deletes `most` sessions at most that have run out. Returns how many. */
export async function sweepSessions(db: Db, now: number, most: number): Promise<number> {
  const old = db.selectFrom('sessions').select('idHash').where('expiresAt', '<=', now).limit(most)
  const { numDeletedRows } = await db.deleteFrom('sessions').where('idHash', 'in', old).executeTakeFirst()
  return Number(numDeletedRows)
}

function expiry(session: SessionData, now: number): number {
  return Math.min(now + IDLE, (session.createdAt ?? now) + ABSOLUTE)
}

function answer<T>(
  callback: ((error?: unknown, value?: T) => void) | undefined,
  work: () => Promise<T>,
): void {
  work().then(
    (value) => callback?.(null, value),
    (error: unknown) => callback?.(error),
  )
}
