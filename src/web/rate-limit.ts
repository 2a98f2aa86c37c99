import cluster from 'node:cluster'
import { CompiledQuery } from 'kysely'
import {
  RateLimiterCluster,
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible'
import type { Db } from '../db/database.js'
import { engineOf } from '../db/engine.js'
import { Refusal } from '../refusal.js'
import { CLOCKS_APART } from '../calendar.js'

// The ceiling is a setting that may change at any time, so the limiter only counts.
const UNBOUNDED = Number.MAX_SAFE_INTEGER

/** Counts tries per key in windows of a fixed length; the most allowed is given at each try. */
export class RateLimit {
  readonly #limiter: RateLimiterAbstract
  readonly #db: Db
  readonly #name: string
  readonly #windowMs: number

  constructor(db: Db, { name, windowSeconds }: { name: string; windowSeconds: number }) {
    this.#db = db
    this.#name = name
    this.#windowMs = windowSeconds * 1000
    const options = { keyPrefix: name, points: UNBOUNDED, duration: windowSeconds }
    this.#limiter = limiterFor(db, options)
  }

  /** Counts one try. Throws Refusal `too-soon` once `key` has had more than `most` in the window. */
  async count(key: string, most: number): Promise<void> {
    const { consumedPoints, msBeforeNext } = await this.#limiter.consume(key)
    if (consumedPoints <= most) return
    throw tooMany(msBeforeNext)
  }

  /**
   * Takes one of `most` places in the window, before the work that may come to nothing and give it back. Throws Refusal
   * `too-soon` when there is none; that try is not counted.
   */
  async take(key: string, most: number): Promise<Place> {
    const { consumedPoints, msBeforeNext } = await this.#limiter.consume(key)
    const giveBack = async () => void (await this.#limiter.reward(key))
    if (consumedPoints > most) {
      await giveBack()
      throw tooMany(msBeforeNext)
    }
    return { number: consumedPoints, left: most - consumedPoints, minutes: minutesOf(msBeforeNext), giveBack }
  }

  /** Forgets the tries of `key`, as after a successful sign-in. */
  async forget(key: string): Promise<void> {
    await this.#limiter.delete(key)
  }

  /** Forgets windows that end later than one begun now: a wrong clock would shut out until then. Returns how many. */
  async bringBack(now: number): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('limitCounts')
      .where('expire', '>', now + this.#windowMs + CLOCKS_APART)
      .where('key', 'like', `${this.#name}:%`)
      .executeTakeFirst()
    return Number(numDeletedRows)
  }
}

/** A place taken at a limit: the how manieth, how many are left, and minutes until the window ends. */
export interface Place {
  number: number
  left: number
  minutes: number
  giveBack: () => Promise<void>
}

/** Takes a place at each of several limits. Throws as `take` does when one has none; those taken before are given back. */
export async function takePlaces(
  wanted: readonly { limit: RateLimit; key: string; most: number }[],
): Promise<Place[]> {
  const places: Place[] = []
  for (const { limit, key, most } of wanted) {
    try {
      places.push(await limit.take(key, most))
    } catch (error) {
      await giveBack(places)
      throw error
    }
  }
  return places
}

/** Gives places back of which nothing came. */
export async function giveBack(places: readonly Place[]): Promise<void> {
  await Promise.all(places.map((place) => place.giveBack()))
}

/** Forgets `most` windows at most that are over. Returns how many. */
export async function sweepLimits(db: Db, now: number, most: number): Promise<number> {
  const over = db.selectFrom('limitCounts').select('key').where('expire', '<', now).limit(most)
  const { numDeletedRows } = await db.deleteFrom('limitCounts').where('key', 'in', over).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Workers of one machine count together in the process that started them; servers count together in their database. */
function limiterFor(
  db: Db,
  options: { keyPrefix: string; points: number; duration: number },
): RateLimiterAbstract {
  if (engineOf(db) === 'postgres') {
    return new RateLimiterPostgres({
      ...options,
      storeClient: clientOf(db),
      storeType: 'client',
      tableName: 'limit_counts',
      tableCreated: true,
      clearExpiredByTimeout: false,
    })
  }
  return cluster.isWorker ? new RateLimiterCluster(options) : new RateLimiterMemory(options)
}

/** What the limiter knows as a client of pg: our own connections, with their bounds and their ways to fail. */
function clientOf(db: Db) {
  return {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values))
      return { rows, rowCount: Number(numAffectedRows ?? rows.length) }
    },
  }
}

function tooMany(milliseconds: number): Refusal {
  const seconds = Math.ceil(milliseconds / 1000)
  return new Refusal('too-soon', (t) => t.refusal.tooMany(minutesOf(milliseconds)), { retryAfter: seconds })
}

function minutesOf(milliseconds: number): number {
  return Math.ceil(milliseconds / 60_000)
}
