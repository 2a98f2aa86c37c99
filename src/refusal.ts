import type { Words } from './i18n/zh-cn.js'

/** What is said to a person, in the words of their language. */
export type Say = (words: Words) => string

/** Why something was not done. `web/` turns the kind into a status: 422, 401, 403, 404, 409, 413, 429, 503. */
export type RefusalKind =
  'invalid' | 'signed-out' | 'forbidden' | 'missing' | 'conflict' | 'too-large' | 'too-soon' | 'busy'

/**
 * Thrown by rules, deeds and guards when a person may not or can't do what they asked. Nothing has changed.
 * `say` is what they are told, `fields` the same per form field, both in the words of who is told; `retryAfter` is in
 * seconds. The `message` is for logs alone.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly say: Say
  readonly fields: Record<string, Say>
  readonly retryAfter: number | undefined

  constructor(
    kind: RefusalKind,
    say: Say,
    { fields = {}, retryAfter }: { fields?: Record<string, Say>; retryAfter?: number } = {},
  ) {
    // Pages ask for refusals to know which links to show; nobody looks where one was made.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(kind)
    Error.stackTraceLimit = stackTraceLimit
    this.kind = kind
    this.say = say
    this.fields = fields
    this.retryAfter = retryAfter
  }
}

/** A refusal about one form field. */
export function badField(field: string, say: Say): Refusal {
  return new Refusal('invalid', say, { fields: { [field]: say } })
}

/** The words used for everything a person may not see: they learn nothing from the difference. */
export const notThere: Say = (t) => t.refusal.notFound

/** 404, for what is not there and for what a person may not see. */
export function notFound(): Refusal {
  return new Refusal('missing', notThere)
}

/** Gathers what the checks of a form refuse, so that it is all said at once. */
export class Refusals {
  readonly #fields: Record<string, Say> = {}

  /** What `check` returns, or `otherwise` when it refused fields: a field's first refusal counts. Other refusals go through. */
  note<T>(check: () => T, otherwise: T): T {
    try {
      return check()
    } catch (error) {
      this.#addFields(error)
      return otherwise
    }
  }

  /** As `note`, for a check that has to look something up. */
  async noteLookedUp<T>(check: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await check()
    } catch (error) {
      this.#addFields(error)
      return otherwise
    }
  }

  /** Whether any field was refused so far. */
  get any(): boolean {
    return Object.keys(this.#fields).length > 0
  }

  /** Notes what is wrong with a field. */
  add(field: string, say: Say): void {
    this.#fields[field] ??= say
  }

  /** Throws one Refusal that names every field refused so far, in `order`; `summary` stands over several. */
  throwAny(summary: Say, order: readonly string[] = []): void {
    const names = Object.keys(this.#fields)
    const inOrder = [...order.filter((name) => names.includes(name)), ...names]
    const fields = Object.fromEntries(inOrder.map((name) => [name, this.#fields[name]!]))
    const [first, ...others] = Object.values(fields)
    if (first === undefined) return
    throw new Refusal('invalid', others.length === 0 ? first : summary, { fields })
  }

  #addFields(error: unknown): void {
    if (!(error instanceof Refusal) || Object.keys(error.fields).length === 0) throw error
    for (const [field, say] of Object.entries(error.fields)) this.add(field, say)
  }
}
