import type { Logger } from 'pino'
import { jobs } from '../forum/jobs/all-jobs.js'
import { runDueJobs } from '../forum/jobs/run-due-jobs.js'
import type { Forum } from '../pages/visit.js'
import { startBeat, type Beat } from './beat.js'

/** Milliseconds between two looks at what is due. */
const LOOK_INTERVAL = 5000

/** Runs the forum's jobs when they are due: every process looks, and whoever claims a run does it. */
export function startJobs({ db, clock }: Forum, logger: Logger): Beat {
  const failed = (job: string, error: unknown) => logger.error({ err: error, job }, 'a job failed')
  const work = async () => runDueJobs(db, { jobs, clock, failed })
  return startBeat(work, { name: 'jobs', interval: LOOK_INTERVAL, logger })
}
