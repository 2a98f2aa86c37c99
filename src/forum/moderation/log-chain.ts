import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import type { ModerationLogTable } from '../../db/schema.js'

/** A line of the moderation log, whole. */
type Line = Selectable<ModerationLogTable>

/** Lines read at once. */
const AT_ONCE = 1000

/**
 * What the next line has as its `previous_hash`: SHA-256, in base64url, of the JSON of this line's columns as an array in
 * the order below, its own previous hash among them: numbers as numbers, `before` and `after` as the texts they are kept
 * as, UTF-8, no spaces between. A line that is altered or taken out no longer fits the one after it; the first line of a
 * log has the empty text. A column that is added later stays out of it.
 */
export function hashOfLine(line: Line): string {
  const content = [
    line.id,
    line.aboutKind,
    line.aboutId,
    line.threadId,
    line.moderatorId,
    line.deed,
    line.detail,
    line.reason,
    line.before,
    line.after,
    line.undoes,
    line.previousHash,
    line.createdAt,
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

const latest = prepared((db) =>
  db
    .selectFrom('moderationLog')
    .selectAll()
    .where('id', '=', (eb) => eb.selectFrom('moderationLog').select((eb) => eb.fn.max('id').as('last'))),
)

/** The last line of the log; undefined while there is none. */
export async function lastLine(db: Db): Promise<Line | undefined> {
  return latest.first(db, {})
}

/**
 * The first line that does not fit the one before it: one of the two was altered, or a line between them taken out. Null
 * when all fit. Lines written before there were hashes, all of them the oldest, are taken as they are.
 */
export async function brokenLine(db: Db): Promise<number | null> {
  let last: Line | undefined
  for (;;) {
    const lines = await db
      .selectFrom('moderationLog')
      .selectAll()
      .where('id', '>', last?.id ?? 0)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const line of lines) {
      const isOld = line.previousHash === null && (last?.previousHash ?? null) === null
      if (!isOld && line.previousHash !== (last ? hashOfLine(last) : '')) return line.id
      last = line
    }
    if (lines.length < AT_ONCE) return null
  }
}
