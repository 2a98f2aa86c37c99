import { LONGEST_ADDRESS, webHref } from './safe-link.js'

/** A piece of text, with an href where it is a bare address. */
export interface Piece {
  text: string
  href: string | null
}

const SCHEME = /(?:https?:\/\/)+/gi

/** A host of letters and digits of any script, with what may stand before it (a name, a password) and its port. */
const AUTHORITY =
  /(?:\[[0-9a-f:.]+\]|(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{Nd}._~@%-])+)(?::[^\s/?#:]*@[\p{L}\p{M}\p{Nd}._-]+)?(?::\d{1,5})?/iuy

/** Letters of scripts that are written without spaces: in a path they are the sentence going on. */
const GOES_ON = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]/u

/** What an address may hold behind its host: ASCII but for quotation marks and the like, and letters of other scripts. */
const IN_ADDRESS = /[!#-&(-;=?-[\]_a-z~]|[\p{L}\p{M}]/iu
const asciiInAddress = Array.from({ length: 128 }, (_, code) => IN_ADDRESS.test(String.fromCharCode(code)))

/** Full-width forms and what shows nothing end an address like any mark of punctuation. */
const NEVER_IN_ADDRESS = /[\uFF00-\uFFEF\p{Default_Ignorable_Code_Point}]/u

/** A top-level domain or the end of an IPv4 address, with letters of a script without spaces right behind it: a sentence. */
const HOST_THEN_WORDS =
  /^(.*\.[a-z]{2,63}|\d{1,3}(?:\.\d{1,3}){3})(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}])[^.]*$/iu

/**
 * Cuts a text into plain pieces and bare http(s) addresses. Joined, the pieces are the text. An address is linked whole
 * or not at all: never a part of its host, so that no link leads elsewhere than it says. Linear in its length.
 */
export function splitAddresses(text: string): Piece[] {
  const pieces: Piece[] = []
  let done = 0
  let read = 0
  for (const scheme of text.matchAll(SCHEME)) {
    if (scheme.index < read) continue
    const { end, isLink } = addressAt(text, scheme.index + scheme[0].length)
    read = end
    const address = text.slice(scheme.index, end)
    const href = isLink ? webHref(address) : null
    if (href === null) continue
    if (scheme.index > done) pieces.push({ text: text.slice(done, scheme.index), href: null })
    pieces.push({ text: address, href })
    done = end
  }
  if (done < text.length) pieces.push({ text: text.slice(done), href: null })
  return pieces
}

/** Where the address ends whose host begins at `from`, and whether it is one that may be linked. */
function addressAt(text: string, from: number): { end: number; isLink: boolean } {
  AUTHORITY.lastIndex = from
  const authority = AUTHORITY.exec(text)?.[0]
  if (authority === undefined) return { end: from, isLink: false }
  const before = HOST_THEN_WORDS.exec(authority)?.[1]
  if (before !== undefined) return { end: from + before.length, isLink: isHost(before) }
  const hostEnd = from + authority.replace(/\.+$/, '').length
  const next = text[from + authority.length] ?? ''
  if (!/[/?#]/.test(next))
    return { end: hostEnd, isLink: isHost(authority) && !mayGoOn(text, from + authority.length) }
  return {
    end: withoutTrailing(text, hostEnd, pathEnd(text, from + authority.length)),
    isLink: isHost(authority),
  }
}

// A name or a percent sign before or in a host is how sites are faked.
function isHost(authority: string): boolean {
  return !/[@%]/.test(authority)
}

// Browsers take these for a part of the host: `http://a.example,b.example` is one, unless a new address begins there.
function mayGoOn(text: string, at: number): boolean {
  const behind = text.slice(at, at + 7)
  if (/^[\p{L}\p{Nd}_-]/u.test(behind) && !IGNORED.test(behind[0]!)) return !GOES_ON.test(behind[0]!)
  return /^(?:[!$&*+,;=~:](?!https?:)[\w-]|[\\@%])/i.test(behind) || MAPPED_THEN_LETTER.test(behind)
}

/** What a host name is read without, and with what it is taken for a dot, when a letter follows. */
const IGNORED = /\p{Default_Ignorable_Code_Point}/u
const MAPPED_THEN_LETTER = /^[\uFF0E\uFF61\u3002\p{Default_Ignorable_Code_Point}]+[a-z0-9]/iu

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
