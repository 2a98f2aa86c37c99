import type { BbcodeNode, ContainerNode } from './bbcode-nodes.js'

/**
 * Puts the opening tags that were never closed back into the text, with what stands behind them. A list or table that
 * has begun stays one: its rows could not stand alone.
 */
export function settle(nodes: BbcodeNode[], unclosed: ReadonlyMap<BbcodeNode, string>): BbcodeNode[] {
  const settled: BbcodeNode[] = []
  for (const node of nodes) {
    if (!('children' in node)) {
      add(settled, node)
    } else {
      const children = settle(node.children, unclosed)
      const source = unclosed.get(node)
      if (source === undefined || hasBegun(node)) {
        add(settled, { ...node, children })
      } else {
        add(settled, { kind: 'text', text: source })
        for (const child of children) add(settled, child)
      }
    }
  }
  return settled
}

function hasBegun({ kind, children }: ContainerNode): boolean {
  if (kind === 'list') return children.some((child) => child.kind === 'item')
  if (kind === 'table') return children.some((child) => child.kind === 'row')
  return kind === 'row' && children.some((child) => child.kind === 'cell')
}

function add(settled: BbcodeNode[], node: BbcodeNode): void {
  const last = settled.at(-1)
  if (node.kind === 'text' && last?.kind === 'text') last.text += node.text
  else settled.push(node)
}
