/** What is said of settings, and those of the whole site. */

import type { SettingWords } from '../setting-words.js'

export const settings = {
  groups: {
    site: '网站',
    members: '注册与会员',
    questions: '验证问题',
    reading: '看帖',
    writing: '发帖',
    moderation: '管理',
    limits: '防灌水',
  },
  units: {
    characters: '字',
    seconds: '秒',
    minutes: '分钟',
    floors: '楼',
    threads: '个主题',
    entries: '条',
    replies: '个回复',
    posts: '帖',
    people: '人',
    times: '次',
  },
  asked: {
    number: (least: number, most: number, unit: string, example: string) =>
      `${least} 到 ${most} 之间的整数，单位是“${unit}”，如 ${example}`,
    flag: '1（开）或 0（关）',
    line: (least: number, most: number) =>
      `一行字，${least > 0 ? '不能为空，' : '可以留空，'}最多 ${most} 个字`,
    lines: '每行一条',
  },
  refused: (title: string, name: string, given: string, asked: string) =>
    `${title}（${name}）不能是“${given}”，请填：${asked}。`,
  unknown: (name: string) => `没有名为 ${name} 的设置，louzhu setting list 会列出全部。`,
  nearest: (name: string, nearest: string, title: string) =>
    `没有名为 ${name} 的设置，您要找的是不是 ${nearest}（${title}）？`,
  noneAbout: (word: string) => `没有与“${word}”有关的设置，louzhu setting list 会列出全部。`,
  on: '1（开）',
  off: '0（关）',
  empty: '（空）',
  stands: (title: string, value: string) => `${title}：${value}`,
  withDefault: (value: string, standard: string) => `${value}（默认：${standard}）`,
  reset: (title: string, name: string, value: string) => `${title}（${name}）已恢复默认：${value}`,
  isDefault: (title: string, name: string, value: string) => `${title}（${name}）本来就是默认：${value}`,
  named: (title: string, name: string) => `${title}（${name}）`,
  group: (group: string) => `分组：${group}`,
  unit: (unit: string) => `单位：${unit}`,
  standard: (value: string) => `默认：${value}`,
  mayBe: (asked: string) => `可填：${asked}`,
  lineBreaks: '命令行里，行与行之间写 \\n。',
}

export const siteSettingWords = {
  siteName: {
    title: '论坛名称',
    help: '显示在每一页的页首和标题里。',
    standard: '楼主论坛',
    find: ['站名', '网站名称', '标题', '名字'],
  },
  siteTagline: {
    title: '口号',
    help: '一句话，显示在论坛名称旁边；留空就不显示。',
    find: ['副标题', '简介', '标语', '宣传语'],
  },
  announcement: {
    title: '公告',
    help: '显示在首页上方的一行字；留空就没有公告。',
    find: ['通告', '站务', '通知'],
  },
  announcementLink: {
    title: '公告的链接',
    help: '点公告会打开本站的哪一页；留空就没有链接。',
    form: '本站的一个地址，以 / 开头，如 /threads/1；不要链接就留空',
    find: ['通告', '地址', '网址'],
  },
  timeZone: {
    title: '时区',
    help: '全站的日期和时间按哪里的钟来写，“今日”从哪里的零点算起。',
    form: '时区的名字，如 Asia/Shanghai',
    find: ['时间', '钟', '日期', '北京时间'],
  },
  readOnly: {
    title: '只读',
    help: '打开后大家都能看，谁也不能发帖和修改：搬家或维护的时候用。',
    find: ['维护', '关站', '禁止发帖', '搬家'],
  },
  firstSteps: {
    title: '开张指引',
    help: '开张时有多少会员，安装时自动写下。不是 0 的时候，站长在首页看得到“接下来的四件事”；改成 0 就不再显示。',
    find: ['新手', '安装', '引导', '接下来的四件事'],
  },
} satisfies Record<string, SettingWords>
