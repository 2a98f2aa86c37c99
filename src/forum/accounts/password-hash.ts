import { createHmac } from 'node:crypto'
import bcrypt from 'bcrypt'
import { Refusal } from '../../refusal.js'

/** Hashes that run at once, and how many may wait: bcrypt shares four threads with the file system. */
const AT_ONCE = 2
const MOST_WAITING = 20
/** Of these, how many may be there for one address: others find room while it has its fill. */
const MOST_OF_ONE = 14

/**
 * Passwords as bcrypt over a keyed pre-hash, `v2$` before it so that it can be replaced: bcrypt alone ignores what
 * follows the 72nd byte, the 24th Chinese character. Exactly as received, nothing trimmed or normalised.
 */
export class PasswordHasher {
  readonly #pepper: Buffer
  readonly #cost: number
  readonly #dummy: Promise<string>
  readonly #waiting: (() => void)[] = []
  readonly #ofAddress = new Map<string, number>()
  #running = 0

  constructor({ pepper, cost }: { pepper: Buffer; cost: number }) {
    this.#pepper = pepper
    this.#cost = cost
    this.#dummy = this.hash('nobody has this password')
  }

  /** Throws Refusal `busy` when too many are waiting already, be it in all or for `address`. */
  async hash(password: string, address?: string): Promise<string> {
    return this.#inTurn(address, async () => `v2$${await bcrypt.hash(this.#prehash(password), this.#cost)}`)
  }

  /**
   * Compares with a stored hash; with undefined it takes as long and says no, so that unknown names look like known ones.
   * Throws as `hash` does.
   */
  async matches(password: string, hash: string | undefined, address?: string): Promise<boolean> {
    const against = hash?.startsWith('v2$') ? hash : await this.#dummy
    const same = await this.#inTurn(address, () => bcrypt.compare(this.#prehash(password), against.slice(3)))
    return same && against === hash
  }

  #prehash(password: string): string {
    return createHmac('sha384', this.#pepper).update(password).digest('base64')
  }

  async #inTurn<T>(address: string | undefined, work: () => Promise<T>): Promise<T> {
    if (address === undefined) return this.#whenFree(work)
    const before = this.#ofAddress.get(address) ?? 0
    if (before >= MOST_OF_ONE) throw new Refusal('busy', (t) => t.refusal.busy, { retryAfter: 5 })
    this.#ofAddress.set(address, before + 1)
    try {
      return await this.#whenFree(work)
    } finally {
      const left = this.#ofAddress.get(address)! - 1
      if (left > 0) this.#ofAddress.set(address, left)
      else this.#ofAddress.delete(address)
    }
  }

  async #whenFree<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= MOST_WAITING)
        throw new Refusal('busy', (t) => t.refusal.busy, { retryAfter: 5 })
      // The one who leaves hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running++
    }
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
