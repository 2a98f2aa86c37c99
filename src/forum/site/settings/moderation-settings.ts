import { lines } from '../../../field.js'
import type { SomeSettings } from './setting.js'

export const moderationSettings = {
  highlightReasons: {
    field: lines(),
    default: [
      '优秀文章',
      '原创内容',
      '重要通知',
      '热心助人',
      '广告帖',
      '恶意灌水',
      '非法内容',
      '与版规不符',
      '重复发帖',
    ],
    group: 'moderation',
  },
} satisfies SomeSettings
