import type { Db } from '../../db/database.js'
import { deedOfLog } from '../moderation/deeds/thread-deeds.js'
import { showSteps, walkStep } from '../moderation/walk-step.js'
import type { Site } from '../site/site.js'
import { threadById } from '../threads/thread-queries.js'
import { CLOCKS_APART } from '../../calendar.js'

const DAY = 86_400_000

/** The newest entries of the log that are looked at. */
const NEWEST = 500

/** The fact that says up to which entry of the log the ends were brought back: the log itself keeps its times. */
const DONE = 'highlights-brought-back'

/**
 * Has pins and highlights that were set while the clock was ahead last as many days from now on as were chosen. Found by
 * the log: the end lies whole days after an entry that is dated ahead. Returns how many there were.
 */
export async function bringBackEnds(db: Db, site: Site, now: number): Promise<number> {
  const ahead = await entriesAhead(db, now)
  const newest = ahead[0]
  if (!newest) return 0
  const done = new Set<string>()
  for (const { threadId, deed: name, createdAt } of ahead) {
    const deed = deedOfLog(name)
    const thread = threadId === null || deed?.ends === undefined ? undefined : await threadById(db, threadId)
    if (!thread || deed?.ends === undefined || done.has(`${deed.name} ${thread.id}`)) continue
    const before = deed.stands(thread, Number.NEGATIVE_INFINITY)
    const end = before[deed.ends]
    const lasts = typeof end === 'number' ? end - createdAt : 0
    if (lasts <= 0 || lasts % DAY !== 0) continue
    done.add(`${deed.name} ${thread.id}`)
    const step = { thread, before, after: { ...before, [deed.ends]: now + lasts }, now }
    await showSteps(db, await walkStep(db, site, deed, step))
  }
  const value = String(newest.id)
  await db
    .insertInto('forumFacts')
    .values({ name: DONE, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
  return done.size
}

/** Entries of the log dated ahead that were not looked at before, the newest first. */
async function entriesAhead(db: Db, now: number) {
  const done = await db.selectFrom('forumFacts').select('value').where('name', '=', DONE).executeTakeFirst()
  const entries = await db
    .selectFrom('moderationLog')
    .select(['id', 'threadId', 'deed', 'createdAt'])
    .where('id', '>', Number(done?.value ?? 0))
    .orderBy('id', 'desc')
    .limit(NEWEST)
    .execute()
  return entries.filter(({ createdAt }) => createdAt > now + CLOCKS_APART)
}
