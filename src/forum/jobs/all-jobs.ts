import { accountJobs } from '../accounts/account-jobs.js'
import { formJobs } from '../forms/form-jobs.js'
import type { Job } from '../job.js'
import { moderationJobs } from '../moderation/moderation-jobs.js'
import { presenceJobs } from '../presence/presence-jobs.js'

/** Every job of the forum, in the order in which they run when several are due. */
export const jobs = [...accountJobs, ...formJobs, ...presenceJobs, ...moderationJobs] satisfies Job[]

export type JobName = (typeof jobs)[number]['name']
