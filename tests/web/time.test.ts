import fc from 'fast-check'
import { describe, it } from 'vitest'
import { Calendar } from '../../src/web/time.js'

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
