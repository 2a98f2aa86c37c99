import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBbcode } from '../../src/text/bbcode-parser.js'
import { excerpt, plainText, quotePost, quotedPostIds } from '../../src/text/bbcode-plain.js'
import { codePointLength } from '../../src/text/code-points.js'
import { markup } from './markup.js'

describe('plain text', () => {
  it.each([
    ['[b]你好[/b]，[url=/threads/1]看这里[/url]', '你好，看这里'],
    ['[quote=张三,1]旧话[/quote]\n新话', '新话'],
    ['前[quote]旧话[/quote]后', '前\n后'],
    ['看[img]https://a.example/x.png[/img]', '看[图片]'],
    ['[s:1]', '😊'],
    ['前[list][*]一[*]二[/list]后', '前\n一\n二\n后'],
    ['[table][tr][td]a[/td][td]b[/td][/tr][tr][td]c[/td][/tr][/table]', 'a b\nc'],
    ['[code]x < y[/code]', 'x < y'],
    ['[b]没关上', '[b]没关上'],
  ])('of %j is %j', (source, text) => {
    expect(plainText(source)).toBe(text)
  })
})

describe('an excerpt', () => {
  it.each([
    ['一二三四五', 5, '一二三四五'],
    ['一二三四五六', 5, '一二三四…'],
    ['一\n\n　　二', 5, '一 二'],
    ['😀😀😀😀', 3, '😀😀…'],
    ['', 5, ''],
    ['一二👨‍👩‍👧‍👦三', 4, '一二…'],
    ['一🇨🇳🇯🇵二三四', 5, '一🇨🇳…'],
    [`一e${'\u0301'.repeat(40)}二`, 10, '一…'],
    ['看https://a.example/很长很长', 12, '看…'],
  ])('of %j with %i is %j', (source, length, text) => {
    expect(excerpt(source, length)).toBe(text)
  })

  it('is one line no longer than asked', () => {
    fc.assert(
      fc.property(markup, fc.integer({ min: 1, max: 50 }), (source, length) => {
        const text = excerpt(source, length)
        expect(codePointLength(text)).toBeLessThanOrEqual(length)
        expect(text).not.toMatch(/[\r\n]/)
      }),
    )
  })
})

describe('the posts a text quotes', () => {
  it.each<[string, number[]]>([
    ['[quote=a,1]x[/quote][quote=b, c,22]y[/quote]', [1, 22]],
    ['[quote=a,1]x[/quote][quote=a,1]y[/quote]', [1]],
    ['[quote=a,1]x[quote=b,2]y[/quote][/quote]', [1]],
    ['[center][quote=a,1]x[/quote][/center]', [1]],
    ['[quote]x[/quote][quote=a]y[/quote][quote=a,0]z[/quote][quote=a,b]z[/quote]', []],
    ['[quote=a,1]never closed', []],
    ['[code][quote=a,1]x[/quote][/code]', []],
  ])('are named in %j: %j', (source, ids) => {
    expect(quotedPostIds(source)).toEqual(ids)
  })
})

describe('a quote of a post', () => {
  it('is cut before an address rather than within it, and keeps one whole that it begins with', () => {
    const address = `https://pay.example/${'a'.repeat(60)}`
    const quote = (source: string) => quotePost({ name: '李四', postId: 1, source })
    expect(quote(`${'字'.repeat(180)}${address} 后面`)).toBe(`[quote=李四,1]${'字'.repeat(180)}…[/quote]\n`)
    const long = `https://pay.example/${'a'.repeat(400)}`
    expect(quote(`${long} ${'字'.repeat(300)}`)).toBe(`[quote=李四,1]${long}…[/quote]\n`)
  })

  it('names the post and leaves out what that quoted itself', () => {
    expect(quotePost({ name: '张三', postId: 7, source: '[quote=李四,3]旧[/quote]\n[b]新[/b]' })).toBe(
      '[quote=张三,7]新[/quote]\n',
    )
  })

  it('is cut to 200 code points', () => {
    const source = `[b]${'好'.repeat(500)}[/b]`
    expect(quotePost({ name: 'a', postId: 7, source })).toBe(`[quote=a,7]${'好'.repeat(199)}…[/quote]\n`)
  })

  it('is one quote of mere text, whatever the post and its author are called', () => {
    fc.assert(
      fc.property(markup, fc.string({ unit: 'grapheme', maxLength: 20 }), (source, name) => {
        const quote = quotePost({ name, postId: 7, source })
        const [node, ...rest] = parseBbcode(quote)
        expect(node).toMatchObject({ kind: 'quote', postId: 7 })
        expect(rest).toEqual([{ kind: 'text', text: '\n' }])
        const children = node !== undefined && 'children' in node ? node.children : []
        expect(children.every(({ kind }) => kind === 'text')).toBe(true)
        expect(quotedPostIds(quote)).toEqual([7])
      }),
      { numRuns: 1000 },
    )
  })
})
