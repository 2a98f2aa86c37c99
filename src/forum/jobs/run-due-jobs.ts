import { Calendar } from '../../calendar.js'
import type { Db } from '../../db/database.js'
import type { Job } from '../job.js'
import { loadSite } from '../site/load-site.js'
import { claimJob, giveBackJob, jobRow } from './claim-job.js'

/** How the jobs are run. `clock`: milliseconds UTC; `failed` is told of each error. */
interface Round {
  jobs: readonly Job[]
  clock: () => number
  failed: (job: string, error: unknown) => void
}

/**
 * Runs every job that is due and that no other process has taken, one after the other, and catches up what was missed.
 * One that fails stops no other; what it says is kept. Returns the names of those that ran, one for each run. While
 * nothing may be written none runs.
 */
export async function runDueJobs(db: Db, { jobs, clock, failed }: Round): Promise<string[]> {
  const ran: string[] = []
  const { settings } = await loadSite(db)
  if (settings.readOnly) return ran
  const { timeZone } = settings
  for (const job of jobs) {
    for (;;) {
      const claim = await claimJob(db, job, { now: clock(), timeZone })
      if (claim === null) break
      ran.push(job.name)
      try {
        await runAndKeep(db, job, { ...claim, clock })
      } catch (error) {
        failed(job.name, error)
        await giveBackJob(db, job, claim)
        break
      }
    }
  }
  return ran
}

/** Runs one job now, for `day` or today, due or not; when it is due next stays as it is. Returns what it says. */
export async function runJob(
  db: Db,
  job: Job,
  { clock, day }: { clock: () => number; day?: string },
): Promise<string> {
  const now = clock()
  const { timeZone } = (await loadSite(db)).settings
  await jobRow(db, job, { now, timeZone })
  await db
    .updateTable('jobs')
    .set({ startedAt: now, finishedAt: null })
    .where('name', '=', job.name)
    .execute()
  return runAndKeep(db, job, { day: day ?? new Calendar(timeZone, now).today, startedAt: now, clock })
}

async function runAndKeep(
  db: Db,
  job: Job,
  { day, startedAt, clock }: { day: string; startedAt: number; clock: () => number },
): Promise<string> {
  const keep = async (kept: { lastResult?: string; lastError: string | null }) =>
    void (await db
      .updateTable('jobs')
      .set({ ...kept, finishedAt: clock() })
      .where('name', '=', job.name)
      .where('startedAt', '=', startedAt)
      .execute())
  try {
    const site = await loadSite(db)
    const calendar = new Calendar(site.settings.timeZone, startedAt)
    const lastResult = await job.run({ db, site, now: startedAt, calendar }, day)
    await keep({ lastResult, lastError: null })
    return lastResult
  } catch (error) {
    await keep({ lastError: error instanceof Error ? error.message : String(error) })
    throw error
  }
}
