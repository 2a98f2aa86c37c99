import { messages } from './i18n/zh-cn.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds by which the clocks of several servers may differ; a time beyond is one that a wrong clock has left. */
export const CLOCKS_APART = MINUTE

/** A moment as pages print it. */
export interface PrintedTime {
  /** relative while it is near: 刚刚, 3分钟前, 2小时前, 昨天 20:15, 前天 20:15, then the date, without the year while it is this one: 11-24 */
  text: string
  /** 2020-10-17 09:26 */
  exact: string
  iso: string
  today: boolean
}

/** A moment told to the minute, also where there is no tooltip to look at. */
export interface PrintedMoment extends PrintedTime {
  /** 08:12, where the text tells hours only */
  clock: string | null
}

/** Days and clock times in one time zone, at one moment. Times are milliseconds UTC. */
export class Calendar {
  readonly now: number
  readonly #zone: Zone
  /** The day of now, as counters of a day are kept under. */
  readonly today: string
  readonly yesterday: string
  readonly #before: string

  constructor(timeZone: string, now: number) {
    this.now = now
    this.#zone = zoneOf(timeZone)
    this.today = this.day(now)
    this.yesterday = dayBefore(this.today)
    this.#before = dayBefore(this.yesterday)
  }

  /** 2020-10-17 */
  day(at: number): string {
    return this.minute(at).slice(0, 10)
  }

  /** 2020-10-17 09:26 */
  minute(at: number): string {
    return new Date(at + this.#zone.offsetAt(at)).toISOString().slice(0, 16).replace('T', ' ')
  }

  /** The moment at which a day like 2026-11-22 has this time, like 03:30. */
  momentOf(day: string, time: string): number {
    const asUtc = Date.parse(`${day}T${time}:00Z`)
    // The clocks may change on that day: what the zone says near the moment counts.
    return asUtc - this.#zone.offsetAt(asUtc - this.#zone.offsetAt(asUtc))
  }

  /** When the day of now ends. */
  get midnight(): number {
    const start = Date.parse(`${this.today}T00:00:00Z`) + DAY
    // The clocks may change before midnight: what the zone says there counts.
    return start - this.#zone.offsetAt(start - this.#zone.offsetAt(this.now))
  }

  /** PHPWind's relative times. */
  print(at: number): PrintedTime {
    const exact = this.minute(at)
    const today = exact.slice(0, 10) === this.today
    return { text: this.#relative(at, exact, today), exact, iso: new Date(at).toISOString(), today }
  }

  /** As `print`, with its time of day: 2小时前 08:12, 昨天 20:15, 2020-10-17 09:26. */
  moment(at: number): PrintedMoment {
    const printed = this.print(at)
    const [day = '', time = ''] = printed.exact.split(' ')
    const tellsHours = printed.today && this.now - at >= HOUR
    return {
      ...printed,
      text: day.endsWith(printed.text) ? printed.exact : printed.text,
      clock: tellsHours ? time : null,
    }
  }

  #relative(at: number, exact: string, today: boolean): string {
    const ago = Math.max(0, this.now - at)
    const day = exact.slice(0, 10)
    // What a wrong clock has left is not from just now: it is printed as it stands there.
    if (at - this.now > CLOCKS_APART) return day
    if (ago < MINUTE) return messages.times.now
    if (ago < HOUR) return messages.times.minutes(Math.floor(ago / MINUTE))
    if (today) return messages.times.hours(Math.floor(ago / HOUR))
    if (day === this.yesterday) return messages.times.yesterday(exact.slice(11))
    if (day === this.#before) return messages.times.dayBefore(exact.slice(11))
    return day.slice(0, 5) === this.today.slice(0, 5) ? day.slice(5) : day
  }
}

/** The day after one like 2026-11-22. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10)
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10)
}

/** A quarter of an hour: zones change their clocks at the turn of one (St. John's a minute later, until 2011). */
const QUARTER = 15 * MINUTE
/** Quarters remembered per zone; a page shows times of some dozen. */
const MOST_QUARTERS = 20_000

/** A time zone's distance from UTC. Asking Intl for it costs a hundred times as much as remembering it. */
class Zone {
  readonly #format: Intl.DateTimeFormat
  readonly #offsets = new Map<number, number>()

  constructor(timeZone: string) {
    // Sweden writes its dates the ISO way: 2020-10-17 09:26:05.
    this.#format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  }

  /** Milliseconds to add to UTC for the zone's own time at this moment. */
  offsetAt(at: number): number {
    const quarter = Math.floor(at / QUARTER)
    const known = this.#offsets.get(quarter)
    if (known !== undefined) return known
    const own = Date.parse(`${this.#format.format(quarter * QUARTER).replace(' ', 'T')}Z`)
    const offset = own - quarter * QUARTER
    if (this.#offsets.size >= MOST_QUARTERS) this.#offsets.clear()
    this.#offsets.set(quarter, offset)
    return offset
  }
}

const zones = new Map<string, Zone>()

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const made = new Zone(timeZone)
  zones.set(timeZone, made)
  return made
}
