import { sweepInSteps } from '../../db/in-steps.js'
import { messages } from '../../i18n/zh-cn.js'
import type { Job } from '../job.js'
import { sweepFormResults } from './form-result.js'
import { sweepKeptForms } from './kept-form.js'

const DAY = 86_400_000
/** A form sent again after a day is a new form. */
const FORM_LIFE = DAY
/** What was typed while signed out is kept for a month. */
const KEPT_LIFE = 30 * DAY

export const formJobs = [
  {
    name: 'sweep-forms',
    at: { every: 600_000 },
    missed: 'once',
    run: async ({ db, now }) => {
      const results = await sweepInSteps(db, 'sweep-forms', async (db, most) =>
        sweepFormResults(db, now - FORM_LIFE, most),
      )
      const kept = await sweepInSteps(db, 'sweep-forms', async (db, most) =>
        sweepKeptForms(db, now - KEPT_LIFE, most),
      )
      return messages.jobs.swept(results + kept)
    },
  },
] as const satisfies Job[]
