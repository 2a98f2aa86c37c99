import { codePointLength, isCleanText } from '../../text/code-points.js'
import { commonPasswords } from './common-passwords.js'

export type PasswordVerdict = 'ok' | 'too-short' | 'too-long' | 'common' | 'contains-name' | 'bad-characters'

/** How much must stand beside a name for the two together to be more than the name. */
const MOST_BESIDE_NAME = 3

/**
 * Whether a password may be chosen. It is judged exactly as received, neither trimmed nor normalised, as it will be
 * hashed; `min` and `max` count code points. No rule asks for kinds of characters (OWASP ASVS 6.2.5): refused are what
 * is on a list of common ones, what is regular, and a name with hardly anything beside it.
 */
export function checkPassword(
  password: string,
  of: { username: string; email: string; siteName: string; min: number; max: number },
): PasswordVerdict {
  const length = codePointLength(password)
  if (length < of.min) return 'too-short'
  if (length > of.max) return 'too-long'
  if (!isCleanText(password)) return 'bad-characters'
  const names = [of.username, of.email, of.email.split('@')[0]!, of.siteName]
  if (names.some((name) => isMostly(password, name))) return 'contains-name'
  return isCommon(password.toLowerCase()) ? 'common' : 'ok'
}

function isMostly(password: string, name: string): boolean {
  const [lower, part] = [password.toLowerCase(), name.toLowerCase().trim()]
  if (part === '') return false
  if (lower === part) return true
  const nameLength = codePointLength(part)
  return nameLength >= 3 && lower.includes(part) && codePointLength(lower) - nameLength <= MOST_BESIDE_NAME
}

function isCommon(lower: string): boolean {
  return commonPasswords.has(lower) || isRegular(lower)
}

function isRegular(lower: string): boolean {
  return isRepeated(lower) || isRun(lower) || SPOKEN_ONLY.test(lower) || isWordWithDigits(lower)
}

// One to three characters over and over: 88888888, abcabcabc, 我我我我我我我我.
function isRepeated(lower: string): boolean {
  const characters = [...lower]
  return [1, 2, 3].some((period) =>
    characters.every((character, index) => character === characters[index % period]),
  )
}

const RUNS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]\\',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.',
  '1q2w3e4r5t6y7u8i9o0p',
  '!@#$%^&*()_+',
].flatMap((run) => [run, [...run].reverse().join('')])

// Along the digits, the alphabet or a row of the keyboard, either way.
function isRun(lower: string): boolean {
  return RUNS.some((run) => run.includes(lower))
}

const WORDS = new Set(
  (
    'password passwd passw0rd p@ssw0rd p@ssword pass mima admin administrator root test user guest login welcome ' +
    'letmein master qwerty qwert qwer qwe asdfgh asdf asd zxcvbn zxcvbnm zxcv zxc qaz wsx qazwsx iloveyou loveyou love ' +
    'woaini aini woai nihao hello abc abcd abcde abcdef abcdefg aaa qqq www zzz monkey dragon football sunshine princess superman ' +
    'louzhu phpwind luntan forum bbs china zhongguo beijing shanghai wang zhang liu chen yang huang xiaoming'
  ).split(' '),
)

// 520 sounds like "I love you", 1314 "for life", 168 "all the way to wealth". None begins another, so that a password
// made to try the pattern's patience can be cut in one way only.
const SPOKEN = '(?:520|521|1314|7758|258|584|518|168|666|888)+'
const SPOKEN_ONLY = new RegExp(`^${SPOKEN}$`)
// The digits people add: a short number, a year, a run, one digit or three over and over.
const TAIL = new RegExp(String.raw`^(?:\d{1,4}|12345\d*|54321|654321|${SPOKEN}|(\d)\1*|(\d{3})\2)?[!@#.*_]?$`)

function isWordWithDigits(lower: string): boolean {
  const [, before, word, behind] = /^(\d*)([^\d].*?)(\d*[!@#.*_]?)$/.exec(lower) ?? []
  if (word === undefined || !WORDS.has(word)) return false
  return TAIL.test(before!) && TAIL.test(behind!)
}
