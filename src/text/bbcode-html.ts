import { messages } from '../i18n/zh-cn.js'
import { POST_LIMITS, SIGNATURE_LIMITS, isBlock } from './bbcode-nodes.js'
import type { BbcodeLimits, BbcodeNode, ContainerNode } from './bbcode-nodes.js'
import { parseBbcode } from './bbcode-parser.js'
import { escapeHtml, linkHtml, textHtml } from './html-text.js'
import { mailHref, webHref } from './safe-link.js'
import { smileyById } from './smilies.js'

/** Raised whenever the HTML for the same source changes; `louzhu rerender` renews what an older one made. */
export const RENDERER_VERSION = 4

interface Place {
  /** the edges of the parent begin and end lines */
  inBlock: boolean
  inLink: boolean
}

/**
 * HTML for a post. Safe to print as it is: only the elements, classes and addresses named in this file and in
 * `html-text` come out, and everything typed is escaped where it is put in. Never throws.
 */
export function renderBbcode(
  source: string,
  { limits = POST_LIMITS }: { limits?: BbcodeLimits } = {},
): string {
  return nodesHtml(parseBbcode(source, limits), { inBlock: true, inLink: false }, false)
}

/** HTML for a member's signature: as for a post, but without quotes, code and tables, one picture, sizes up to 4. */
export function renderSignature(source: string): string {
  return renderBbcode(source, { limits: SIGNATURE_LIMITS })
}

/** `isFenced`: a line break at the edges belongs to the tags around, as in `[quote]⏎…⏎[/quote]`. */
function nodesHtml(nodes: readonly BbcodeNode[], place: Place, isFenced: boolean): string {
  return nodes
    .map((node, index) => {
      if (node.kind !== 'text') return nodeHtml(node, place)
      const [before, after] = [nodes[index - 1], nodes[index + 1]]
      const followsEdge = before === undefined ? isFenced : isBlock(before)
      const meetsEdge = after === undefined ? isFenced : isBlock(after)
      const atLineStart = before === undefined ? place.inBlock : isBlock(before)
      const text = withoutEdgeBreaks(node.text, { followsEdge, meetsEdge, atLineStart })
      return textHtml(text, { links: !place.inLink, atLineStart })
    })
    .join('')
}

// Before a block the last line break shows nothing anyway, so of several none is dropped: an empty line would go.
function withoutEdgeBreaks(
  text: string,
  edge: { followsEdge: boolean; meetsEdge: boolean; atLineStart: boolean },
): string {
  const rest = edge.followsEdge ? text.replace(/^[^\S\n]*\n/, '') : text
  if (!edge.meetsEdge) return rest
  // What indents the tag that follows belongs to the tag.
  const line = rest.slice(0, lineStart(rest, edge.atLineStart))
  const isEmptyLine = line === '\n' && edge.atLineStart
  const endsOneLine = line.endsWith('\n') && !line.endsWith('\n\n') && !isEmptyLine
  return endsOneLine ? line.slice(0, -1) : line
}

/** Where the indent of the text's last line begins, or the whole length when more than an indent stands there. */
function lineStart(text: string, atLineStart: boolean): number {
  let at = text.length
  while (at > 0 && /[^\S\n]/.test(text[at - 1]!)) at -= 1
  return (at === 0 ? atLineStart : text[at - 1] === '\n') ? at : text.length
}

