import { describe, expect, it } from 'vitest'
import { Calendar } from '../../src/calendar.js'
import type { Job } from '../../src/forum/job.js'
import { dueAfter, dueNow, isMislaid } from '../../src/forum/jobs/due-times.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const job = (at: Job['at'], missed: Job['missed'] = 'once'): Job => ({
  name: 'job',
  at,
  missed,
  run: async () => '',
})
const utc = (text: string) => Date.parse(text)

describe('A daily time', () => {
  it.each([
    // Half past three in Shanghai is 19:30 of the day before in Greenwich.
    ['Asia/Shanghai', '2026-11-22T12:00:00Z', '2026-11-22T19:30:00Z'],
    ['Asia/Shanghai', '2026-11-22T19:29:59Z', '2026-11-22T19:30:00Z'],
    ['Asia/Shanghai', '2026-11-22T19:30:00Z', '2026-11-23T19:30:00Z'],
    ['America/New_York', '2026-11-22T12:00:00Z', '2026-11-23T08:30:00Z'],
    // The clocks go back an hour in the night before.
    ['Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T02:30:00Z'],
    ['Europe/Berlin', '2026-10-24T01:00:00Z', '2026-10-24T01:30:00Z'],
  ])('in %s after %s is %s', (timeZone, moment, due) => {
    expect(dueAfter(job({ daily: '03:30' }), utc(moment), timeZone)).toBe(utc(due))
  })

  it('is due once on each day of a year, also where the clocks change', () => {
    for (const timeZone of ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe']) {
      const days: string[] = []
      let moment = utc('2026-01-01T12:00:00Z')
      for (let count = 0; count < 366; count++) {
        moment = dueAfter(job({ daily: '00:10' }), moment, timeZone)
        days.push(new Calendar(timeZone, moment).today)
      }
      expect(new Set(days).size).toBe(366)
    }
  })
})

describe('What was missed', () => {
  const timeZone = 'Asia/Shanghai'
  const nextAt = utc('2026-11-19T19:30:00Z')

  function daysOf(each: Job, from: number, now: number): string[] {
    const days: string[] = []
    for (let at = from; ;) {
      const due = dueNow(each, { nextAt: at, now, timeZone })
      if (due === null) return days
      days.push(due.day)
      at = due.nextAt
    }
  }

  it('is done once for each day, or once for the last', () => {
    const now = utc('2026-11-22T20:00:00Z')
    const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']
    expect(daysOf(job({ daily: '03:30' }, 'each'), nextAt, now)).toEqual(days)
    expect(daysOf(job({ daily: '03:30' }), nextAt, now)).toEqual(['2026-11-23'])
    expect(daysOf(job({ every: HOUR }), nextAt, now)).toEqual(['2026-11-23'])
  })

  it('is done for a month at most', () => {
    const days = daysOf(job({ daily: '03:30' }, 'each'), nextAt - 400 * DAY, nextAt + HOUR)
    expect(days).toHaveLength(31)
    expect(days.at(-1)).toBe('2026-11-20')
  })
})

it('A time that only a wrong clock can have set is told; that of the next day is none', () => {
  const timeZone = 'Asia/Shanghai'
  const now = utc('2026-11-22T12:00:00Z')
  const mislaid = (each: Job, nextAt: number) => isMislaid(each, { nextAt, now, timeZone })
  expect(mislaid(job({ every: HOUR }), now + HOUR)).toBe(false)
  expect(mislaid(job({ every: HOUR }), now + DAY)).toBe(true)
  expect(mislaid(job({ daily: '03:30' }), now + 7 * HOUR)).toBe(false)
  expect(mislaid(job({ daily: '03:30' }), now + 2 * DAY)).toBe(true)
  expect(mislaid(job({ daily: '03:30' }, 'each'), now + 2 * DAY)).toBe(false)
  expect(mislaid(job({ daily: '03:30' }, 'each'), now + 60 * DAY)).toBe(true)
})
