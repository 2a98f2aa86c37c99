import type { Db } from '../../db/database.js'
import { lockRows } from '../../db/locking.js'
import { sql } from 'kysely'
import { changed, placesOf, type Shown } from '../shown.js'
import type { Site } from '../site/site.js'
import { notifyOfModeration } from '../notices/notify.js'
import { isPlainState, type State, type StateDeed, type Step } from './deeds/deed.js'
import { loggedName } from './deeds/thread-deeds.js'
import { logDeed } from './log-deed.js'

/** Who does a deed, and how: `undoes` is the line of the log that it takes back. `now` in milliseconds UTC. */
export interface Doer {
  moderatorId: number
  reason: string
  tellsAuthor: boolean
  now: number
}

/** The columns of a deed as they stand now, by thread; the rows are held, in the order of their ids. */
export async function statesNow(
  db: Db,
  deed: StateDeed,
  ids: readonly number[],
): Promise<Map<number, State>> {
  await lockRows(db, { table: 'threads', key: ['id'], condition: sql`id in (${sql.join(ids)})` })
  const columns = Object.keys(deed.plain) as ['pin']
  const rows = await db
    .selectFrom('threads')
    .select(['id', ...columns])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...state }) => [id, state]))
}

/** Leads a thread, whose row is held, to another state, with all that goes along. Returns what shows it. */
export async function walkStep(db: Db, site: Site, deed: StateDeed, step: Step): Promise<Shown[]> {
  await db.updateTable('threads').set(step.after).where('id', '=', step.thread.id).execute()
  await deed.along?.(db, site, step)
  return [...placesOf(step.thread, site.boards), ...(deed.shows?.(step) ?? [])]
}

/** Writes a step into the log, and tells the author of it if they are to be told. Returns the id of the line. */
export async function tellStep(
  db: Db,
  site: Site,
  { deed, step, by, undoes = null }: { deed: StateDeed; step: Step; by: Doer; undoes?: number | null },
): Promise<number> {
  const { thread, before, after, now } = step
  const { moderatorId, reason } = by
  const name = loggedName(deed, isPlainState(deed, after))
  const logId = await logDeed(db, {
    about: { kind: 'thread', id: thread.id },
    threadId: thread.id,
    moderatorId,
    deed: name,
    detail: '',
    reason,
    before,
    after,
    undoes,
    now,
  })
  if (by.tellsAuthor) await notifyOfModeration(db, site, { thread, moderatorId, deed: name, reason, now })
  return logId
}

/** To be called last in the transaction: what shows the threads is raised, each once. */
export async function showSteps(db: Db, shown: readonly Shown[]): Promise<void> {
  if (shown.length > 0) await changed(db, ...new Set(shown))
}
