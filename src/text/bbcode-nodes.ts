import type { TextColor } from './text-colors.js'

/** A piece of a parsed text. A tag that could not be read as one is `text`, exactly as it was written. */
export type BbcodeNode = LeafNode | ContainerNode

export type LeafNode =
  | { kind: 'text'; text: string }
  | { kind: 'smiley'; id: number }
  /** `src` is https */
  | { kind: 'image'; src: string }
  | { kind: 'code'; text: string }
  | { kind: 'rule' }

export type ContainerNode = { children: BbcodeNode[] } & (
  | { kind: 'style'; tag: StyleTag }
  | { kind: 'color'; color: TextColor }
  /** 1 small … 7 large, 3 is the text's own */
  | { kind: 'size'; size: number }
  /** `href` has passed `safe-link` */
  | { kind: 'link'; href: string }
  | { kind: 'align'; to: Alignment }
  | { kind: 'quote'; name: string; postId: number | null }
  | { kind: 'list'; marker: ListMarker }
  | { kind: 'item' }
  | { kind: 'table' }
  | { kind: 'row' }
  /** how many columns and rows the cell covers */
  | { kind: 'cell'; columns: number; rows: number }
)

export type StyleTag = 'b' | 'i' | 'u' | 's' | 'sub' | 'sup'
export type Alignment = 'left' | 'center' | 'right'
export type ListMarker = 'bullet' | '1' | 'a' | 'A'

/** How much markup one text may hold. What goes beyond stays visible as it was typed. */
export interface BbcodeLimits {
  /** tags within one another */
  depth: number
  nodes: number
  /** quotes within one another */
  quotes: number
  images: number
  /** largest `[size]` */
  size: number
  /** tags that are left as text */
  without: ReadonlySet<string>
}

export const POST_LIMITS: BbcodeLimits = {
  depth: 20,
  nodes: 5000,
  quotes: 5,
  images: 50,
  size: 7,
  without: new Set(),
}

export const SIGNATURE_LIMITS: BbcodeLimits = {
  ...POST_LIMITS,
  images: 1,
  size: 4,
  without: new Set(['quote', 'code', 'table', 'tr', 'td']),
}

/** Whether a node begins on a line of its own. */
export function isBlock(node: BbcodeNode): boolean {
  return BLOCKS.has(node.kind)
}

const BLOCKS: ReadonlySet<string> = new Set([
  'align',
  'quote',
  'list',
  'item',
  'table',
  'row',
  'cell',
  'code',
  'rule',
])
