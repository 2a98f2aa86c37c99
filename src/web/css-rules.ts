/** A piece of a stylesheet: a rule or a block of rules, or a statement without a block. */
export interface CssPiece {
  /** what stands before the brace: selectors, or an at-rule with its condition */
  head: string
  /** what stands between the braces; null for a statement */
  body: string | null
}

/** Takes a stylesheet, or what stands in a block of one, apart at its braces and semicolons; comments are left out. */
export function cssPieces(css: string): CssPiece[] {
  const pieces: CssPiece[] = []
  let depth = 0
  let from = 0
  let head = ''
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '')
  for (const { 0: mark, index } of text.matchAll(/"[^"]*"|'[^']*'|\([^()]*\)|[{};]/g)) {
    if (mark === '{' && depth++ === 0) {
      head = tidy(text.slice(from, index))
      from = index + 1
    } else if (mark === '}' && --depth === 0) {
      pieces.push({ head, body: text.slice(from, index) })
      from = index + 1
    } else if (mark === ';' && depth === 0) {
      pieces.push({ head: tidy(text.slice(from, index)), body: null })
      from = index + 1
    }
  }
  const rest = tidy(text.slice(from))
  if (rest !== '') pieces.push({ head: rest, body: null })
  return pieces
}

/** Cuts a text at `mark` where that stands outside of brackets and quotes. */
export function splitOutside(text: string, mark: ',' | ' '): string[] {
  const parts = ['']
  let depth = 0
  for (const [each] of text.matchAll(/"[^"]*"|'[^']*'|[\s\S]/g)) {
    if (each === '(' || each === '[') depth++
    if (each === ')' || each === ']') depth--
    if (depth === 0 && each === mark) parts.push('')
    else parts[parts.length - 1] += each
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}
