import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/database.js'
import type { Job, JobRoom } from '../../src/forum/job.js'
import { jobStandings } from '../../src/forum/jobs/job-queries.js'
import { runDueJobs, runJob } from '../../src/forum/jobs/run-due-jobs.js'
import { setSetting } from '../../src/forum/site/set-setting.js'
import { newDatabase, type TestDatabase } from '../support/database.js'
import { START } from '../support/forum.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let database: TestDatabase
let db: Db
let there: Db
let now: number
let failures: string[]

beforeEach(async () => {
  database = await newDatabase()
  db = database.open()
  there = database.open()
  now = START
  failures = []
})
afterEach(async () => {
  await there.destroy()
  await db.destroy()
  await database.drop()
})

/** A job that notes the days it ran for, and what it does besides. */
function noting(job: Omit<Job, 'run'>, also: (room: JobRoom) => Promise<string> = async () => '好'): Noting {
  const days: string[] = []
  const run = async (room: JobRoom, day: string) => {
    days.push(day)
    return also(room)
  }
  return { ...job, days, run }
}

interface Noting extends Job {
  days: string[]
}

const round = async (jobs: Job[], on = db) =>
  runDueJobs(on, {
    jobs,
    clock: () => now,
    failed: (job, error) => failures.push(`${job}: ${String(error)}`),
  })
const standing = async (name: string) => (await jobStandings(db)).get(name)

describe('A job', () => {
  it('of every ten minutes runs at once, then every ten minutes, and once after a night', async () => {
    const job = noting({ name: 'often', at: { every: 10 * MINUTE }, missed: 'once' })
    expect(await round([job])).toEqual(['often'])
    now += 9 * MINUTE
    expect(await round([job])).toEqual([])
    now += MINUTE
    expect(await round([job])).toEqual(['often'])
    now += 8 * HOUR
    expect(await round([job])).toEqual(['often'])
    expect(await round([job])).toEqual([])
  })

  it('of every day waits for its time by the site’s clock, and catches up each day it missed', async () => {
    const job = noting({ name: 'nightly', at: { daily: '03:30' }, missed: 'each' })
    await round([job])
    now += 7 * HOUR
    await round([job])
    expect(job.days).toEqual([])
    now += HOUR
    await round([job])
    expect(job.days).toEqual(['2026-11-23'])
    now += 3 * DAY
    expect(await round([job])).toHaveLength(3)
    expect(job.days).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'])
    // In New York it is the day before still.
    await setSetting(db, 'timeZone', 'America/New_York')
    expect(await round([job])).toEqual([])
  })

  it('runs once, whoever looks at the same time', async () => {
    const job = noting({ name: 'once', at: { every: MINUTE }, missed: 'once' })
    for (let count = 0; count < 5; count++) {
      const both = await Promise.all([round([job]), round([job], there), round([job]), round([job], there)])
      expect(both.flat()).toEqual(['once'])
      now += MINUTE
    }
    expect(job.days).toHaveLength(5)
  })

  it('has what it said last kept, with its times', async () => {
    const job = noting({ name: 'told', at: { every: HOUR }, missed: 'once' }, async () => {
      now += 5
      return '清理了 3 条'
    })
    await round([job])
    expect(await standing('told')).toEqual({
      name: 'told',
      nextAt: START + HOUR,
      startedAt: START,
      finishedAt: START + 5,
      lastResult: '清理了 3 条',
      lastError: null,
    })
  })

  it('that fails stops no other, is told, and is tried again for the same day', async () => {
    let isBroken = true
    const broken = noting({ name: 'broken', at: { daily: '03:30' }, missed: 'each' }, async () => {
      if (isBroken) throw new Error('银行关门')
      return '发了利息'
    })
    const other = noting({ name: 'other', at: { every: MINUTE }, missed: 'once' })
    await round([broken, other])
    now += DAY
    expect(await round([broken, other])).toEqual(['broken', 'other'])
    expect(failures).toEqual(['broken: Error: 银行关门'])
    expect(await standing('broken')).toMatchObject({ lastResult: null, lastError: '银行关门' })
    // Not again and again, though.
    now += MINUTE
    expect(await round([broken, other])).toEqual(['other'])
    isBroken = false
    now += 10 * MINUTE
    expect(await round([broken])).toEqual(['broken'])
    expect(broken.days).toEqual(['2026-11-23', '2026-11-23'])
    expect(await standing('broken')).toMatchObject({ lastResult: '发了利息', lastError: null })
  })

  it('does not stand still for a clock that was ahead', async () => {
    const job = noting({ name: 'often', at: { every: HOUR }, missed: 'once' })
    now += 365 * DAY
    await round([job])
    now = START
    await round([job])
    now += HOUR
    expect(await round([job])).toEqual(['often'])
  })

  it('rests while nothing may be written', async () => {
    const job = noting({ name: 'often', at: { every: HOUR }, missed: 'once' })
    await setSetting(db, 'readOnly', '1')
    expect(await round([job])).toEqual([])
    await setSetting(db, 'readOnly', '0')
    expect(await round([job])).toEqual(['often'])
  })

  it('is done by hand for any day, and is due when it would have been', async () => {
    const job = noting({ name: 'nightly', at: { daily: '03:30' }, missed: 'each' })
    await round([job])
    const { nextAt } = (await standing('nightly'))!
    expect(await runJob(db, job, { clock: () => now, day: '2026-11-01' })).toBe('好')
    expect(await runJob(db, job, { clock: () => now })).toBe('好')
    expect(job.days).toEqual(['2026-11-01', '2026-11-22'])
    expect(await standing('nightly')).toMatchObject({ nextAt, startedAt: now, lastResult: '好' })
  })
})
