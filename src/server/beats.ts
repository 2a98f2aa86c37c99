import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Forum } from '../pages/visit.js'
import { countOnline, flushPresence, onlineWindow } from '../forum/presence/flush-presence.js'
import type { ThreadRead } from '../forum/presence/read-marks.js'
import { bringBackTimes } from '../forum/times/bring-back-times.js'
import { sweepInSteps } from '../db/in-steps.js'
import { loadSite } from '../forum/site/load-site.js'
import { sweepLimits } from '../web/rate-limit.js'
import { Calendar } from '../calendar.js'
import { startBeat, type Beat } from './beat.js'

/** Milliseconds between two flushes of presence, two counts of who is online, and two looks at clock and limits. */
const FLUSH_INTERVAL = 1000
const COUNT_INTERVAL = 5000
const TIDY_INTERVAL = 600_000
/** Rows of each kind written in one transaction: some milliseconds, in which no page waits. */
const MOST_AT_ONCE = 200

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

/** Forgets tries that rate limits count no more. */
export async function forgetTries({ db, clock }: Forum): Promise<void> {
  const { settings } = await loadSite(db)
  if (settings.readOnly) return
  await sweepInSteps(db, 'forget tries', async (db, most) => sweepLimits(db, clock(), most))
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
 * Starts what a process does by itself, again and again, beside the requests. `isFirst` says whether it is the one of its
 * machine that looks after the machine's clock and the limits. `stop` ends it and writes what is left.
 */
export function startBeats(forum: Forum, logger: Logger, { isFirst }: { isFirst: boolean }): Beat {
  const every = (
    interval: number,
    work: (forum: Forum, logger: Logger) => Promise<unknown>,
    { atOnce = false } = {},
  ) => startBeat(async () => work(forum, logger), { name: work.name, interval, logger, atOnce })
  const beats = [every(FLUSH_INTERVAL, flushOnce), every(COUNT_INTERVAL, countOnce)]
  if (isFirst)
    beats.push(every(TIDY_INTERVAL, forgetTries), every(TIDY_INTERVAL, correctTimes, { atOnce: true }))
  return {
    async stop() {
      await Promise.all(beats.map(async (beat) => beat.stop()))
      await flushOnce(forum).catch((error: unknown) => logger.error({ err: error }, 'the last flush failed'))
    },
  }
}
