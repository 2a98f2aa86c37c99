import { Calendar, CLOCKS_APART, dayAfter } from '../../calendar.js'
import type { Job } from '../job.js'

const DAY = 86_400_000

/** Runs that are caught up at most of a job that runs for each time it missed. */
const MOST_MISSED = 31

/** Milliseconds after which what failed is tried again. */
const PAUSE = 600_000

/** When a job is due first after a moment. */
export function dueAfter({ at }: Job, moment: number, timeZone: string): number {
  if ('every' in at) return moment + at.every
  const calendar = new Calendar(timeZone, moment)
  const today = calendar.momentOf(calendar.today, at.daily)
  return today > moment ? today : calendar.momentOf(dayAfter(calendar.today), at.daily)
}

/** A run that is due, and when the one after it will be. */
export interface Due {
  /** the day like 2026-11-22 it is done for */
  day: string
  nextAt: number
}

/** What says whether a job is due. `nextAt`: when it was to run; times are milliseconds UTC. */
interface Standing {
  nextAt: number
  now: number
  timeZone: string
}

/** The run of a job that is due now; null when none is. */
export function dueNow(job: Job, { nextAt, now, timeZone }: Standing): Due | null {
  if (nextAt > now) return null
  if (job.missed === 'once') {
    const next = dueAfter(job, now, timeZone)
    const { today, yesterday } = new Calendar(timeZone, 'every' in job.at ? now : next)
    return { day: 'every' in job.at ? today : yesterday, nextAt: next }
  }
  const earliest = now - MOST_MISSED * periodOf(job)
  const due = nextAt < earliest ? dueAfter(job, earliest, timeZone) : nextAt
  return { day: new Calendar(timeZone, due).today, nextAt: dueAfter(job, due, timeZone) }
}

/** Whether `nextAt` is so late that only a wrong clock can have set it: the job would stand still until then. */
export function isMislaid(job: Job, { nextAt, now, timeZone }: Standing): boolean {
  // What runs for each day has done those days that the clock was ahead.
  const slack = job.missed === 'each' ? MOST_MISSED * periodOf(job) : 0
  return nextAt > dueAfter(job, now, timeZone) + slack + CLOCKS_APART
}

/** Milliseconds that a job rests after an error. */
export function pauseOf(job: Job): number {
  return Math.min(PAUSE, periodOf(job))
}

function periodOf({ at }: Job): number {
  return 'every' in at ? at.every : DAY
}
