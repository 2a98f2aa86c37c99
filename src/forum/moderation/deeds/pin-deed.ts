import { choice, numberOrNone } from '../../../field.js'
import { daysUntil, DAYS_MAX, endAfter, threadDeed } from './deed.js'

const places = ['1', '2', '3'] as const

const plain = { pin: 0, pinUntil: null as number | null }

/** 置顶: on top of its board, of its category's boards, or of all. Who moderates own boards alone pins there alone. PHPWind 2.4. */
export const pin = threadDeed({
  name: 'pin',
  fields: { place: choice(places), days: numberOrNone(1, DAYS_MAX) },
  plain,
  ends: 'pinUntil',

  stands: ({ pin, pinUntil }, now) => (pinUntil !== null && pinUntil <= now ? plain : { pin, pinUntil }),

  start: (stands, now) => ({
    place: places[stands.pin - 1] ?? places[0],
    days: daysUntil(stands.pinUntil, now),
  }),

  wants: ({ place, days }, stands, now) => ({
    pin: Number(place),
    pinUntil: endAfter(days, { until: stands.pinUntil, now }),
  }),

  offers: ({ group }, place) => place === '1' || group.mayModerate === 'everywhere',
  shows: ({ before, after }) => (before.pin > 1 || after.pin > 1 ? ['pinned'] : []),
  says: (state, t) => [t.moderation.pins[state.pin]!],
})
