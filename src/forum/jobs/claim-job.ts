import type { Db } from '../../db/database.js'
import type { JobTable } from '../../db/schema.js'
import type { Job } from '../job.js'
import { dueAfter, dueNow, isMislaid, pauseOf } from './due-times.js'

/** A run that this process has taken: no other does it. */
export interface Claim {
  day: string
  /** what the job was to run at before */
  dueAt: number
  nextAt: number
  startedAt: number
}

/** A job's row; made when there is none yet: what runs every so often is due at once then. */
export async function jobRow(
  db: Db,
  job: Job,
  { now, timeZone }: { now: number; timeZone: string },
): Promise<Pick<JobTable, 'nextAt'> & { startedAt: number | null; lastError: string | null }> {
  const find = db.selectFrom('jobs').select(['nextAt', 'startedAt', 'lastError']).where('name', '=', job.name)
  const known = await find.executeTakeFirst()
  if (known) return known
  const nextAt = 'every' in job.at ? now : dueAfter(job, now, timeZone)
  await db
    .insertInto('jobs')
    .values({ name: job.name, nextAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return find.executeTakeFirstOrThrow()
}

/** Takes the run of a job that is due, once in all processes and servers; null when none is, or another was faster. */
export async function claimJob(
  db: Db,
  job: Job,
  { now, timeZone }: { now: number; timeZone: string },
): Promise<Claim | null> {
  const { nextAt: dueAt, startedAt, lastError } = await jobRow(db, job, { now, timeZone })
  const isResting =
    lastError !== null && startedAt !== null && now < startedAt + pauseOf(job) && now >= startedAt
  if (isResting) return null
  if (isMislaid(job, { nextAt: dueAt, now, timeZone })) {
    await moveOn(db, job, { dueAt, set: { nextAt: dueAfter(job, now, timeZone) } })
    return null
  }
  const due = dueNow(job, { nextAt: dueAt, now, timeZone })
  if (due === null) return null
  const set = { nextAt: due.nextAt, startedAt: now, finishedAt: null }
  const isOurs = await moveOn(db, job, { dueAt, set })
  return isOurs ? { ...due, dueAt, startedAt: now } : null
}

/** Gives back a run that has failed, so that it is tried again after a pause, for the same day. */
export async function giveBackJob(db: Db, job: Job, { dueAt, nextAt }: Claim): Promise<void> {
  await moveOn(db, job, { dueAt: nextAt, set: { nextAt: dueAt } })
}

// Who still finds the time that it has read is the one who changes it.
async function moveOn(
  db: Db,
  { name }: Job,
  { dueAt, set }: { dueAt: number; set: Partial<Pick<JobTable, 'nextAt'> & Times> },
): Promise<boolean> {
  const moved = await db
    .updateTable('jobs')
    .set(set)
    .where('name', '=', name)
    .where('nextAt', '=', dueAt)
    .returning('name')
    .executeTakeFirst()
  return moved !== undefined
}

interface Times {
  startedAt: number | null
  finishedAt: number | null
}
