import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { POST_LIMITS } from '../../src/text/bbcode-nodes.js'
import type { BbcodeNode } from '../../src/text/bbcode-nodes.js'
import { parseBbcode } from '../../src/text/bbcode-parser.js'
import { markup } from './markup.js'

const text = (text: string): BbcodeNode => ({ kind: 'text', text })
const bold = (...children: BbcodeNode[]): BbcodeNode => ({ kind: 'style', tag: 'b', children })
const italic = (...children: BbcodeNode[]): BbcodeNode => ({ kind: 'style', tag: 'i', children })

function count(nodes: readonly BbcodeNode[], is: (node: BbcodeNode) => boolean = () => true): number {
  return nodes.reduce(
    (sum, node) => sum + Number(is(node)) + ('children' in node ? count(node.children, is) : 0),
    0,
  )
}

function depth(nodes: readonly BbcodeNode[]): number {
  return Math.max(0, ...nodes.map((node) => ('children' in node ? 1 + depth(node.children) : 0)))
}

describe('tags', () => {
  it.each<[string, BbcodeNode[]]>([
    ['[b]x[/b]', [bold(text('x'))]],
    ['[B]x[/B]', [bold(text('x'))]],
    ['[strike]x[/strike]', [{ kind: 'style', tag: 's', children: [text('x')] }]],
    ['[color=RED]x[/color]', [{ kind: 'color', color: 'red', children: [text('x')] }]],
    ['[size=9]x[/size]', [{ kind: 'size', size: 7, children: [text('x')] }]],
    ['[quote=a, b,12]x[/quote]', [{ kind: 'quote', name: 'a, b', postId: 12, children: [text('x')] }]],
    ['[quote=a[1]x[/quote]', [{ kind: 'quote', name: 'a[1', postId: null, children: [text('x')] }]],
    ['[quote]x[/quote]', [{ kind: 'quote', name: '', postId: null, children: [text('x')] }]],
    ['[code][b]x[/b][/code]', [{ kind: 'code', text: '[b]x[/b]' }]],
    ['[s:1]', [{ kind: 'smiley', id: 1 }]],
    ['[hr]', [{ kind: 'rule' }]],
    ['[center]x[/center]', [{ kind: 'align', to: 'center', children: [text('x')] }]],
    [
      '[list=a][*]x[li]y[/li][/list]',
      [
        {
          kind: 'list',
          marker: 'a',
          children: [
            { kind: 'item', children: [text('x')] },
            { kind: 'item', children: [text('y')] },
          ],
        },
      ],
    ],
    [
      '[table][tr][td=2,99]x[/td][/tr][/table]',
      [
        {
          kind: 'table',
          children: [
            { kind: 'row', children: [{ kind: 'cell', columns: 2, rows: 20, children: [text('x')] }] },
          ],
        },
      ],
    ],
  ])('reads %s', (source, tree) => {
    expect(parseBbcode(source)).toEqual(tree)
  })

  it.each([
    '[b]x',
    'x[/b]',
    '[foo]x[/foo]',
    '[b=1]x[/b]',
    '[',
    '[]',
    '[/]',
    '[b',
    '[color=nosuch]x[/color]',
    '[size=0]x[/size]',
    '[size=big]x[/size]',
    '[s:0]',
    '[s:99]',
    '[url=javascript:alert(1)]x[/url]',
    '[url=data:text/html,x]x[/url]',
    '[url=//evil.example]x[/url]',
    '[url=/.//evil.example]x[/url]',
    '[url=https://bank.example@evil.example/]x[/url]',
    '[email=nobody]x[/email]',
    '[img]javascript:alert(1)[/img]',
    '[*]x',
    '[tr][td]x[/td][/tr]',
    '[quote=a\nb]x[/quote]',
    '[code]x',
    '[list]x',
  ])('leaves %j as it was typed', (source) => {
    expect(parseBbcode(source)).toEqual([text(source)])
  })

  it('ends the inner of crossing tags with the outer', () => {
    expect(parseBbcode('[b]a[i]b[/b]c[/i]d')).toEqual([bold(text('a'), italic(text('b'))), text('cd')])
  })

  it('keeps an unclosed tag within a closed one as text', () => {
    expect(parseBbcode('[b]a[i]=1[/b]')).toEqual([bold(text('a[i]=1'))])
  })

  it('does not let a tag within a quote close what was opened around it', () => {
    expect(parseBbcode('[b][quote]x[/b]y[/quote]z[/b]')).toEqual([
      bold({ kind: 'quote', name: '', postId: null, children: [text('x[/b]y')] }, text('z')),
    ])
  })

  it('pairs a refused opening tag with its own closing tag', () => {
    expect(parseBbcode('[color=red]a[color=nosuch]b[/color]c[/color]')).toEqual([
      { kind: 'color', color: 'red', children: [text('a[color=nosuch]b[/color]c')] },
    ])
  })

  it('takes each kind of line break for one', () => {
    expect(parseBbcode('a\r\nb\rc\nd')).toEqual([text('a\nb\nc\nd')])
  })
})

