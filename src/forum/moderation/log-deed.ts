import type { Db } from '../../db/database.js'
import { takeTurns } from '../../db/locking.js'
import { prepared } from '../../db/prepared.js'
import type { ModerationLogTable } from '../../db/schema.js'
import { hashOfLine, lastLine } from './log-chain.js'
import type { LoggedDeed } from './deeds/thread-deeds.js'

/** A deed as it is logged. */
export interface NewLine {
  about: { kind: ModerationLogTable['aboutKind']; id: number }
  /** the thread whose log tells it; null for a deed that has to do with none */
  threadId: number | null
  moderatorId: number
  deed: LoggedDeed
  /** in words, what states do not tell; usually nothing */
  detail: string
  reason: string
  /** how it stood before and after; null for a deed that its words tell */
  before: object | null
  after: object | null
  /** the entry that this deed undoes, or null */
  undoes: number | null
  now: number
}

/** An entry as it is written: the columns of the log without its number. */
interface NewEntry {
  aboutKind: ModerationLogTable['aboutKind']
  aboutId: number
  threadId: number | null
  moderatorId: number
  deed: string
  detail: string
  reason: string
  before: string | null
  after: string | null
  undoes: number | null
  previousHash: string
  createdAt: number
}

const insert = prepared((db, entry: NewEntry) => db.insertInto('moderationLog').values(entry).returning('id'))

/**
 * Writes one line of the moderation log, in the deed's own transaction: who did what to what, when and why. Returns its
 * id. Lines are written one after the other, as each holds the hash of the one before it, so it is called late, when the
 * deed holds its rows. An entry is undone once: the database refuses a second.
 */
export async function logDeed(db: Db, { about, before, after, now, ...rest }: NewLine): Promise<number> {
  await takeTurns(db, 'moderation log')
  const last = await lastLine(db)
  const row = await insert.first(db, {
    ...rest,
    aboutKind: about.kind,
    aboutId: about.id,
    before: jsonOrNull(before),
    after: jsonOrNull(after),
    previousHash: last === undefined ? '' : hashOfLine(last),
    createdAt: now,
  })
  return row!.id
}

function jsonOrNull(state: object | null): string | null {
  return state === null ? null : JSON.stringify(state)
}
