import { z } from 'zod'
import { codePointLength } from '../../text/code-points.js'
import { seenLine } from '../../text/visible-characters.js'

// A number may have been typed in the full-width digits of an input method.
const plain = (value: unknown) => (typeof value === 'string' ? value.normalize('NFKC').trim() : value)
const number = (least: number, most: number) =>
  z.preprocess(plain, z.coerce.number().int().min(least).max(most))
const flag = z.preprocess(
  plain,
  z.union([z.literal(['0', '1']), z.boolean()]).transform((value) => value === '1' || value === true),
)
const line = (most: number) =>
  z
    .string()
    .transform(seenLine)
    .refine((text) => codePointLength(text) <= most, `最多 ${most} 个字`)
const lines = z.string().max(10_000).transform(nonEmptyLines)

/**
 * Every setting a webmaster can change, with its form in the database, its bounds and its default.
 * Lengths are in code points unless they say otherwise.
 */
export const settingSchemas = {
  siteName: line(40)
    .refine((text) => text !== '', '不能为空')
    .default('楼主论坛'),
  siteTagline: line(80).default(''),
  announcement: line(200).default(''),
  /** a path of this site, like /threads/1, or empty */
  announcementLink: z.union([z.literal(''), z.string().regex(/^\/(?![/\\])[^\s\\]*$/)]).default(''),
  /** how many members there were when the forum was set up; 0: its founder is not shown what to do next (any more) */
  firstSteps: number(0, 1_000_000).default(0),
  timeZone: z.string().refine(isTimeZone, '不是有效的时区').default('Asia/Shanghai'),

  /** everybody reads and nobody writes: while the forum is moved, or looked after */
  readOnly: flag.default(false),
  registrationOpen: flag.default(true),
  usernameMin: number(1, 50).default(2),
  usernameMax: number(2, 50).default(15),
  passwordMin: number(8, 64).default(8),
  passwordMax: number(64, 1024).default(256),
  honorMax: number(0, 100).default(20),

  subjectMax: number(10, 200).default(80),
  bodyMin: number(1, 1000).default(2),
  bodyMax: number(100, 100_000).default(50_000),
  /** PHPWind db_readperpage */
  postsPerPage: number(1, 100).default(10),
  threadsPerPage: number(5, 100).default(20),
  listPerPage: number(5, 100).default(20),
  /** replies from which a thread counts as hot: PHPWind 10 */
  hotReplies: number(1, 100_000).default(10),
  /** "key:name" lines, PHPWind db_floorname */
  floorNames: lines
    .transform((entries) => entries.map(withPlainKey))
    .default(['0:楼主', '1:沙发', '2:板凳', '3:地板']),
  replyTips: lines.default(['谢谢，别忘了来看看都是谁回帖哦？']),
  highlightReasons: lines.default([
    '优秀文章',
    '原创内容',
    '重要通知',
    '热心助人',
    '广告帖',
    '恶意灌水',
    '非法内容',
    '与版规不符',
    '重复发帖',
  ]),

  /** "question|answer" lines; one is drawn at random */
  questions: lines
    .transform((entries) => entries.map(withBar))
    .refine((entries) => entries.every((entry) => /.\|\s*\S/.test(entry)), '每行写成“问题|答案”')
    .default(['103 + 103 = ?|206', '一年有几个季节？|4', '“楼主”两个字里，第二个字是？|主']),
  questionOnRegister: flag.default(true),
  questionOnPost: flag.default(false),
  /** members with this many posts are not asked */
  questionExemptPosts: number(0, 1_000_000).default(50),
  questionShowAnswer: flag.default(false),

  /** minutes within which an edit leaves no mark, unless somebody has written below; PHPWind db_postedittime */
  silentEditMinutes: number(0, 1440).default(5),
  /** a gap between two requests longer than this (seconds) is not online time; PHPWind db_onlinetime */
  onlineGapSeconds: number(60, 86_400).default(3600),
  /** seconds between two posts for everybody; -1: as the group and level say */
  floodSeconds: number(-1, 3600).default(-1),
  signInTriesPerName: number(1, 100_000).default(5),
  signInTriesPerAddress: number(1, 1_000_000).default(50),
  registrationsPerAddress: number(1, 1_000_000).default(5),
  postsPerAddress: number(1, 1_000_000).default(60),
} as const

export type SettingName = keyof typeof settingSchemas
export type Settings = { [Name in SettingName]: z.output<(typeof settingSchemas)[Name]> }

/** Whether `name` is a setting. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingSchemas, name)
}

/** Settings from their stored texts; what is missing, or no longer fits its bounds, has its default. */
export function settingsFrom(stored: ReadonlyMap<string, string>): Settings {
  const entries = Object.entries(settingSchemas).map(([name, schema]) => {
    const parsed = schema.safeParse(stored.get(name))
    return [name, parsed.success ? parsed.data : schema.parse(undefined)]
  })
  return Object.fromEntries(entries) as Settings
}

/** The text of a setting's value as `louzhu setting get` prints it and `set` takes it. */
export function settingText(value: Settings[SettingName]): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return Array.isArray(value) ? value.join('\n') : String(value)
}

function nonEmptyLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(seenLine)
    .filter((entry) => entry !== '')
}

// An input method writes `０：楼主` and `问题｜答案`.
function withPlainKey(entry: string): string {
  return entry.replace(/^[\d０-９]+\s*[:：]\s*/, (key) => key.normalize('NFKC').replace(/\s/g, ''))
}

function withBar(entry: string): string {
  return entry.includes('|') ? entry : entry.replace(/｜(?=[^｜]*$)/, '|')
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('zh-CN', { timeZone: name })
    return true
  } catch {
    return false
  }
}
