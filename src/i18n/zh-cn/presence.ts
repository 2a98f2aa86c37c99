/** Who is online. */

import type { SettingWords } from '../setting-words.js'

export const presenceSettingWords = {
  onlineGapSeconds: {
    title: '在线间隔',
    help: '两次打开页面隔得比这更久，中间就不算在线时间；隔了它的一倍半，就不再算在线。',
    find: ['在线时间', '在线会员', '在线人数'],
  },
} satisfies Record<string, SettingWords>
