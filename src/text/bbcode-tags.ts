import type { BbcodeLimits, ContainerNode } from './bbcode-nodes.js'
import { LONGEST_ADDRESS, mailHref, webHref } from './safe-link.js'
import { textColor } from './text-colors.js'

/** A tag as it stands in the source; `end` is the position behind its `]`. */
export interface Tag {
  name: string
  value: string | null
  isClosing: boolean
  end: number
}

/** Reads the tag that may begin at a `[`, or null. Ask with rising positions only: that keeps the whole pass linear. */
export type ReadTag = (at: number) => Tag | null

/** Finds the first match at or behind a position, or -1. Ask with rising positions only. */
export type Find = (from: number) => number

/** Makes a finder that looks at each character of the text once, however often it is asked. */
export function finder(text: string, pattern: RegExp): Find {
  const search = new RegExp(pattern.source, 'gi')
  let found = -2
  return (from) => {
    if (found !== -1 && found < from) {
      search.lastIndex = from
      found = search.exec(text)?.index ?? -1
    }
    return found
  }
}

const aliases: Record<string, string> = { li: '*', strike: 's', del: 's' }

/** Makes the reader of one text's tags. A value stays on its line and ends at the first `]`, that of `[url=` at its own. */
export function tagReader(text: string): ReadTag {
  const head = /\[(\/?)([a-z]{1,7}|\*)([\]=:])/iy
  const nextBracket = finder(text, /\]/)
  const nextOpening = finder(text, /\[/)
  const nextLine = finder(text, /\n/)
  let own: ReadonlyMap<number, number> | undefined
  return (at) => {
    head.lastIndex = at
    const match = head.exec(text)
    if (match === null) return null
    const isClosing = match[1] === '/'
    const written = match[2]!.toLowerCase()
    const name = aliases[written] ?? written
    const valueAt = at + match[0].length
    if (match[3] === ']') return { name, value: null, isClosing, end: valueAt }

    const first = nextBracket(valueAt)
    const close = name === 'url' ? ((own ??= closingBrackets(text)).get(at) ?? first) : first
    const line = nextLine(valueAt)
    const isOpen = close === -1 || (line !== -1 && line < close) || close - valueAt > LONGEST_ADDRESS
    if (isOpen || isClosing || (match[3] === ':') !== (name === 's')) return null
    const opening = nextOpening(valueAt)
    if (opening !== -1 && opening < close && name !== 'quote' && name !== 'url') return null
    return { name, value: text.slice(valueAt, close), isClosing, end: close + 1 }
  }
}

/** For each `[` the place of the `]` on its line that it is closed by, where there is one. */
function closingBrackets(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>()
  let open: number[] = []
  for (const { 0: character, index } of text.matchAll(/[[\]\n]/g)) {
    if (character === '[') open.push(index)
    else if (character === '\n') open = []
    else if (open.length > 0) closing.set(open.pop()!, index)
  }
  return closing
}

/** The node a container tag opens, or null when the tag is unknown or its value makes no sense. */
export function containerOf({ name, value }: Tag, limits: BbcodeLimits): ContainerNode | null {
  if (limits.without.has(name)) return null
  const children: ContainerNode['children'] = []
  switch (name) {
    case 'b':
    case 'i':
    case 'u':
    case 's':
    case 'sub':
    case 'sup':
      return value === null ? { kind: 'style', tag: name, children } : null
    case 'color': {
      const color = textColor(plainValue(value))
      return color && { kind: 'color', color, children }
    }
    case 'size': {
      const size = /^[1-9]\d?$/.test(plainValue(value)) ? Number(plainValue(value)) : null
      return size === null ? null : { kind: 'size', size: Math.min(size, limits.size), children }
    }
    case 'url': {
      const href = webHref(unquoted(value ?? ''))
      return href === null ? null : { kind: 'link', href, children }
    }
    case 'email': {
      const href = mailHref(unquoted(value ?? ''))
      return href === null ? null : { kind: 'link', href, children }
    }
    case 'align': {
      const to = plainValue(value).toLowerCase()
      return to === 'left' || to === 'center' || to === 'right' ? { kind: 'align', to, children } : null
    }
    case 'left':
    case 'center':
    case 'right':
      return value === null ? { kind: 'align', to: name, children } : null
    case 'quote':
      return { kind: 'quote', ...quoted(value ?? ''), children }
    case 'list': {
      const marker = plainValue(value)
      if (value === null) return { kind: 'list', marker: 'bullet', children }
      return marker === '1' || marker === 'a' || marker === 'A' ? { kind: 'list', marker, children } : null
    }
    case '*':
      return value === null ? { kind: 'item', children } : null
    case 'table':
      return { kind: 'table', children }
    case 'tr':
      return { kind: 'row', children }
    case 'td': {
      const spans = /^(\d{1,2}),(\d{1,2})(,.*)?$/.exec(value === null ? '1,1' : plainValue(value))
      return spans && { kind: 'cell', columns: span(spans[1]!), rows: span(spans[2]!), children }
    }
    default:
      return null
  }
}

// `[quote=NAME,POSTID]`: a name may hold commas, so the last one counts. Written by hand, the name may stand in quotation
// marks, alone or with the number, and comma and digits may be those of a Chinese input method.
function quoted(value: string): { name: string; postId: number | null } {
  const written = unquoted(value)
  const match = /^(.*)[,，]\s*([1-9１-９][\d０-９]{0,14})\s*$/.exec(written)
  return match === null
    ? { name: unquoted(written), postId: null }
    : { name: unquoted(match[1]!), postId: Number(match[2]!.normalize('NFKC')) }
}

/** A tag's value without the spaces and the quotation marks around it. */
export function unquoted(value: string): string {
  return value
    .trim()
    .replace(/^(["'＂＇])(.*)\1$/, '$2')
    .replace(/^(?:“(.*)”|‘(.*)’|「(.*)」|『(.*)』)$/, '$1$2$3$4')
    .trim()
}

// A number or a word that may have been typed in full width.
function plainValue(value: string | null): string {
  return unquoted(value ?? '').normalize('NFKC')
}

function span(digits: string): number {
  return Math.min(Math.max(Number(digits), 1), 20)
}
