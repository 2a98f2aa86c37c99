import { webHref } from './safe-link.js'

/** A piece of text, with an href where it is a bare address. */
export interface Piece {
  text: string
  href: string | null
}

// The host is ASCII, so that Chinese written right behind it isn't swallowed; a path may hold Han characters, but stops
// at white space, quotation marks, brackets of markup and Chinese punctuation.
const ADDRESS =
  /https?:\/\/[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:[/?#][^\s<>"'`{}|\\^[\]，。！？、；：“”‘’（）《》〈〉【】〔〕「」『』…—～·\u3000]*)?/gi

/** Cuts a text into plain pieces and bare http(s) addresses. Joined, the pieces are the text. Linear in its length. */
export function splitAddresses(text: string): Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(match[0])
    const href = webHref(address)
    if (href === null) continue
    if (match.index > done) pieces.push({ text: text.slice(done, match.index), href: null })
    pieces.push({ text: address, href })
    done = match.index + address.length
  }
  if (done < text.length) pieces.push({ text: text.slice(done), href: null })
  return pieces
}

// A full stop or a bracket behind an address belongs to the sentence, unless the bracket was opened within the address.
function withoutTrailing(address: string): string {
  let unopened = 0
  for (const character of address) {
    if (character === ')') unopened += 1
    else if (character === '(') unopened -= 1
  }
  let end = address.length
  while (end > 0) {
    const last = address[end - 1]!
    if (last === ')' && unopened > 0) unopened -= 1
    else if (!/[.,!?;:*_~&]/.test(last)) break
    end -= 1
  }
  return address.slice(0, end)
}
