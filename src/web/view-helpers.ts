import type { Calendar } from '../calendar.js'
import { smilies } from '../text/smilies.js'

/** Formatting for templates, which only print. */
export interface ViewHelpers {
  /** 12,880 */
  num: (n: number) => string
  /** relative time with its exact form */
  time: Calendar['print']
  /** the same, told to the minute */
  moment: Calendar['moment']
  /** 2020-10-17 */
  day: (at: number) => string
  /** 2020-10-17 09:26 */
  minute: (at: number) => string
  /** each face with what it is called, in the order of the editor */
  smilies: [string, string][]
}

const faces = smilies.map(({ emoji, title }): [string, string] => [emoji, title])

const figures = new Intl.NumberFormat('zh-CN')

/** The helpers of one request, in the site's time zone. */
export function viewHelpers(calendar: Calendar): ViewHelpers {
  return {
    num: (n) => figures.format(n),
    time: (at) => calendar.print(at),
    moment: (at) => calendar.moment(at),
    day: (at) => calendar.day(at),
    minute: (at) => calendar.minute(at),
    smilies: faces,
  }
}
