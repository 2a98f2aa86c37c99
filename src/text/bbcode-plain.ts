import { messages } from '../i18n/zh-cn.js'
import { isBlock } from './bbcode-nodes.js'
import type { BbcodeNode } from './bbcode-nodes.js'
import { parseBbcode } from './bbcode-parser.js'
import { cutText } from './cut-text.js'
import { smileyById } from './smilies.js'

/** How much of a post is carried into a quote of it, in code points. */
const QUOTE_LENGTH = 200

/** A post's text without markup; quotes are left out, a picture is `[图片]`. */
export function plainText(source: string): string {
  return textOf(parseBbcode(source)).trim()
}

/** The beginning of a post's text on one line, at most `length` code points with the … that shows it was cut. */
export function excerpt(source: string, length: number): string {
  return cutText(plainText(source).replace(/\s+/g, ' '), length)
}

/** The posts that `[quote=NAME,ID]` names in a text, each once and in their order; not those quoted within a quote. */
export function quotedPostIds(source: string): number[] {
  return [...new Set(postIds(parseBbcode(source)))]
}

/** The beginning of a reply that quotes a post: its text without markup and its own quotes, at most 200 code points unless it begins with a longer address. */
export function quotePost(of: { name: string; postId: number; source: string }): string {
  const name = of.name.replaceAll(']', '］').replace(/\s+/g, ' ')
  return `[quote=${name},${of.postId}]${withoutTags(cutText(plainText(of.source), QUOTE_LENGTH, { keepsAddress: true }))}[/quote]\n`
}

// A block stands on lines of its own, with no empty ones that nobody wrote.
function textOf(nodes: readonly BbcodeNode[]): string {
  let text = ''
  let followsBlock = false
  for (const node of nodes) {
    const next = nodeText(node)
    const needsBreak = (followsBlock || isBlock(node)) && text !== '' && !text.endsWith('\n')
    if (needsBreak && next !== '' && !next.startsWith('\n')) text += '\n'
    text += next
    followsBlock = isBlock(node)
  }
  return text
}

function nodeText(node: BbcodeNode): string {
  switch (node.kind) {
    case 'text':
    case 'code':
      return node.text
    case 'smiley':
      return smileyById(node.id)!.emoji
    case 'image':
      return `[${messages.posts.image}]`
    case 'rule':
    case 'quote':
      return ''
    case 'row':
      return node.children
        .map((cell) => nodeText(cell).trim())
        .filter(Boolean)
        .join(' ')
    default:
      return isBlock(node) ? textOf(node.children).replace(/^\n|\n$/g, '') : textOf(node.children)
  }
}

function postIds(nodes: readonly BbcodeNode[]): number[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'quote') return node.postId ?? []
    return 'children' in node ? postIds(node.children) : []
  })
}

// Text that came out of a code block may look like a tag, whole or cut off, and would be one in the reply.
function withoutTags(text: string): string {
  return text
    .replace(/\[(\/?(?:[a-z]{1,7}|\*)(?:[=:][^\]\n]*)?)\]/gi, '［$1］')
    .replace(/\[(?=\/?(?:[a-z]{1,7}|\*)[=:])/gi, '［')
}
