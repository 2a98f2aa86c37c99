import type { Db } from '../../db/database.js'
import { lockMembers } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import { notFound, Refusal } from '../../refusal.js'
import type { Site } from '../site/site.js'
import { threadById } from '../threads/thread-queries.js'
import { isEqual, stateOf, type State } from './deeds/deed.js'
import { deedOfLog } from './deeds/thread-deeds.js'
import { showSteps, statesNow, tellStep, walkStep, type Doer } from './walk-step.js'

/**
 * Walks the step of one line of the log back, as long as nothing has changed since what it changed. Returns the line that
 * says so. Throws "not found" for a line that is not there, Refusal `conflict` for a deed that was undone already, that
 * something has changed since, or that is older than its log keeps states.
 */
export async function undoDeed(db: Db, site: Site, logId: number, by: Doer): Promise<number> {
  return inTransaction(db, async (db) => {
    const line = await db
      .selectFrom('moderationLog')
      .select(['threadId', 'deed', 'before', 'after'])
      .where('id', '=', logId)
      .executeTakeFirst()
    const known = line?.threadId ? await threadById(db, line.threadId) : undefined
    const deed = deedOfLog(line?.deed ?? '')
    if (!line || !known || !deed) throw notFound()
    if (line.before === null || line.after === null) throw changedSince()
    const [before, after] = [line.after, line.before].map(stateOf) as [State, State]

    await lockMembers(db, [known.authorId])
    const stands = (await statesNow(db, deed, [known.id])).get(known.id)
    if (!stands || !isEqual(before, stands) || (await isUndone(db, logId))) throw changedSince()
    const step = { thread: { ...known, ...stands }, before, after, now: by.now }
    const shown = await walkStep(db, site, deed, step)
    const undone = await tellStep(db, site, { deed, step, by, undoes: logId })
    await showSteps(db, shown)
    return undone
  })
}

async function isUndone(db: Db, logId: number): Promise<boolean> {
  const line = await db
    .selectFrom('moderationLog')
    .select('id')
    .where('undoes', '=', logId)
    .executeTakeFirst()
  return line !== undefined
}

function changedSince(): Refusal {
  return new Refusal('conflict', (t) => t.moderation.changedSince)
}
