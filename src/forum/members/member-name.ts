import { rectifyConfusion } from 'unicode-confusables'
import { codePointLength } from '../../text/code-points.js'

export type NameVerdict = 'ok' | 'too-short' | 'too-long' | 'bad-characters' | 'mixed-scripts' | 'reserved'

const CHARACTERS = /^[\p{L}\p{M}0-9０-９〇_-]+$/u
// Hangul fillers and their like are letters that show nothing; a mark of no script goes on any letter, without end.
const HIDDEN = /\p{Default_Ignorable_Code_Point}|(?=\p{M})\p{Script=Inherited}|^\p{M}|\p{M}{3}/u
const NEUTRAL = '0-9０-９_ー-'

// Unicode's UTS 39 calls the first three "highly restrictive": scripts that are read together and don't look alike.
const TOGETHER = [
  'Latin Han Hiragana Katakana',
  'Latin Han Hangul',
  'Latin Han Bopomofo',
  ...'Cyrillic Greek Arabic Armenian Bengali Devanagari Ethiopic Georgian Gujarati Gurmukhi'.split(' '),
  ...'Hebrew Kannada Khmer Lao Malayalam Mongolian Myanmar Oriya Sinhala Tamil Telugu Thaana'.split(' '),
  ...'Thai Tibetan Yi'.split(' '),
].map((scripts) => {
  const letters = scripts.split(' ').map((script) => `\\p{Script=${script}}`)
  return new RegExp(`^[${letters.join('')}${NEUTRAL}]+$`, 'u')
})

const RESERVED =
  'admin administrator root system guest founder moderator supermoderator superadmin sysadmin webmaster staff ' +
  'official anonymous nobody everyone deleted null undefined louzhu phpwind ' +
  '管理员 超级管理员 系统管理员 版主 总版主 超级版主 斑竹 板主 创始人 站长 系统 系统消息 官方 客服 游客 匿名 匿名用户 ' +
  '楼主 已删除 已注销 管理員 總版主 系統 遊客 站長 創始人'

/**
 * Whether a member may be called so. The name comes as one line (`oneLine`); `min` and `max` count code points.
 * Letters, digits, `_` and `-`, with a letter among them, since a number is a member's id. Scripts that look alike are
 * not mixed. `allowReserved` is for the founder's set-up and the command line.
 */
export function checkMemberName(
  name: string,
  { min, max, allowReserved = false }: { min: number; max: number; allowReserved?: boolean },
): NameVerdict {
  const length = codePointLength(name)
  if (length < min) return 'too-short'
  if (length > max) return 'too-long'
  if (!CHARACTERS.test(name) || HIDDEN.test(name) || !/[\p{L}〇]/u.test(name)) return 'bad-characters'
  if (!TOGETHER.some((scripts) => scripts.test(name))) return 'mixed-scripts'
  return !allowReserved && isReserved(name) ? 'reserved' : 'ok'
}

/**
 * The same for all names that are easily taken for each other: `Admin`, `аdmin` with a Cyrillic а and `ａｄｍｉｎ`; `Bill`
 * and `BiIl`; `工人` with a Katakana エ. Only for comparing, never shown. Taking the key of a key changes nothing.
 */
export function memberNameKey(name: string): string {
  const key = folded(name)
  // What a letter looks like may itself look like another: ɮ like lʒ, and that like l3.
  return key === name ? key : memberNameKey(key)
}

function folded(name: string): string {
  const lower = name.normalize('NFKC').toLowerCase()
  // Capital I looks like l and is the same as i, so that all three, and 1, must be one.
  return Array.from(lower, skeleton).join('').replaceAll('i', 'l').normalize('NFKC')
}

// Of two Han letters Unicode's table says only that they are drawn alike: 鹃 and 鹂, 士 and 土 are, and are other words to
// whoever reads them. The same word are those of a pair here, and what NFKC makes one before.
const HAN_VARIANTS = new Set(
  '併倂 值値 啓啟 填塡 媯嬀 帡帲 戶戸 搉㩁 晚晩 槩㮣 溈潙 研硏 絕絶 胼腁 蒍蔿 虁蘷 豜豣 跥跺 躗躛 軿輧 郎郞 鎭鎮 隷隸 黑黒 讆讏'.split(
    ' ',
  ),
)
const HAN = /^\p{Script=Han}$/u

function lookAlike(letter: string): string {
  const other = rectifyConfusion(letter)
  if (!HAN.test(letter) || !HAN.test(other)) return other
  return HAN_VARIANTS.has(`${other}${letter}`) || HAN_VARIANTS.has(`${letter}${other}`) ? other : letter
}

// Some letters look like a Latin one as capitals only: `ВОВ` in Cyrillic is read as BOB.
function skeleton(letter: string): string {
  const small = lookAlike(letter).toLowerCase()
  if (isAscii(small)) return small
  const large = lookAlike(letter.toUpperCase()).toLowerCase()
  return isAscii(large) ? large : small
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text)
}

const reservedKeys = new Set(RESERVED.split(' ').map(bareKey))

function isReserved(name: string): boolean {
  return reservedKeys.has(bareKey(name))
}

function bareKey(name: string): string {
  return memberNameKey(name).replace(/[_-]/g, '')
}
