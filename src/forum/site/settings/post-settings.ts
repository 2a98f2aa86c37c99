import { messages } from '../../../i18n/zh-cn.js'
import { lines, number } from '../../../field.js'
import type { SomeSettings } from './setting.js'

/** Lengths are in code points. */
export const postSettings = {
  subjectMax: { field: number(10, 200), default: 80, unit: 'characters', group: 'writing' },
  bodyMin: { field: number(1, 1000), default: 2, unit: 'characters', group: 'writing' },
  bodyMax: { field: number(100, 100_000), default: 50_000, unit: 'characters', group: 'writing' },
  replyTips: { field: lines(), default: messages.settings.about.replyTips.standard, group: 'writing' },
  /** an edit within them leaves no mark, unless somebody has written below; PHPWind db_postedittime */
  silentEditMinutes: { field: number(0, 1440), default: 5, unit: 'minutes', group: 'writing' },

  /** between two posts, for everybody; -1: as the group and level say */
  floodSeconds: { field: number(-1, 3600), default: -1, unit: 'seconds', group: 'limits' },
  postsPerAddress: { field: number(1, 1_000_000), default: 60, unit: 'times', group: 'limits' },
} satisfies SomeSettings
