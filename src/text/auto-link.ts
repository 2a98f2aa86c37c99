import { LONGEST_ADDRESS, webHref } from './safe-link.js'

/** A piece of text, with an href where it is a bare address. */
export interface Piece {
  text: string
  href: string | null
}

/** Where an address may begin: at its scheme, or at a `www.` that stands in no other address. */
const BEGINNING = /(?:https?:\/\/)+|(?<![\w.@:/%=&?#+~\\-])www\.(?=[\p{L}\p{Nd}])/giu
const isScheme = (beginning: string) => beginning.endsWith('/')

/** Behind these an address stands within another one, as its `?to=` or in an archive; behind a letter it is the next one. */
const HOLDS_ADDRESS = /[/=?#&:(+@%$[]/

/** A host of letters and digits of any script, with what may stand before it (a name, a password) and its port. */
const AUTHORITY =
  /(?:\[[0-9a-f:.]+\]|(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{Nd}._~@%-])+)(?::[^\s/?#:]*@[\p{L}\p{M}\p{Nd}._-]+)?(?::\d{1,5})?/iuy

/** Letters of scripts that are written without spaces, or go on without one: in a path they are the sentence going on. */
const UNSPACED = 'Han Hira Kana Bopo Hang Yiii Tibt Thai Laoo Khmr Mymr'
  .split(' ')
  .map((script) => `\\p{scx=${script}}`)
  .join('')
const GOES_ON = new RegExp(`[${UNSPACED}]`, 'u')

/** What an address may hold behind its host: ASCII but for quotation marks and the like, and letters of other scripts. */
const IN_ADDRESS = /[!#-&(-;=?-[\]_a-z~]|[\p{L}\p{M}]/iu
const asciiInAddress = Array.from({ length: 128 }, (_, code) => IN_ADDRESS.test(String.fromCharCode(code)))

/** Full-width forms, what shows nothing, and letters that are marks (ˇ ˉ ª) end an address like any mark of punctuation. */
const NEVER_IN_ADDRESS = /[\uFF00-\uFFEF\p{Default_Ignorable_Code_Point}\p{Lm}ªº]/u

/** A top-level domain or the end of an IPv4 address, with letters of a script without spaces right behind it: a sentence. */
const HOST_THEN_WORDS = new RegExp(
  `^(.*\\.[a-z]{2,63}|\\d{1,3}(?:\\.\\d{1,3}){3})(?=[${UNSPACED}])[^.]*$`,
  'iu',
)

/** What may be linked without a scheme: a host of three names at least. */
const WWW_HOST = /^www(?:\.[^.]+)+\.\p{L}{2,63}(?::\d{1,5})?$/iu

/**
 * Cuts a text into plain pieces and bare addresses, http(s) or beginning with `www.`. Joined, the pieces are the text. An
 * address is linked whole or not at all: never a part of its host, so that no link leads elsewhere than it says. Linear
 * in its length.
 */
export function splitAddresses(text: string): Piece[] {
  const pieces: Piece[] = []
  let done = 0
  let read = 0
  for (const { at, upTo, beginning } of beginnings(text)) {
    if (at < read) continue
    // What comes before the next address is read as if nothing came behind it.
    const { end, host } = addressAt(text.slice(0, upTo), isScheme(beginning) ? at + beginning.length : at)
    read = end
    const address = text.slice(at, end)
    const isLink = host !== null && (isScheme(beginning) || WWW_HOST.test(host))
    const href = isLink ? webHref(address) : null
    if (href === null) continue
    if (at > done) pieces.push({ text: text.slice(done, at), href: null })
    pieces.push({ text: address, href })
    done = end
  }
  if (done < text.length) pieces.push({ text: text.slice(done), href: null })
  return pieces
}

/** Where addresses may begin, and where each must have ended since another one begins there for certain. */
function beginnings(text: string): { at: number; upTo: number; beginning: string }[] {
  const found = Array.from(text.matchAll(BEGINNING), ({ 0: beginning, index }) => ({ at: index, beginning }))
  let upTo = text.length
  return found
    .toReversed()
    .map(({ at, beginning }) => {
      const one = { at, upTo, beginning }
      const before = text[at - 1] ?? ''
      if (isScheme(beginning) ? !HOLDS_ADDRESS.test(before) : /[,;]/.test(before)) upTo = at
      return one
    })
    .toReversed()
}

/** Where the address ends whose host begins at `from`, and that host with its port; null when it may not be linked. */
function addressAt(text: string, from: number): { end: number; host: string | null } {
  AUTHORITY.lastIndex = from
  const authority = AUTHORITY.exec(text)?.[0]
  if (authority === undefined) return { end: from, host: null }
  const before = HOST_THEN_WORDS.exec(authority)?.[1]
  if (before !== undefined) return { end: from + before.length, host: isHost(before) ? before : null }
  const host = authority.replace(/\.+$/, '')
  const hostEnd = from + host.length
  const behind = from + authority.length
  if (/[/?#]/.test(text[behind] ?? ''))
    return { end: withoutTrailing(text, hostEnd, pathEnd(text, behind)), host: isHost(host) ? host : null }
  return { end: hostEnd, host: isHost(host) && !mayGoOn(text, behind, host) ? host : null }
}

// A name or a percent sign before or in a host is how sites are faked.
function isHost(authority: string): boolean {
  return !/[@%]/.test(authority)
}

// Browsers take these for a part of the host: `http://a.example,b.example` is one, unless a new address begins there.
function mayGoOn(text: string, at: number, host: string): boolean {
  const behind = text.slice(at, at + 64)
  if (/^[\p{L}\p{Nd}_-]/u.test(behind) && !IGNORED.test(behind[0]!)) return !GOES_ON.test(behind[0]!)
  if (!host.includes('.') && MAPPED_THEN_WORD.test(behind)) return true
  return (
    /^(?:[!$&*+,;=~:](?!https?:|www\.)[\w-]|[\\@%])/i.test(behind) ||
    MAPPED_THEN_LETTER.test(behind) ||
    SIGNS_THEN_HOST.test(behind)
  )
}

/** What a host name is read without, and with what it is taken for a dot, when a letter follows. */
const IGNORED = /\p{Default_Ignorable_Code_Point}/u
const MAPPED_THEN_LETTER = /^[\uFF0E\uFF61\u3002\p{Default_Ignorable_Code_Point}]+[a-z0-9]/iu

/** Behind a host without a dot of its own, where a sentence would not end: `http://tuku。网址`. */
const MAPPED_THEN_WORD = /^[\uFF0E\uFF61\u3002\p{Default_Ignorable_Code_Point}]+\p{L}/u

/** Signs, which a host may hold (`http://a☆b.example`), when the rest of one follows and not an address of its own. */
const SIGNS_THEN_HOST =
  /^(?![\0-\x7f\uFF00-\uFFEF])[\p{S}\p{N}\p{M}\p{Default_Ignorable_Code_Point}]+(?!www\.)[\p{L}\p{M}\p{N}-]*\.[\p{L}\p{Nd}]/iu

/** The first place from `at` on that can't belong to the address any more; square brackets belong when they are balanced. */
function pathEnd(text: string, at: number): number {
  const opened: number[] = []
  // An address that is longer than any link is read in pieces, so that many of them cost no more than their length.
  const most = Math.min(text.length, at + LONGEST_ADDRESS)
  let end = at
  while (end < most) {
    const character = text.codePointAt(end)!
    if (!belongs(character) || (character === CLOSING && opened.length === 0)) break
    if (character === OPENING && opened.push(end) > DEEPEST) break
    if (character === CLOSING) opened.pop()
    end += character > 0xffff ? 2 : 1
  }
  return opened[0] ?? end
}

const [OPENING, CLOSING] = [0x5b, 0x5d]
/** Square brackets within one another in an address at most. */
const DEEPEST = 8

function belongs(codePoint: number): boolean {
  if (codePoint < 128) return asciiInAddress[codePoint]!
  const character = String.fromCodePoint(codePoint)
  return IN_ADDRESS.test(character) && !GOES_ON.test(character) && !NEVER_IN_ADDRESS.test(character)
}

// A full stop or a bracket behind an address belongs to the sentence, unless the bracket was opened within the address.
function withoutTrailing(text: string, from: number, to: number): number {
  let unopened = 0
  for (let at = from; at < to; at++) {
    if (text[at] === ')') unopened += 1
    else if (text[at] === '(') unopened -= 1
  }
  let end = to
  while (end > from) {
    const last = text[end - 1]!
    if (last === ')' && unopened > 0) unopened -= 1
    else if (!/[.,!?;:*_~&]/.test(last)) break
    end -= 1
  }
  return end
}
