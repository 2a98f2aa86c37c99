import fc from 'fast-check'
import { parseFragment } from 'parse5'
import type { DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import { RENDERER_VERSION, renderBbcode, renderSignature } from '../../src/text/bbcode-html.js'
import { smilies } from '../../src/text/smilies.js'
import { markup } from './markup.js'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const REL = 'rel="nofollow ugc noopener noreferrer"'
const link = (href: string, text = href) => `<a href="${href}" ${REL}>${text}</a>`

const named = (href: string, html: string) => `<a href="${href}" ${REL} class="named">${html}</a>`
const picture =
  '<img class="bb-image" src="https://a.example/x.png" alt="图片" loading="lazy" decoding="async" referrerpolicy="no-referrer">'

describe('a post in HTML', () => {
  it.each([
    ['[b]x[/b]', '<b>x</b>'],
    ['<script>alert("1")</script> & \'', '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;'],
    ['[color=#00f]x[/color]', '<span class="c-blue">x</span>'],
    ['[size=5]x[/size]', '<span class="size-5">x</span>'],
    ['[align=right]x[/align]', '<div class="align-right">x</div>'],
    [
      '[quote=张三,12]\n你好\n[/quote]\n回复',
      '<blockquote class="quote"><p class="quote-head">引用 <a href="/posts/12"><bdi>张三</bdi></a> 的帖子：</p>你好</blockquote>回复',
    ],
    [
      '[quote=<i>]x[/quote]',
      '<blockquote class="quote"><p class="quote-head">引用 <bdi>&lt;i&gt;</bdi> 的帖子：</p>x</blockquote>',
    ],
    ['[quote]x[/quote]', '<blockquote class="quote"><p class="quote-head">引用：</p>x</blockquote>'],
    [
      '[code]\n[b]<x>[/b]\n  y\n[/code]',
      '<pre class="code" tabindex="0"><code>[b]&lt;x&gt;[/b]\n  y</code></pre>',
    ],
    ['[list]\n[*]a\n[*]b\n[/list]', '<ul><li>a</li><li>b</li></ul>'],
    ['[list=1][li]a[/li]stray[/list]', '<ol class="list-1"><li>a</li><li>stray</li></ol>'],
    [
      '[table]\n[tr]\n[td]a[/td][td=2,1]b[/td]\n[/tr]\n[/table]',
      '<div class="bb-scroll" tabindex="0"><table class="bb-table"><tbody><tr><td>a</td><td colspan="2">b</td></tr></tbody></table></div>',
    ],
    ['[s:1]', '<span class="smiley" role="img" aria-label="微笑" title="微笑">😊</span>'],
    ['[url=/threads/1]x[/url]', '<a href="/threads/1">x</a>'],
    ['[url]www.a.example[/url]', link('http://www.a.example/', 'www.a.example')],
    ['[url=https://a.example/?a=1&b=2]x[/url]', named('https://a.example/?a=1&amp;b=2', 'x')],
    ['[email]a@b.example[/email]', '<a href="mailto:a@b.example">a@b.example</a>'],
    ['[email=a@b.example]x[/email]', '<a href="mailto:a@b.example">x</a>'],
    ['[img]https://a.example/x.png[/img]', link('https://a.example/x.png', picture)],
    [
      '[url=https://b.example/][img]https://a.example/x.png[/img][/url]',
      named('https://b.example/', picture),
    ],
    [
      '[url=https://a.example/很长][/url]',
      link('https://a.example/%E5%BE%88%E9%95%BF', 'https://a.example/很长'),
    ],
    ['[url=/threads/1] [/url]', '<a href="/threads/1">/threads/1</a>'],
    ['[url=https://b.example/l?id[0]=7]看单子[/url]', named('https://b.example/l?id[0]=7', '看单子')],
    ['[url]https://b.example/l?id[0]=7[/url]', link('https://b.example/l?id[0]=7')],
    ['https://b.example/l?id[0]=7&a[b]=c', link('https://b.example/l?id[0]=7&amp;a[b]=c')],
    ['[img]http://b.example/l?id[0]=7[/img]', link('http://b.example/l?id[0]=7')],
    ['[url=https://https://b.example/]x[/url]', named('https://b.example/', 'x')],
    ['[img]https://https://a.example/x.png[/img]', link('https://a.example/x.png', picture)],
    [
      '[quote="李四"]x[/quote]',
      '<blockquote class="quote"><p class="quote-head">引用 <bdi>李四</bdi> 的帖子：</p>x</blockquote>',
    ],
    [
      '[quote=李四，12]x[/quote]',
      '<blockquote class="quote"><p class="quote-head">引用 <a href="/posts/12"><bdi>李四</bdi></a> 的帖子：</p>x</blockquote>',
    ],
    [
      '[quote=“李四”,12]x[/quote]',
      '<blockquote class="quote"><p class="quote-head">引用 <a href="/posts/12"><bdi>李四</bdi></a> 的帖子：</p>x</blockquote>',
    ],
    ['[list]\n  [*]a\n  [*]b\n[/list]', '<ul><li>a</li><li>b</li></ul>'],
    [
      '前\n　　[quote]x[/quote]\n　　后',
      '前<blockquote class="quote"><p class="quote-head">引用：</p>x</blockquote>　　后',
    ],
    ['[list]\n\u00A0[*]a\n\u00A0[*]b\n[/list]', '<ul><li>a</li><li>b</li></ul>'],
    [
      '[list]\n  [*]a\n    [list]\n      [*]b\n    [/list]\n  [*]c\n[/list]',
      '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
    ],
    ['[size=５]大[/size]', '<span class="size-5">大</span>'],
    ['[list=１][*]一[/list]', '<ol class="list-1"><li>一</li></ol>'],
    ['[email]abc＠a.example[/email]', '<a href="mailto:abc@a.example">abc＠a.example</a>'],
    ['[img]http://a.example/x.png[/img]', link('http://a.example/x.png')],
    ['[url=https://a.example/]http://b.example/[/url]', named('https://a.example/', 'http://b.example/')],
  ])('shows %j', (source, html) => {
    expect(renderBbcode(source)).toBe(html)
  })

  it('names a version of its renderer', () => {
    expect(RENDERER_VERSION).toBe(4)
  })

  it('shows every smiley by its id', () => {
    for (const { id, title, emoji } of smilies) {
      expect(renderBbcode(`[s:${id}]`)).toContain(`title="${title}">${emoji}<`)
    }
    expect(smilies).toHaveLength(24)
  })
})

describe('bare addresses', () => {
  it.each([
    ['看http://a.example/b，好', `看${link('http://a.example/b')}，好`],
    ['http://a.example/b。', `${link('http://a.example/b')}。`],
    ['（http://a.example/b）', `（${link('http://a.example/b')}）`],
    ['(http://a.example/b).', `(${link('http://a.example/b')}).`],
    ['http://a.example/b_(c)', link('http://a.example/b_(c)')],
    ['https://a.example/b, c', `${link('https://a.example/b')}, c`],
    ['http://a.example看', `${link('http://a.example/', 'http://a.example')}看`],
    ['《http://a.example/b》', `《${link('http://a.example/b')}》`],
    ['[b]http://a.example/b[/b]', `<b>${link('http://a.example/b')}</b>`],
    ['http://', 'http://'],
    ['ftp://a.example/', 'ftp://a.example/'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['[code]http://a.example/[/code]', '<pre class="code" tabindex="0"><code>http://a.example/</code></pre>'],
  ])('in %j are links up to where the sentence goes on', (source, html) => {
    expect(renderBbcode(source)).toBe(html)
  })
})

describe('white space', () => {
  it.each([
    ['a\nb', 'a<br>b'],
    ['a\r\n\r\nb', 'a<br><br>b'],
    ['　　缩进', '　　缩进'],
    ['a b', 'a b'],
    ['a  b', 'a&nbsp; b'],
    ['a   b', 'a&nbsp; &nbsp;b'],
    ['a\n b', 'a<br>&nbsp;b'],
    ['\tb', '&nbsp; &nbsp; b'],
    ['[b]a[/b] b', '<b>a</b> b'],
    ['a\n[hr]\nb', 'a<hr>b'],
    ['a\n\n[hr]\n\nb', 'a<br><br><hr><br>b'],
    ['[b]a[/b]\n[hr]', '<b>a</b><hr>'],
    ['[hr]\n[hr]\n\n[hr]', '<hr><hr><br><hr>'],
    ['\n[hr]', '<br><hr>'],
  ])('of %j stays visible without odd gaps', (source, html) => {
    expect(renderBbcode(source)).toBe(html)
  })
})

describe('a signature', () => {
  it('shows one picture and small sizes, and leaves quotes, code and tables as text', () => {
    const image = '[img]https://a.example/x.png[/img]'
    expect(renderSignature('[b]x[/b][size=7]y[/size]')).toBe('<b>x</b><span class="size-4">y</span>')
    expect(renderSignature(image + image).match(/<img/g)).toHaveLength(1)
    for (const source of ['[quote]x[/quote]', '[code]x[/code]', '[table][tr][td]x[/td][/tr][/table]']) {
      expect(renderSignature(source)).toBe(source)
      expect(renderBbcode(source)).not.toBe(source)
    }
  })
})

describe('whatever is typed', () => {
  const ATTRIBUTES: Record<string, string[]> = {
    a: ['href', 'rel', 'class'],
    img: ['class', 'src', 'alt', 'loading', 'decoding', 'referrerpolicy'],
    span: ['class', 'role', 'aria-label', 'title'],
    td: ['colspan', 'rowspan'],
    ...Object.fromEntries(['blockquote', 'p', 'ol', 'table'].map((tag) => [tag, ['class']])),
    ...Object.fromEntries(['div', 'pre'].map((tag) => [tag, ['class', 'tabindex']])),
    ...Object.fromEntries('b i u s sub sup bdi br hr ul li code tbody tr'.split(' ').map((tag) => [tag, []])),
  }
  const CLASS =
    /^(c-(red|orange|green|blue|purple|pink|gray|brown|teal|black)|size-[1-7]|align-(left|center|right)|quote|quote-head|code|bb-image|bb-scroll|bb-table|list-[1aA]|smiley|named)$/

  function elements(nodes: readonly Node[]): Element[] {
    return nodes.flatMap((node) => ('tagName' in node ? [node, ...elements(node.childNodes)] : []))
  }

  function textOf(nodes: readonly Node[]): string {
    return nodes
      .map((node) => {
        if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
        if (node.nodeName === 'br') return '\n'
        return 'childNodes' in node ? textOf(node.childNodes) : ''
      })
      .join('')
  }

  it('comes out with allowed elements, attributes, classes and addresses only, well nested', () => {
    fc.assert(
      fc.property(markup, (source) => {
        for (const html of [renderBbcode(source), renderSignature(source)]) {
          const { childNodes } = parseFragment(html, {
            onParseError: (error) => expect(error.code).toMatch(/character/),
          })
          for (const { tagName, attrs } of elements(childNodes)) {
            expect(Object.keys(ATTRIBUTES)).toContain(tagName)
            for (const { name, value } of attrs) {
              expect(ATTRIBUTES[tagName]).toContain(name)
              if (name === 'class') expect(value).toMatch(CLASS)
              if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:|\/(?![/\\]))/)
              if (name === 'src') expect(value).toMatch(/^https:\/\//)
            }
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws, even for halves of characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (source) => {
          expect(typeof renderBbcode(source)).toBe('string')
        },
      ),
    )
  })

  it('keeps every word, whatever tags stand around it', () => {
    fc.assert(
      fc.property(fc.array(markup, { maxLength: 4 }), (parts) => {
        const words = parts.map((_, index) => `词${index}语`)
        const source = parts.map((part, index) => `${part}\n${words[index]}\n`).join('')
        const html = renderBbcode(source)
        for (const word of words) expect(html).toContain(word)
      }),
    )
  })

  it('reads back as typed when it holds no tags', () => {
    const plain = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .filter((text) => !/[[\]\0\p{Cc}\p{Surrogate}]/u.test(text))
    const lines = fc.array(fc.oneof(plain, fc.constantFrom('http://a.example/b', '  ', '<b>', '　')), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(lines, (parts) => {
        const source = parts.join('\n')
        const read = textOf(parseFragment(renderBbcode(source)).childNodes)
        expect(read.replaceAll('\u00a0', ' ')).toBe(source.replaceAll('\u00a0', ' '))
      }),
    )
  })
})
