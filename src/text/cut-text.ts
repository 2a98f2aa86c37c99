import { splitAddresses } from './auto-link.js'

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * The beginning of a text, at most `length` code points with the … that shows it was cut. It ends behind a whole
 * character as readers see it (a flag, a family, a letter with its marks), and never within an address, which would lead
 * elsewhere. `keepsAddress`: an address that the text begins with stays whole, however long.
 */
export function cutText(text: string, length: number, { keepsAddress = false } = {}): string {
  // Two code units a code point at most, so that a long text is not looked through for its beginning.
  const characters = Array.from(text.slice(0, 2 * length + 2))
  if (characters.length <= length && text.length <= 2 * length + 2) return text
  const room = characters.slice(0, Math.max(length - 1, 0)).join('').length
  const end = beforeAddress(text, wholeCharacters(text, room), keepsAddress)
  return end >= text.length ? text : text.slice(0, end).trimEnd() + '…'
}

/** The last end of a whole character at or before `room`; a single one that is longer is cut all the same. */
function wholeCharacters(text: string, room: number): number {
  let end = 0
  // One character may be made of any number of code points: looked at no further than that matters.
  for (const { index, segment } of graphemes.segment(text.slice(0, room + 64))) {
    if (index + segment.length > room) break
    end = index + segment.length
  }
  return end === 0 ? room : end
}

function beforeAddress(text: string, end: number, keepsAddress: boolean): number {
  let at = 0
  // An address is no longer than 2,048 code units.
  for (const { text: piece, href } of splitAddresses(text.slice(0, end + 2048))) {
    const pieceEnd = at + piece.length
    if (href !== null && at < end && end < pieceEnd) {
      if (keepsAddress && text.slice(0, at).trim() === '') return pieceEnd
      return at === 0 ? end : at
    }
    if (pieceEnd >= end) break
    at = pieceEnd
  }
  return end
}