describe('limits', () => {
  const isQuote = (node: BbcodeNode) => node.kind === 'quote'

  it('nests at most 20 tags and keeps the rest as text', () => {
    const tree = parseBbcode('[b]'.repeat(30) + 'x' + '[/b]'.repeat(30))
    expect(depth(tree)).toBe(20)
    expect(JSON.stringify(tree)).toContain(`${'[b]'.repeat(10)}x${'[/b]'.repeat(10)}`)
  })

  it('nests at most 5 quotes, and pairs the closing tags of the others with them', () => {
    const tree = parseBbcode('[quote]'.repeat(7) + 'x' + '[/quote]'.repeat(7) + 'y')
    expect(count(tree, isQuote)).toBe(5)
    expect(JSON.stringify(tree)).toContain('[quote][quote]x[/quote][/quote]')
    expect(tree.at(-1)).toEqual(text('y'))
  })

  it('shows at most 50 pictures', () => {
    const tree = parseBbcode('[img]https://a.example/x.png[/img]'.repeat(60))
    expect(count(tree, (node) => node.kind === 'image')).toBe(50)
  })

  it('holds any markup within its numbers', () => {
    const limits = { ...POST_LIMITS, nodes: 60, depth: 6, quotes: 2, images: 2 }
    fc.assert(
      fc.property(markup, (source) => {
        const tree = parseBbcode(source, limits)
        expect(count(tree)).toBeLessThanOrEqual(limits.nodes)
        expect(depth(tree)).toBeLessThanOrEqual(limits.depth + 1)
        expect(count(tree, (node) => node.kind === 'image')).toBeLessThanOrEqual(limits.images)
      }),
    )
  })
})

describe('the work of a parse', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  // Characters that patterns look at, and how often they are asked.
  function work(source: string): number {
    let characters = 0
    const exec = RegExp.prototype.exec
    const spy = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, input: string) {
      const from = this.global || this.sticky ? this.lastIndex : 0
      const match = exec.call(this, input)
      const end = match === null ? (this.sticky ? from : input.length) : match.index + match[0].length
      characters += 1 + Math.max(end - from, 0)
      return match
    })
    const tree = parseBbcode(source)
    spy.mockRestore()
    expect(count(tree)).toBeLessThanOrEqual(POST_LIMITS.nodes)
    return characters
  }

  it.each([
    '[b]',
    '[/b]',
    '[b][i]',
    '[code]',
    '[url]',
    '[url=',
    '[quote=',
    '[quote=a,1]',
    '[b=[b]',
    '[color=#f00]',
    '[list][*]',
    '[*]',
    '[b]x[/i][/b]',
    '[img]https://a.example/',
    '[s:1]',
    '[[[[',
    '\r\n',
    '[table][tr][td]',
    '[url=https://a.example/]x',
  ])('grows with the length alone for %j over and over', (piece) => {
    const [once, twice] = [work(piece.repeat(4000)), work(piece.repeat(8000))]
    expect(once).toBeGreaterThan(0)
    expect(twice).toBeLessThanOrEqual(once * 2.1 + 100)
    expect(twice).toBeLessThanOrEqual(40 * 8000 * piece.length)
  })
})
