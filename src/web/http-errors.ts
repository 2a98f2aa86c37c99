import { isDatabaseFailure } from '../db/failures.js'
import type { Words } from '../i18n/zh-cn.js'
import { Refusal, type RefusalKind, type Say } from '../refusal.js'

const statuses: Record<RefusalKind, number> = {
  invalid: 422,
  'signed-out': 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  'too-large': 413,
  'too-soon': 429,
  busy: 503,
}

/** An answer that is neither success nor a Refusal: wrong method, too large a body, a bad Host. */
export class HttpError extends Error {
  readonly status: number
  readonly say: Say

  constructor(status: number, say: Say) {
    super(`answered ${status}`)
    this.status = status
    this.say = say
  }
}

/** The status of any error and what is said of it in these words; 500 for what nobody foresaw, with nothing of its inside. */
export function answerFor(error: unknown, words: Words): { status: number; message: string } {
  if (error instanceof Refusal) return { status: statuses[error.kind], message: error.say(words) }
  if (error instanceof HttpError) return { status: error.status, message: error.say(words) }
  // body-parser, the router's decoder and others set a 4xx status on what they throw.
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status === 413) return { status, message: words.refusal.tooLarge }
  if (status === 415) return { status, message: unreadable(error, words) }
  if (status >= 400 && status < 500) return { status, message: words.refusal.badRequest }
  if (isDatabaseFailure(error)) return { status: 503, message: words.refusal.busy }
  return { status: 500, message: words.refusal.broken }
}

/** Why a body could not be read, as body-parser names it. */
function unreadable(error: unknown, words: Words): string {
  const isPacked = error instanceof Error && 'type' in error && error.type === 'encoding.unsupported'
  return isPacked ? words.refusal.packed : words.refusal.badCharset
}
