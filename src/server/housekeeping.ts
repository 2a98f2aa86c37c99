import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import { sweepFormResults } from '../forum/forms/form-result.js'
import { sweepKeptForms } from '../forum/forms/kept-form.js'
import { sweepSessions } from '../forum/accounts/session-store.js'
import type { Forum } from '../pages/visit.js'
import { countOnline, flushPresence, onlineWindow, sweepGuests } from '../forum/presence/flush-presence.js'
import type { ThreadRead } from '../forum/presence/read-marks.js'
import { sweepReads } from '../forum/presence/sweep-reads.js'
import { bringBackTimes } from '../forum/times/bring-back-times.js'
import type { Db } from '../db/database.js'
import { inSteps, ROWS_AT_ONCE } from '../db/in-steps.js'
import { loadSite } from '../forum/site/load-site.js'
import { sweepLimits } from '../web/rate-limit.js'
import { Calendar } from '../calendar.js'

/** Milliseconds between two flushes of presence, two counts of who is online, and two sweeps of what has expired. */
const FLUSH_INTERVAL = 1000
const COUNT_INTERVAL = 5000
const SWEEP_INTERVAL = 600_000
/** Rows of each kind written in one transaction: some milliseconds, in which no page waits. */
const MOST_AT_ONCE = 200
/** A form sent again after a day is a new form. */
const FORM_LIFE = 86_400_000
/** What was typed while signed out is kept for a month. */
const KEPT_LIFE = 30 * 86_400_000

/** Writes what presence has gathered. */
export async function flushOnce({ db, presence }: Forum): Promise<void> {
  const { settings } = await loadSite(db)
  if (settings.readOnly) return
  const early: ThreadRead[] = []
  for (;;) {
    const batch = presence.takeBatch(MOST_AT_ONCE)
    if (!batch) return presence.keepEarly(early)
    try {
      early.push(...(await flushPresence(db, batch, settings.onlineGapSeconds)))
      presence.written(batch)
    } catch (error) {
      presence.putBack(batch)
      throw error
    }
    await nextTurn()
  }
}

/** Counts who is online in all processes. */
export async function countOnce({ db, presence, clock }: Forum): Promise<void> {
  const { settings } = await loadSite(db)
  if (settings.readOnly) return
  const windowMs = onlineWindow(settings.onlineGapSeconds)
  presence.guestsCounted = await countOnline(db, { now: clock(), windowMs })
}

/**
 * Forgets what has expired, all of it, in short steps. One server at a time: who finds another at it leaves it to that one
 * and returns false.
 */
export async function sweepOnce({ db, clock }: Forum): Promise<boolean> {
  const now = clock()
  const { settings } = await loadSite(db)
  if (settings.readOnly) return false
  const guestsBefore = now - onlineWindow(settings.onlineGapSeconds)
  const sweeps: ((db: Db) => Promise<number>)[] = [
    (db) => sweepSessions(db, now, ROWS_AT_ONCE),
    (db) => sweepFormResults(db, now - FORM_LIFE, ROWS_AT_ONCE),
    (db) => sweepKeptForms(db, now - KEPT_LIFE, ROWS_AT_ONCE),
    (db) => sweepGuests(db, guestsBefore, ROWS_AT_ONCE),
    (db) => sweepLimits(db, now, ROWS_AT_ONCE),
  ]
  for (const sweep of sweeps) {
    const step = async (db: Db) => ({ isLast: (await sweep(db)) < ROWS_AT_ONCE })
    if (!(await inSteps(db, 'sweep', step))) return false
  }
  return sweepAllReads(db, now)
}

async function sweepAllReads(db: Db, now: number): Promise<boolean> {
  let after: number | null = 0
  return inSteps(db, 'sweep', async (db) => {
    after = await sweepReads(db, { after: after ?? 0, now })
    return { isLast: after === null }
  })
}

/** Brings times of a wrong clock back to the present, and says so in a line of the log. */
export async function correctTimes({ db, clock, limits }: Forum, logger: Logger): Promise<void> {
  const site = await loadSite(db)
  if (site.settings.readOnly) return
  const { onlineGapSeconds, timeZone } = site.settings
  const now = clock()
  const back = await bringBackTimes(db, site, {
    calendar: new Calendar(timeZone, now),
    windowMs: onlineWindow(onlineGapSeconds),
  })
  if (back === null) return logger.warn('the newest posts are later than the clock: is it behind?')
  for (const limit of Object.values(limits)) back.others += await limit.bringBack(now)
  if (Object.values(back).some((rows) => rows > 0))
    logger.warn(back, 'times later than the clock were brought back: was it wrong?')
}

/**
 * Starts the jobs that run beside the requests; `sweeps` says whether this process is the one that sweeps. `stop` ends
 * them and writes what is left.
 */
export function startHousekeeping(
  forum: Forum,
  logger: Logger,
  { sweeps }: { sweeps: boolean },
): { stop: () => Promise<void> } {
  const every = (
    interval: number,
    work: (forum: Forum, logger: Logger) => Promise<unknown>,
    { atOnce = false } = {},
  ) => {
    let isRunning = false
    let hasFailed = false
    const run = async () => {
      if (isRunning) return
      isRunning = true
      try {
        await work(forum, logger)
        hasFailed = false
      } catch (error) {
        // A database that is gone for a while is told of once, not each second.
        if (!hasFailed) logger.error({ err: error, job: work.name }, 'housekeeping failed')
        hasFailed = true
      }
      isRunning = false
    }
    if (atOnce) void run()
    return setInterval(() => void run(), interval).unref()
  }
  const jobs = [every(FLUSH_INTERVAL, flushOnce), every(COUNT_INTERVAL, countOnce)]
  if (sweeps)
    jobs.push(every(SWEEP_INTERVAL, sweepOnce), every(SWEEP_INTERVAL, correctTimes, { atOnce: true }))
  return {
    async stop() {
      for (const job of jobs) clearInterval(job)
      await flushOnce(forum).catch((error: unknown) => logger.error({ err: error }, 'the last flush failed'))
    },
  }
}
