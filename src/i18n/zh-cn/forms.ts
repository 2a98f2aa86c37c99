/** Fields, and what helps to fill them in. */

import { times } from './common.js'
import { colorNames, styleNames } from './styles.js'

export const field = {
  required: '这一项不能为空。',
  badText: '含有无法保存的字符，请删去后再试。',
  bad: '这一项填得不对。',
  tooLong: (most: number, length: number) => `最多 ${most} 个字，现在是 ${length} 个。`,
  tooShort: (least: number) => `至少要 ${least} 个字。`,
  number: (least: number, most: number) => `请填 ${least} 到 ${most} 之间的整数。`,
}

/** What the fields of forms are called, before them and where their errors are listed. */
export const fieldNames = {
  subject: '标题',
  body: '内容',
  answer: '验证问题',
  honor: '个人头衔',
  signature: '个人签名',
  siteName: '论坛名称',
  siteTagline: '口号',
  username: '用户名',
  email: '电子邮箱',
  password: '密码',
  passwordAgain: '再输一次密码',
  currentPassword: '现在的密码',
  name: '名称',
  parent: '所属',
  description: '简介',
  access: '谁能看',
  groups: '可见的用户组',
  moderators: '版主',
  color: '标题颜色',
  days: '有效天数',
  place: '置顶在',
  grade: '等级',
  reason: '操作理由',
} as Record<string, string>

/** Read by js/editor.js, so only what JSON can hold. */
export const editor = {
  toolbar: '编辑工具',
  ...styleNames,
  strike: '删除线',
  color: '颜色',
  size: '字号',
  center: '居中',
  list: '列表',
  table: '表格',
  code: '代码',
  quote: '引用',
  link: '链接',
  image: '图片',
  smiley: '表情',
  /** in the order of `text/smilies.ts`, whose faces are put to them */
  smilies: [
    '微笑',
    '大笑',
    '笑哭',
    '偷笑',
    '喜欢',
    '亲亲',
    '得意',
    '调皮',
    '害羞',
    '思考',
    '疑问',
    '惊讶',
    '流汗',
    '无语',
    '困',
    '难过',
    '大哭',
    '生气',
    '晕',
    '赞',
    '踩',
    '鼓掌',
    '抱拳',
    '玫瑰',
  ],
  linkAsk: '链接地址',
  imageAsk: '图片地址',
  insert: '插入',
  cancel: '取消',
  colors: colorNames,
  sizes: { 2: '小', 4: '大', 5: '更大', 6: '特大' },
}

/** Read by js/draft.js. # stands for a number or for what was written. */
export const draft = {
  found: '上次没发出去的内容还在',
  /** as all other times are told */
  ago: [times.now, times.minutes('#'), times.hours('#'), '#天前'],
  restore: '恢复',
  drop: '丢弃',
  more: '还有 # 份更早的',
}
