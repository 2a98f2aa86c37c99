import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { lockMembers } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import { notifyOfModeration } from '../notices/notify.js'
import { highlightColumns, isPlain, type Highlight } from '../threads/highlight.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'
import type { Thread } from '../threads/thread.js'
import { logDeed } from './log-deed.js'
import type { ModerationDeed } from './moderation.js'

/** Milliseconds within which two ends of a highlight are one. */
const SAME_CLICK = 60_000

/** A highlight that has passed its checks; a plain one cancels. `detail` says in words what was set. */
export interface HighlightDeed {
  thread: Thread
  moderatorId: number
  highlight: Highlight
  detail: string
  reason: string
  tellsAuthor: boolean
  now: number
}

/** Sets or cancels a thread's highlight, logs it and tells the author. Returns false when it stood just so already. */
export async function highlightThread(db: Db, site: Site, deed: HighlightDeed): Promise<boolean> {
  const { thread, moderatorId, highlight, detail, reason, now } = deed
  return inTransaction(db, async (db) => {
    if (deed.tellsAuthor) await lockMembers(db, [thread.authorId])
    const columns = highlightColumns(isPlain(highlight) ? { ...highlight, until: null } : highlight)
    const { numUpdatedRows } = await db
      .updateTable('threads')
      .set(columns)
      .where('id', '=', thread.id)
      .where((eb) =>
        eb.or([
          eb('highlightColor', '!=', columns.highlightColor),
          eb('highlightBold', '!=', columns.highlightBold),
          eb('highlightItalic', '!=', columns.highlightItalic),
          eb('highlightUnderline', '!=', columns.highlightUnderline),
          endsElsewhen(columns.highlightUntil),
        ]),
      )
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false

    const name: ModerationDeed = isPlain(highlight) ? 'cancel-highlight' : 'highlight'
    await logDeed(db, {
      about: { kind: 'thread', id: thread.id },
      threadId: thread.id,
      moderatorId,
      deed: name,
      detail,
      reason,
      before: null,
      after: null,
      undoes: null,
      now,
    })
    await changed(db, ...placesOf(thread, site.boards), 'titles')
    if (deed.tellsAuthor) await notifyOfModeration(db, site, { thread, moderatorId, deed: name, reason, now })
    return true
  })
}

// Days are counted from the click: the same form clicked twice ends some seconds later, and that is no other highlight.
function endsElsewhen(until: number | null) {
  return until === null
    ? sql<boolean>`highlight_until is not null`
    : sql<boolean>`(highlight_until is null or abs(highlight_until - ${until}) > ${SAME_CLICK})`
}
