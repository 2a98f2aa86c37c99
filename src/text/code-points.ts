/**
 * How long a text is as its writer counts it for limits: in code points, so that a rare Han character is one, and a line
 * break is one, though browsers send it as two.
 */
export function codePointLength(text: string): number {
  let length = 0
  let before = ''
  for (const character of text) {
    if (character !== '\n' || before !== '\r') length += 1
    before = character
  }
  return length
}

/** Whether SQLite gives the text back as it came: no NUL (it cuts there) and no lone surrogate (it alters them). */
export function isCleanText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text)
}

const EDGE = '[\\s\\p{Cc}\\u00AD\\u180E\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF]'
const LEADING = new RegExp(`^${EDGE}+`, 'u')
const EDGE_CHARACTER = new RegExp(EDGE, 'u')

/**
 * A one-line field as it is kept: NFC, each run of line breaks and control characters made one space, and without white
 * space, U+3000 included, or invisible characters at its edges.
 */
export function oneLine(text: string): string {
  const line = text
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(LEADING, '')
  // By hand: a pattern anchored at the end costs the square of a long run of spaces.
  let end = line.length
  while (end > 0 && EDGE_CHARACTER.test(line[end - 1]!)) end -= 1
  return line.slice(0, end)
}
