import { messages } from '../../../i18n/zh-cn.js'
import { flag, lines, number } from '../../../field.js'
import type { SomeSettings } from './setting.js'

export const questionSettings = {
  /** "question|answer" lines; one is drawn at random */
  questions: {
    field: lines({ mend: withBar, isRight: (entry) => /.\|\s*\S/.test(entry) }),
    default: messages.settings.about.questions.standard,
    group: 'questions',
  },
  questionOnRegister: { field: flag, default: true, group: 'questions' },
  questionOnPost: { field: flag, default: false, group: 'questions' },
  /** members with this many posts are not asked */
  questionExemptPosts: { field: number(0, 1_000_000), default: 50, unit: 'posts', group: 'questions' },
  questionShowAnswer: { field: flag, default: false, group: 'questions' },
} satisfies SomeSettings

// An input method writes `问题｜答案`.
function withBar(entry: string): string {
  return entry.includes('|') ? entry : entry.replace(/｜(?=[^｜]*$)/, '|')
}
