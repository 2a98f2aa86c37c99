import type { Command } from 'commander'
import { Calendar } from '../calendar.js'
import type { Db } from '../db/database.js'
import { jobs, type JobName } from '../forum/jobs/all-jobs.js'
import { jobStandings } from '../forum/jobs/job-queries.js'
import { runJob } from '../forum/jobs/run-due-jobs.js'
import type { Job } from '../forum/job.js'
import { loadSite } from '../forum/site/load-site.js'
import { messages } from '../i18n/zh-cn.js'
import { Refusal } from '../refusal.js'
import { print, withExistingDatabase, type Terminal } from './with-database.js'

/** louzhu job list and run */
export function addJobCommands(job: Command, terminal: Terminal): void {
  job
    .command('list')
    .description('the jobs, when each runs, and what came of it last')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const standings = await withExistingDatabase(terminal, standingsOf)
      print(
        terminal,
        standings.map(({ lines: _lines, ...standing }) => standing),
        standings.flatMap(({ lines }) => lines),
        options,
      )
    })
  job
    .command('run')
    .description('do a job now, due or not')
    .argument('<name>', 'as the list names it')
    .option('--day <day>', 'the day to do it for, like 2026-11-22; today when left out')
    .option('--json')
    .action(async (name: string, { day, ...options }: { day?: string; json?: boolean }) => {
      const found = jobs.find((each) => each.name === name)
      if (!found) throw new Refusal('missing', (t) => t.jobs.unknown(name))
      if (day !== undefined && !isDay(day)) throw new Refusal('invalid', (t) => t.jobs.badDay(day))
      const result = await withExistingDatabase(terminal, async (db) => {
        const { settings } = await loadSite(db)
        if (settings.readOnly) throw new Refusal('forbidden', (t) => t.jobs.readOnly)
        return runJob(db, found, { clock: Date.now, ...(day === undefined ? {} : { day }) })
      })
      print(
        terminal,
        { name, result },
        [messages.jobs.ran(messages.jobs.titles[found.name], result)],
        options,
      )
    })
}

async function standingsOf(db: Db) {
  const known = await jobStandings(db)
  const { timeZone } = (await loadSite(db)).settings
  const calendar = new Calendar(timeZone, Date.now())
  return jobs.map((job: Job & { name: JobName }) => {
    const {
      nextAt = null,
      startedAt = null,
      finishedAt = null,
      lastResult = null,
      lastError = null,
    } = known.get(job.name) ?? {}
    const title = messages.jobs.titles[job.name]
    const at =
      'every' in job.at ? messages.jobs.every(job.at.every / 60_000) : messages.jobs.daily(job.at.daily)
    const lines = [
      messages.jobs.named(title, job.name, at),
      ...(nextAt === null ? [] : [`  ${messages.jobs.next(calendar.minute(nextAt))}`]),
      `  ${lastTime({ startedAt, finishedAt, lastResult, lastError }, calendar)}`,
    ]
    return { name: job.name, title, at: job.at, nextAt, startedAt, finishedAt, lastResult, lastError, lines }
  })
}

interface LastTime {
  startedAt: number | null
  finishedAt: number | null
  lastResult: string | null
  lastError: string | null
}

function lastTime({ startedAt, finishedAt, lastResult, lastError }: LastTime, calendar: Calendar): string {
  if (startedAt === null) return messages.jobs.notYet
  if (finishedAt === null) return messages.jobs.running(calendar.minute(startedAt))
  const at = calendar.minute(finishedAt)
  return lastError === null ? messages.jobs.done(at, lastResult ?? '') : messages.jobs.failed(at, lastError)
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}
