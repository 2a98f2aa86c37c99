import type { Calendar } from '../calendar.js'
import type { Db } from '../db/database.js'
import type { Site } from './site/site.js'

/** What a job works in. `now`: when it began, milliseconds UTC; `calendar`: the site's, at that moment. */
export interface JobRoom {
  db: Db
  site: Site
  now: number
  calendar: Calendar
}

/**
 * Work of the forum's own, done by whichever process comes first. It runs in short transactions (`db/in-steps.ts`), and
 * what it has done it does not do again: after an error, or by `louzhu job run`, it may run twice for one day.
 */
export interface Job {
  /** as the command line and the table of jobs name it */
  name: string
  /** milliseconds from one run to the next, or a time of day like 03:30 by the site's clock */
  at: { every: number } | { daily: string }
  /** after a standstill: one run for all that was missed, or one for each, the earliest first */
  missed: 'once' | 'each'
  /** Does it, for the day like 2026-11-22 on which it was due, and says in a few words what was done. */
  run: (room: JobRoom, day: string) => Promise<string>
}
