import { messages } from '../../../i18n/zh-cn.js'
import { lines } from '../../../field.js'
import type { SomeSettings } from './setting.js'

export const moderationSettings = {
  highlightReasons: {
    field: lines(),
    default: messages.settings.about.highlightReasons.standard,
    group: 'moderation',
  },
} satisfies SomeSettings
