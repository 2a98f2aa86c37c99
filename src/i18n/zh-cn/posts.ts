/** Posts, and writing, changing and removing them. */

import type { SettingWords } from '../setting-words.js'

export const post = {
  changedMeanwhile: '您编辑的时候，这一楼改过了，请对照后再保存。',
  removedAlready: '这个帖子已经被删除了。',
  firstStays: '楼主帖不能由作者自己删除；内容可以用“编辑”来改。',
  notYours: '只能编辑和删除自己的帖子。',
  floor: (floor: number) => `${floor}楼`,
  answers: (floor: string, name: string) => `回 ${floor}(${name})`,
}

export const posts = {
  image: '图片',
  quoted: '引用：',
  /** `who` is markup */
  quotedFrom: (who: string) => `引用 ${who} 的帖子：`,
  postedAt: '发表于：',
  floorLink: '本楼链接，点击可复制',
  floorCopied: (floor: string) => `${floor}的链接已复制`,
  edited: (name: string, minute: string) => `[ 此帖被 ${name} 在 ${minute} 重新编辑 ]`,
  removed: '本楼已被管理人员删除，楼层号保留。',
  removedByAuthor: '本楼已被作者删除，楼层号保留。',
  reply: '回复',
  quote: '引用',
  edit: '编辑',
  remove: '删除',
  top: '顶端',
  quickReply: '快速回复',
  latestFloors: '最近的楼层',
  joinReply: '后就可以回复了，欢迎加入讨论。',
  fullReply: '完整回复页',
  subject: '描述',
  save: '保存修改',
  quoteElsewhere: '没能在这里取来引用，正在打开完整的回复页…',
  ctrlEnter: '按"Ctrl+Enter"直接提交',
  editHead: (floor: string) => `编辑帖子（${floor}）`,
  conflict: (name: string, at: string | null) =>
    `这一楼${at === null ? '刚刚' : `在 ${at} `}改过（${name}）。您写的内容在下面的表单里；请对照现在的内容，改好后再保存。`,
  conflictCurrent: '现在的内容',
  removeHead: (floor: string) => `删除帖子（${floor}）`,
  removeAsk: '确定要删除这一楼吗？',
  removeHint: '删除后别人看不到内容，楼层号会保留，后面的楼层不变。',
  removeKeep: '不删了',
}

export const postSettingWords = {
  subjectMax: {
    title: '标题最长',
    help: '主题的标题、回复的描述最多多少字。',
    find: ['标题长度', '字数', '描述'],
  },
  bodyMin: {
    title: '内容最短',
    help: '一帖至少要写多少看得见的字。',
    find: ['内容长度', '字数', '正文', '水帖'],
  },
  bodyMax: {
    title: '内容最长',
    help: '一帖最多可以写多少字。',
    find: ['内容长度', '字数', '正文', '帖子长度'],
  },
  replyTips: {
    title: '回复框里的提示',
    help: '写在回复框旁边的一句话，每个主题固定用其中一句；留空就没有。',
    standard: ['谢谢，别忘了来看看都是谁回帖哦？'],
    find: ['快速回复', '提示语', '温馨提示'],
  },
  silentEditMinutes: {
    title: '修改不留痕的时间',
    help: '发帖后这段时间里修改不留“重新编辑”的记号；下面已经有人回复就照样留。0 就总是留。',
    find: ['编辑', '编辑时间', '重新编辑'],
  },
  floodSeconds: {
    title: '发帖间隔',
    help: '同一个会员两次发帖至少隔多久，对谁都一样；0 就不限，-1 就按用户组和级别各自的来。',
    find: ['灌水', '发帖太快', '刷屏'],
  },
  postsPerAddress: {
    title: '每个地址的发帖次数',
    help: '同一个网络地址一分钟里最多可以发帖、回复、修改和预览多少次。',
    find: ['IP', '灌水', '发帖太快', '刷屏'],
  },
} satisfies Record<string, SettingWords>
