import { inSteps, sweepInSteps } from '../../db/in-steps.js'
import { messages } from '../../i18n/zh-cn.js'
import type { Job } from '../job.js'
import { onlineWindow, sweepGuests } from './flush-presence.js'
import { sweepReads } from './sweep-reads.js'

export const presenceJobs = [
  {
    name: 'sweep-guests',
    at: { every: 600_000 },
    missed: 'once',
    run: async ({ db, site, now }) => {
      const before = now - onlineWindow(site.settings.onlineGapSeconds)
      return messages.jobs.swept(
        await sweepInSteps(db, 'sweep-guests', async (db, most) => sweepGuests(db, before, most)),
      )
    },
  },
  {
    name: 'sweep-reads',
    at: { every: 600_000 },
    missed: 'once',
    run: async ({ db, now }) => {
      let after: number | null = 0
      const isDone = await inSteps(db, 'sweep-reads', async (db) => {
        after = await sweepReads(db, { after: after ?? 0, now })
        return { isLast: after === null }
      })
      return isDone ? messages.jobs.lookedThrough : messages.jobs.othersAtIt
    },
  },
] as const satisfies Job[]
