import type { BbcodeNode } from './bbcode-nodes.js'
import { visibleCharacters } from './visible-characters.js'

/** How many characters of parsed text can be seen; a picture or a smiley is one. */
export function visibleIn(nodes: readonly BbcodeNode[]): number {
  return nodes.reduce((sum, node) => sum + visibleOf(node), 0)
}

function visibleOf(node: BbcodeNode): number {
  switch (node.kind) {
    case 'text':
    case 'code':
      return visibleCharacters(node.text)
    case 'smiley':
    case 'image':
      return 1
    case 'rule':
      return 0
    default:
      return visibleIn(node.children)
  }
}
