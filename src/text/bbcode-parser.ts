import { POST_LIMITS, isBlock } from './bbcode-nodes.js'
import type { BbcodeLimits, BbcodeNode, ContainerNode } from './bbcode-nodes.js'
import { containerOf, finder, tagReader, unquoted } from './bbcode-tags.js'
import type { Find, Tag } from './bbcode-tags.js'
import { settle } from './settle-unclosed.js'
import { LONGEST_ADDRESS, mailHref, webHref } from './safe-link.js'
import { smileyById } from './smilies.js'
import { visibleIn } from './visible-nodes.js'

/** A tag that is open at the place being read. */
interface Frame {
  name: string
  node: ContainerNode
  /** where its opening tag stands, and that tag as written */
  at: number
  source: string
}

interface Parse {
  text: string
  limits: BbcodeLimits
  root: BbcodeNode[]
  open: Frame[]
  /** the next `[/code]` and so on, for tags whose inside isn't parsed */
  closers: Record<string, Find>
  /** where the text begins that is in no node yet */
  textFrom: number
  nodes: number
  images: number
  /** opening tags left as text: their closing tags are text too */
  ignored: Map<string, number[]>
  /** tags ended by the end of what they stood in, and still without a closing tag of their own */
  unclosed: Map<BbcodeNode, string>
  cutShort: Map<string, ContainerNode[]>
}

/**
 * Reads BBCode into a tree, in one pass whose cost grows with the length alone. Never throws, and loses no text: what
 * is unknown, unclosed or beyond the limits stays as it was typed, and of tags that cross (`[b][i][/b][/i]`) the inner
 * ends with the outer. Line breaks come out as `\n`.
 */
export function parseBbcode(source: string, limits: BbcodeLimits = POST_LIMITS): BbcodeNode[] {
  const text = source.replace(/\r\n?/g, '\n')
  const parse = begin(text, limits)
  const readTag = tagReader(text)
  let at = text.indexOf('[')
  while (at !== -1) {
    const tag = readTag(at)
    const next = tag === null ? at + 1 : take(parse, at, tag)
    at = text.indexOf('[', next)
  }
  flush(parse, text.length)
  while (parse.open.length > 0) cutShort(parse)
  return parse.unclosed.size === 0 ? parse.root : settle(parse.root, parse.unclosed)
}

function begin(text: string, limits: BbcodeLimits): Parse {
  const closers = {
    code: finder(text, /\[\/code\]/),
    url: finder(text, /\[\/url\]/),
    email: finder(text, /\[\/email\]/),
    img: finder(text, /\[\/img\]/),
  }
  const [ignored, unclosed, cutShort] = [new Map(), new Map(), new Map()]
  return {
    text,
    limits,
    root: [],
    open: [],
    closers,
    textFrom: 0,
    nodes: 0,
    images: 0,
    ignored,
    unclosed,
    cutShort,
  }
}

/** Puts the tag into the tree, or leaves it as text, and returns the position to read on from. */
function take(parse: Parse, at: number, tag: Tag): number {
  if (tag.isClosing) {
    if (close(parse, at, tag)) parse.textFrom = tag.end
    return tag.end
  }
  const end = leaf(parse, at, tag) ?? (open(parse, at, tag) ? tag.end : null)
  if (end !== null) {
    parse.textFrom = end
    return end
  }
  // An unknown smiley `[s:99]` has the name of a tag, but nothing closes it.
  if (tag.name === 's' && tag.value !== null) return tag.end
  const ignored = parse.ignored.get(tag.name)
  if (ignored === undefined) parse.ignored.set(tag.name, [at])
  else ignored.push(at)
  return tag.end
}

/** Takes a smiley, a rule, or a tag whose inside isn't parsed. Returns where it ends, or null. */
function leaf(parse: Parse, at: number, tag: Tag): number | null {
  if (!hasRoom(parse) || parse.limits.without.has(tag.name)) return null
  if (tag.name === 's' && tag.value !== null) {
    const id = smileyById(Number(/^\d{1,4}$/.exec(tag.value.normalize('NFKC'))?.[0]))?.id
    return id === undefined ? null : put(parse, at, tag.end, { kind: 'smiley', id })
  }
  if (tag.name === 'hr') return isInLink(parse) ? null : put(parse, at, tag.end, { kind: 'rule' })

  const bodyEnd = tag.name in parse.closers ? parse.closers[tag.name]!(tag.end) : -1
  if (bodyEnd === -1) return null
  const node = rawNode(parse, tag, bodyEnd)
  return node && put(parse, at, bodyEnd + `[/${tag.name}]`.length, node)
}

function rawNode(parse: Parse, tag: Tag, bodyEnd: number): BbcodeNode | null {
  if (tag.name === 'code') {
    return isInLink(parse) ? null : { kind: 'code', text: parse.text.slice(tag.end, bodyEnd) }
  }
  if (bodyEnd - tag.end > LONGEST_ADDRESS) return null
  const body = parse.text.slice(tag.end, bodyEnd).trim()
  if (/\s/.test(body) || !isBalanced(body)) return null
  if (tag.name === 'img') return imageNode(parse, body)
  if (tag.value !== null || isInLink(parse)) return null
  const href = tag.name === 'email' ? mailHref(body) : webHref(body)
  return href === null ? null : { kind: 'link', href, children: [{ kind: 'text', text: body }] }
}

