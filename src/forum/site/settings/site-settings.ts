import { messages } from '../../../i18n/zh-cn.js'
import { flag, line, number } from '../../../field.js'
import type { SomeSettings } from './setting.js'

export const siteSettings = {
  siteName: {
    field: line({ least: 1, most: 40 }),
    default: messages.settings.about.siteName.standard,
    group: 'site',
  },
  siteTagline: { field: line({ most: 80 }), default: '', group: 'site' },
  announcement: { field: line({ most: 200 }), default: '', group: 'site' },
  /** a path of this site, like /threads/1, or empty */
  announcementLink: { field: line({ most: 1000, isRight: isOwnPath }), default: '', group: 'site' },
  timeZone: { field: line({ most: 100, isRight: isTimeZone }), default: 'Asia/Shanghai', group: 'site' },
  /** everybody reads and nobody writes: while the forum is moved, or looked after */
  readOnly: { field: flag, default: false, group: 'site' },
  /** how many members there were when the forum was set up; 0: its founder is not shown what to do next (any more) */
  firstSteps: { field: number(0, 1_000_000), default: 0, unit: 'people', group: 'site' },
} satisfies SomeSettings

function isOwnPath(text: string): boolean {
  return text === '' || /^\/(?![/\\])[^\s\\]*$/.test(text)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('zh-CN', { timeZone: name })
    return true
  } catch {
    return false
  }
}
