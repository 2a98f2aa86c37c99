/** Deeds of moderation and their log. */

import { colorNames, styleNames } from './styles.js'
import type { SettingWords } from '../setting-words.js'

export const moderation = {
  deeds: { highlight: '加亮', 'cancel-highlight': '取消加亮' } as Record<string, string>,
  ...styleNames,
  colors: colorNames as Record<string, string>,
  /** a highlight and for how many days, null for ever */
  styled: (styles: string[], lasts: number | null) =>
    `${styles.join('、')}（${lasts === null ? '永久' : `${lasts} 天`}）`,
  staffThread: '您的用户组不能操作管理人员的主题。',
  othersBoard: (names: string[]) =>
    names.length > 0
      ? `这个版块由 ${names.join('、')} 管理，您没有权限做这件事。`
      : '这个版块还没有版主，由管理员管理，您没有权限做这件事。',
  standsPlain: '现在：未加亮',
  stands: (styles: string, until: string | null) =>
    `现在：${styles}，${until === null ? '一直有效' : `到 ${until} 为止`}`,
  nothingToCancel: '这个主题没有加亮；请选择颜色或样式。',
  done: (deed: string) => `${deed}成功`,
  tools: '管理：',
  noticeBefore: '管理提醒：本帖被 ',
  noticeAfter: (deed: string, day: string) => ` 执行${deed}操作(${day})`,
  because: (reason: string) => `理由：${reason}`,
  noReason: '没有填写理由',
  wholeLog: '全部管理记录',
  noColor: '不变色',
  styles: '字形',
  daysHint: '填整数天，到期自动恢复；不填就一直加亮。',
  reasonPick: '或者选一条常用理由',
  reasonNone: '（不选）',
  notify: '通知作者',
  highlightDo: '确定',
  noLog: '这个主题还没有管理记录',
  noLogText: '版主的每一次操作都会公开记在这里。',
}

export const moderationSettingWords = {
  highlightReasons: {
    title: '加亮的理由',
    help: '版主加亮主题时可以直接挑选的理由。',
    standard: [
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
    find: ['高亮', '操作理由', '版主', '管理操作'],
  },
} satisfies Record<string, SettingWords>
