import { messages } from '../../i18n/zh-cn.js'
import type { Job } from '../job.js'
import { endDeeds } from './end-deeds.js'

export const moderationJobs = [
  {
    name: 'end-deeds',
    // So long may a pin outlast its end.
    at: { every: 60_000 },
    missed: 'once',
    run: async ({ db, site, now }) => messages.jobs.ended(await endDeeds(db, site, now)),
  },
] as const satisfies Job[]