/** Whether every square bracket of an address has its partner, and none of them begins a closing tag. */
function isBalanced(address: string): boolean {
  let depth = 0
  for (const [bracket] of address.matchAll(/\[\/?|\]/g)) {
    depth += bracket === '[' ? 1 : -1
    if (depth < 0 || bracket === '[/') return false
  }
  return depth === 0
}

// A picture over http would be blocked or leak what is read over https, so it shows as a link.
function imageNode(parse: Parse, body: string): BbcodeNode | null {
  const href = webHref(body)
  if (href === null || parse.images >= parse.limits.images) return null
  parse.images += 1
  if (href.startsWith('https:')) return { kind: 'image', src: href }
  const text: BbcodeNode = { kind: 'text', text: body }
  return isInLink(parse) ? text : { kind: 'link', href, children: [text] }
}

function open(parse: Parse, at: number, tag: Tag): boolean {
  const node = containerOf(tag, parse.limits)
  if (node === null || !hasRoom(parse)) return false
  if (isInLink(parse) && (isBlock(node) || node.kind === 'link')) return false
  if (node.kind === 'quote' && countOpen(parse, 'quote') >= parse.limits.quotes) return false
  if (node.kind === 'row' && parse.open.at(-1)?.node.kind !== 'table') return false
  if (node.kind === 'cell' && parse.open.at(-1)?.node.kind !== 'row') return false
  const list = node.kind === 'item' ? listAround(parse) : -1
  if (node.kind === 'item' && list === -1) return false
  if (list === -1 && parse.open.length >= parse.limits.depth) return false

  flush(parse, at)
  if (list !== -1) while (parse.open.length > list + 1) cutShort(parse)
  if (parse.open.length >= parse.limits.depth) return false
  append(parse, node)
  parse.open.push({ name: tag.name, node, at, source: parse.text.slice(at, tag.end) })
  return true
}

function close(parse: Parse, at: number, tag: Tag): boolean {
  const depth = parse.open.findLastIndex((frame) => frame.name === tag.name)
  const opened = parse.open[depth]
  const ignored = parse.ignored.get(tag.name)
  if (ignored !== undefined && ignored.length > 0 && ignored.at(-1)! > (opened?.at ?? -1)) {
    ignored.pop()
    return false
  }
  if (opened !== undefined && mayClose(parse, opened, depth)) {
    flush(parse, at)
    while (parse.open.length > depth + 1) cutShort(parse)
    nameLink(parse, parse.open.pop()!)
    return true
  }
  const late = parse.cutShort.get(tag.name)?.pop()
  if (late === undefined) return false
  flush(parse, at)
  parse.unclosed.delete(late)
  return true
}

/** A link with nothing to be seen between its tags shows its address. */
function nameLink(parse: Parse, { node, source }: Frame): void {
  if (node.kind !== 'link' || visibleIn(node.children) > 0) return
  node.children = [{ kind: 'text', text: unquoted(source.slice(source.indexOf('=') + 1, -1)) }]
  parse.nodes += 1
}

// `[b][quote][/b]`: what is closed within a quote isn't what was opened around it.
function mayClose(parse: Parse, opened: Frame, depth: number): boolean {
  return isBlock(opened.node) || !parse.open.slice(depth + 1).some((frame) => isBlock(frame.node))
}

/** Ends the innermost open tag although its closing tag has not been met. */
function cutShort(parse: Parse): void {
  const { name, node, source } = parse.open.pop()!
  if (node.kind === 'item') return
  parse.unclosed.set(node, source)
  const waiting = parse.cutShort.get(name)
  if (waiting === undefined) parse.cutShort.set(name, [node])
  else waiting.push(node)
}

/** The place among the open tags of the list that a `[*]` here belongs to, or -1. */
function listAround(parse: Parse): number {
  const depth = parse.open.findLastIndex(({ node }) => isBlock(node))
  const kind = parse.open[depth]?.node.kind
  if (kind === 'item') return depth - 1
  return kind === 'list' ? depth : -1
}

function isInLink(parse: Parse): boolean {
  return countOpen(parse, 'link') > 0
}

function countOpen(parse: Parse, kind: BbcodeNode['kind']): number {
  return parse.open.filter(({ node }) => node.kind === kind).length
}

// Each open tag may yet be followed by a text, and the new node have one before, within and behind it.
function hasRoom(parse: Parse): boolean {
  return parse.nodes + parse.open.length + 4 <= parse.limits.nodes
}

function put(parse: Parse, at: number, end: number, node: BbcodeNode): number {
  flush(parse, at)
  append(parse, node)
  if (node.kind === 'link') parse.nodes += 1
  return end
}

function flush(parse: Parse, end: number): void {
  if (end <= parse.textFrom) return
  const text = parse.text.slice(parse.textFrom, end)
  const last = (parse.open.at(-1)?.node.children ?? parse.root).at(-1)
  if (last?.kind === 'text') last.text += text
  else append(parse, { kind: 'text', text })
  parse.textFrom = end
}

function append(parse: Parse, node: BbcodeNode): void {
  const siblings = parse.open.at(-1)?.node.children ?? parse.root
  siblings.push(node)
  parse.nodes += 1
}
