import { messages } from '../../../i18n/zh-cn.js'
import { lines, number } from '../../../field.js'
import type { SomeSettings } from './setting.js'

export const threadSettings = {
  /** PHPWind db_readperpage */
  postsPerPage: { field: number(1, 100), default: 10, unit: 'floors', group: 'reading' },
  threadsPerPage: { field: number(5, 100), default: 20, unit: 'threads', group: 'reading' },
  listPerPage: { field: number(5, 100), default: 20, unit: 'entries', group: 'reading' },
  /** replies from which a thread counts as hot: PHPWind 10 */
  hotReplies: { field: number(1, 100_000), default: 10, unit: 'replies', group: 'reading' },
  /** "key:name" lines, PHPWind db_floorname */
  floorNames: {
    field: lines({ mend: withPlainKey }),
    default: messages.settings.about.floorNames.standard,
    group: 'reading',
  },
} satisfies SomeSettings

// An input method writes `０：楼主`.
function withPlainKey(entry: string): string {
  return entry.replace(/^[\d０-９]+\s*[:：]\s*/, (key) => key.normalize('NFKC').replace(/\s/g, ''))
}
