import { sweepInSteps } from '../../db/in-steps.js'
import { messages } from '../../i18n/zh-cn.js'
import type { Job } from '../job.js'
import { sweepSessions } from './session-store.js'

export const accountJobs = [
  {
    name: 'sweep-sessions',
    at: { every: 600_000 },
    missed: 'once',
    run: async ({ db, now }) =>
      messages.jobs.swept(
        await sweepInSteps(db, 'sweep-sessions', async (db, most) => sweepSessions(db, now, most)),
      ),
  },
] as const satisfies Job[]
