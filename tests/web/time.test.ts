import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Calendar } from '../../src/calendar.js'

const YEARS = { min: Date.UTC(2012, 0, 1), max: Date.UTC(2040, 0, 1) }

describe.each(['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'])(
  'In %s',
  (timeZone) => {
    it('a moment has the day and the minute that Intl says', () => {
      const intl = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
      const calendar = new Calendar(timeZone, YEARS.min)
      fc.assert(fc.property(fc.integer(YEARS), (at) => calendar.minute(at) === intl.format(at)))
    })

    it('midnight is the first moment of the day after, also when the clocks change', () => {
      fc.assert(
        fc.property(fc.integer(YEARS), (now) => {
          const { midnight, today } = new Calendar(timeZone, now)
          const calendar = new Calendar(timeZone, now)
          return (
            midnight > now &&
            calendar.day(midnight - 1) === today &&
            calendar.minute(midnight).endsWith('00:00')
          )
        }),
      )
    })
  },
)

it('A time is told by its distance, then by its day, with the year where it is another', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`)
  const calendar = new Calendar('Asia/Shanghai', at('2026-11-27T10:00:00'))
  const told = [
    '2026-11-27T09:59:59',
    '2026-11-27T09:59:01',
    '2026-11-27T09:57:00',
    '2026-11-27T07:00:00',
    '2026-11-26T20:15:00',
    '2026-11-24T08:00:00',
    '2026-01-01T00:00:00',
    '2025-12-31T23:59:59',
  ].map((text) => calendar.print(at(text)).text)
  expect(told).toEqual(['刚刚', '刚刚', '3分钟前', '3小时前', '昨天 20:15', '11-24', '01-01', '2025-12-31'])
  expect(calendar.moment(at('2026-11-24T08:00:00')).text).toBe('2026-11-24 08:00')
})
