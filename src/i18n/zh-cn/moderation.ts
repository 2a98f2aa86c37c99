/** Deeds of moderation and their log. */

import { colorNames, styleNames } from './styles.js'
import type { SettingWords } from '../setting-words.js'

export const moderation = {
  /** as the log and the notice name them */
  deeds: {
    highlight: '加亮',
    'cancel-highlight': '取消加亮',
    pin: '置顶',
    'cancel-pin': '取消置顶',
    digest: '精华',
    'cancel-digest': '取消精华',
    lock: '锁定',
    'cancel-lock': '解除锁定',
  },
  titles: { highlight: '加亮主题', pin: '置顶主题', digest: '设为精华', lock: '锁定主题' },
  pins: ['', '本版置顶', '分类置顶', '全站置顶'],
  digests: ['', '精华 I', '精华 II'],
  ...styleNames,
  colors: colorNames as Record<string, string>,
  /** what was done and for how many days, null for ever */
  lasting: (state: string, lasts: number | null) => `${state}（${lasts === null ? '永久' : `${lasts} 天`}）`,
  staffThread: '您的用户组不能操作管理人员的主题。',
  othersBoard: (names: string[]) =>
    names.length > 0
      ? `这个版块由 ${names.join('、')} 管理，您没有权限做这件事。`
      : '这个版块还没有版主，由管理员管理，您没有权限做这件事。',
  standsPlain: (deed: string) => `现在：未${deed}`,
  standsSo: (state: string) => `现在：${state}`,
  stands: (styles: string, until: string | null) =>
    `现在：${styles}，${until === null ? '一直有效' : `到 ${until} 为止`}`,
  nothingToCancel: '这个主题没有加亮；请选择颜色或样式。',
  notOffered: '您只能置顶在自己管理的版块里；分类和全站的置顶由总版主和管理员决定。',
  changedSince: '这一步之后又有了变化，或者已经撤销过，不能再撤销。',
  done: (deed: string) => `${deed}成功`,
  tools: '管理：',
  noticeBefore: '管理提醒：本帖被 ',
  noticeAfter: (deed: string, day: string) => ` 执行${deed}操作(${day})`,
  because: (reason: string) => `理由：${reason}`,
  noReason: '没有填写理由',
  wholeLog: '全部管理记录',
  noColor: '不变色',
  styles: '字形',
  reasonPick: '或者选一条常用理由',
  reasonNone: '（不选）',
  notify: '通知作者',
  /** the form of each deed: what it means, its button, its fields */
  forms: {
    highlight: {
      hint: null,
      send: '确定',
      fields: { days: { hint: '填整数天，到期自动恢复；不填就一直加亮。' } },
    },
    pin: {
      hint: '置顶的主题排在列表最前面。',
      send: '置顶',
      fields: {
        place: { choices: { 1: '本版', 2: '本分类', 3: '全站' } },
        days: { hint: '填整数天，到期自动取消；不填就一直置顶。', optional: true },
      },
    },
    digest: {
      hint: '精华会在列表和帖子里标出来；作者的精华数和威望随之增加，取消时收回。',
      send: '设为精华',
      fields: { grade: { choices: { 1: '精华 I', 2: '精华 II' } } },
    },
    lock: {
      hint: '锁定以后只有版主还能回复，作者也不能再编辑和删除；任何时候都可以解除。',
      send: '锁定',
      fields: {},
    },
  },
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