function nodeHtml(node: Exclude<BbcodeNode, { kind: 'text' }>, place: Place): string {
  const inline = () =>
    'children' in node ? nodesHtml(node.children, { ...place, inBlock: false }, false) : ''
  const block = () => ('children' in node ? nodesHtml(node.children, { ...place, inBlock: true }, true) : '')
  switch (node.kind) {
    case 'style':
      return `<${node.tag}>${inline()}</${node.tag}>`
    case 'color':
      return `<span class="c-${node.color}">${inline()}</span>`
    case 'size':
      return `<span class="size-${node.size}">${inline()}</span>`
    case 'link':
      return linkHtml(node.href, nodesHtml(node.children, { inBlock: false, inLink: true }, false), {
        isNamed: !isItsOwnName(node),
      })
    case 'smiley':
      return smileyHtml(node.id)
    case 'image':
      return imageHtml(node.src, place)
    case 'align':
      return `<div class="align-${node.to}">${block()}</div>`
    case 'quote':
      return `<blockquote class="quote"><p class="quote-head">${quoteHead(node.name, node.postId)}</p>${block()}</blockquote>`
    case 'code':
      return `<pre class="code" tabindex="0"><code>${escapeHtml(node.text.replace(/^\n/, '').replace(/\n$/, ''))}</code></pre>`
    case 'rule':
      return '<hr>'
    case 'list': {
      const tag = node.marker === 'bullet' ? 'ul' : 'ol'
      const type = node.marker === 'bullet' ? '' : ` class="list-${node.marker}"`
      return `<${tag}${type}>${childrenAs(node, 'item', place)}</${tag}>`
    }
    case 'item':
      return `<li>${block()}</li>`
    case 'table':
      return `<div class="bb-scroll" tabindex="0"><table class="bb-table"><tbody>${childrenAs(node, 'row', place)}</tbody></table></div>`
    case 'row':
      return `<tr>${childrenAs(node, 'cell', place)}</tr>`
    case 'cell':
      return `<td${span('colspan', node.columns)}${span('rowspan', node.rows)}>${block()}</td>`
  }
}

/** The children of a list, table or row. What stands between items, rows or cells gets one of its own unless it is blank. */
function childrenAs(parent: ContainerNode, kind: 'item' | 'row' | 'cell', place: Place): string {
  let html = ''
  let strays: BbcodeNode[] = []
  const gather = () => {
    if (strays.some((node) => node.kind !== 'text' || node.text.trim() !== ''))
      html += wrapped(kind, strays, place)
    strays = []
  }
  for (const child of parent.children) {
    if (child.kind === kind) {
      gather()
      html += nodeHtml(child, place)
    } else {
      strays.push(child)
    }
  }
  gather()
  return html
}

function wrapped(kind: 'item' | 'row' | 'cell', children: BbcodeNode[], place: Place): string {
  if (kind === 'item') return nodeHtml({ kind, children }, place)
  const cell: BbcodeNode = { kind: 'cell', columns: 1, rows: 1, children }
  return nodeHtml(kind === 'cell' ? cell : { kind: 'row', children: [cell] }, place)
}

/** Whether what stands between a link's tags is its address, so that paper need not show it twice. */
function isItsOwnName({ href, children }: { href: string; children: readonly BbcodeNode[] }): boolean {
  const [only, ...more] = children
  return more.length === 0 && only?.kind === 'text' && (webHref(only.text) ?? mailHref(only.text)) === href
}

/** A picture, which leads to itself unless it stands in a link. What it says when it can't be had is put there by script. */
function imageHtml(src: string, place: Place): string {
  const address = escapeHtml(src)
  const image = `<img class="bb-image" src="${address}" alt="${messages.posts.image}" loading="lazy" decoding="async" referrerpolicy="no-referrer">`
  return place.inLink ? image : linkHtml(src, image)
}

function quoteHead(name: string, postId: number | null): string {
  if (name === '' && postId === null) return messages.posts.quoted
  const who = name === '' ? `#${postId}` : `<bdi>${escapeHtml(name)}</bdi>`
  return messages.posts.quotedFrom(postId === null ? who : linkHtml(`/posts/${postId}`, who))
}

function smileyHtml(id: number): string {
  const { title, emoji } = smileyById(id)!
  return `<span class="smiley" role="img" aria-label="${title}" title="${title}">${emoji}</span>`
}

function span(attribute: string, count: number): string {
  return count === 1 ? '' : ` ${attribute}="${count}"`
}
