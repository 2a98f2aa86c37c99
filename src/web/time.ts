const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A moment as pages print it. */
export interface PrintedTime {
  /** relative while it is near: 5秒前, 3分钟前, 2小时前, 昨天 20:15, 前天 20:15, then the date */
  text: string
  /** 2020-10-17 09:26 */
  exact: string
  iso: string
  today: boolean
}

/** Days and clock times in one time zone, at one moment. Times are milliseconds UTC. */
export class Calendar {
  readonly #now: number
  readonly #format: Intl.DateTimeFormat

  constructor(timeZone: string, now: number) {
    this.#now = now
    this.#format = formatOf(timeZone)
  }

  /** 2020-10-17 */
  day(at: number): string {
    return this.minute(at).slice(0, 10)
  }

  /** 2020-10-17 09:26 */
  minute(at: number): string {
    return this.#format.format(at)
  }

  /** The day of now, as counters of a day are kept under. */
  get today(): string {
    return this.day(this.#now)
  }

  get yesterday(): string {
    return dayBefore(this.today)
  }

  /** PHPWind's relative times. */
  print(at: number): PrintedTime {
    const exact = this.minute(at)
    const today = exact.slice(0, 10) === this.today
    return { text: this.#relative(at, exact, today), exact, iso: new Date(at).toISOString(), today }
  }

  #relative(at: number, exact: string, today: boolean): string {
    const ago = Math.max(0, this.#now - at)
    if (ago < MINUTE) return `${Math.floor(ago / 1000)}秒前`
    if (ago < HOUR) return `${Math.floor(ago / MINUTE)}分钟前`
    if (today) return `${Math.floor(ago / HOUR)}小时前`
    const day = exact.slice(0, 10)
    if (day === this.yesterday) return `昨天 ${exact.slice(11)}`
    if (day === dayBefore(this.yesterday)) return `前天 ${exact.slice(11)}`
    return day
  }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10)
}

const formats = new Map<string, Intl.DateTimeFormat>()

// Making a DateTimeFormat costs some hundred times as much as using it.
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  // Sweden writes its dates the ISO way: 2020-10-17 09:26.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(timeZone, made)
  return made
}
