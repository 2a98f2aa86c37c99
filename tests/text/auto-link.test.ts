import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitAddresses } from '../../src/text/auto-link.js'

const linked = (text: string) =>
  splitAddresses(text)
    .filter((piece) => piece.href !== null)
    .map((piece) => piece.text)

describe('A bare address', () => {
  it.each([
    'http://img_01.shop.example/a',
    'http://tuku.网址/',
    'http://tuku.网址',
    'http://abc中文.example/a',
    'http://localhost:3000/a',
    'http://[::1]/x',
    'https://b.example/list?id[0]=7',
    'https://b.example/b_(c)',
    'https://b.example/wiki/Москва',
    'https://https://c.example/x',
    'HTTP://A.EXAMPLE/B',
    'http://1.2.3.4/a;b=c,d',
    'http://a.examplе/x',
    'https://b.example/go?to=http://c.example/x',
    'https://b.example/web/2020/http://c.example/',
    'www.b.example',
    'WWW.B.example:8080/a?b=c',
    'www.网址.example/x',
  ])('%s is linked whole', (address) => {
    expect(linked(`看${address} 好`)).toEqual([address])
  })

  it.each([
    'http://kefu@pay.example/x',
    'http://u:p@pay.example/x',
    'http://a!b.example/',
    'http://a%2eb.example/',
    'http://a.example\\b.example/',
    'http://a.example:99999/',
    'http://a.example,b.example/',
    'http:///a.example',
    'http://a．b/',
    'http://a\u00ADb.example/',
    'http://a.example\\@b.example',
    'http://a.example:80x',
    'http://a😀.example/x',
    'http://a①b.example/',
    'http://tuku。网址/x',
    'http://tuku.例\u200B子.example/',
    'www.b',
    'www.1.2',
    'www.b.example@c.example',
    'kefu@www.b.example',
    'xwww.b.example',
    'ftp://www.b.example',
    `http://a.example/${'a'.repeat(2048)}`,
  ])('%s is not linked at all, nor a part of it', (address) => {
    expect(linked(`看${address} 好`)).toEqual([])
  })

  it.each([
    ['http://a.example看这里', 'http://a.example'],
    ['http://a.example:8080看这里', 'http://a.example:8080'],
    ['http://1.2.3.4看这里', 'http://1.2.3.4'],
    ['https://b.example/d/77提取码abcd', 'https://b.example/d/77'],
    ['https://b.example/かな', 'https://b.example/'],
    ['https://b.example/aーb', 'https://b.example/a'],
    ['https://b.example/aˇb', 'https://b.example/a'],
    ['看www.b.example吧', 'www.b.example'],
    ['（www.b.example/x）', 'www.b.example/x'],
    ['(https://b.example/x).', 'https://b.example/x'],
    ['[b]https://b.example/[x', 'https://b.example/'],
    ['https://b.example/x]', 'https://b.example/x'],
  ])('in %s ends where the words begin', (text, address) => {
    expect(linked(text)).toEqual([address])
  })

  it.each([
    ...'｜＞．［］〖〗→★①′＋＝，。！？、；：“”‘’（）《》「」…—～·\u3000\u200B\u2060\u2069\u202C\u202E\uFEFF\u3164\uFE0F',
    '😀',
  ])('ends at %j', (end) => {
    expect(linked(`http://a.example/b${end}c`)).toEqual(['http://a.example/b'])
    // A browser takes what it maps to a dot, or leaves out, for a part of the host when a letter follows.
    const isOfHost = /[\uFF0E\u3002\p{Default_Ignorable_Code_Point}]/u.test(end)
    expect(linked(`http://a.example${end}c`)).toEqual(isOfHost ? [] : ['http://a.example'])
    expect(linked(`http://a.example${end} 好`)).toEqual(['http://a.example'])
  })

  it('and another one are two when words or a comma stand between', () => {
    expect(linked('https://a.example/1和https://b.example/2')).toEqual([
      'https://a.example/1',
      'https://b.example/2',
    ])
    expect(linked('http://a.example,http://b.example')).toEqual(['http://a.example', 'http://b.example'])
    expect(linked('www.a.example,www.b.example')).toEqual(['www.a.example', 'www.b.example'])
  })

  it.each([
    ['http://a.example/xhttp://b.example', 'http://a.example/x', 'http://b.example'],
    ['http://a.examplehttp://b.example/', 'http://a.example', 'http://b.example/'],
    ['https://a.example/1,HTTPS://b.example/2', 'https://a.example/1', 'HTTPS://b.example/2'],
    ['www.a.example/1http://b.example', 'www.a.example/1', 'http://b.example'],
  ])('in %s ends where the next begins', (text, ...addresses) => {
    expect(linked(text)).toEqual(addresses)
  })

  it('leads to the host that it shows, or is none', () => {
    const part = fc.constantFrom(
      'http://',
      'https://',
      'HTTPS://',
      'www.',
      'a',
      '.example',
      '.',
      '/',
      '@',
      ':',
      '80',
      '?',
      '#',
      '[',
      ']',
      '_',
      '-',
      '%',
      ',',
      '!',
      '中',
      '网址',
      '（',
      ' ',
      '\u200B',
      '\u202E',
      '😀',
      '\\',
      'é',
      '\u0301',
      '&',
      '=',
    )
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 24 }).map((parts) => parts.join('')),
        (text) => {
          const pieces = splitAddresses(text)
          expect(pieces.map((piece) => piece.text).join('')).toBe(text)
          let at = 0
          for (const { text: shown, href } of pieces) {
            if (href !== null) {
              const bare = shown.replace(/^(https?:\/\/)+(?=https?:\/\/)/i, '')
              expect(new URL(href).host).toBe(new URL(bare.replace(/^www/i, 'http://www')).host)
              // What stands right behind a host without a path is no letter that would make it another host.
              if (!/^(?:https?:\/\/)?[^/?#]*[/?#]/i.test(bare))
                expect(text.slice(at + shown.length)).not.toMatch(/^(?!https?:\/\/)[-\w@]/i)
            }
            at += shown.length
          }
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('costs no more than its length, whatever stands in it', () => {
    const texts = [
      'http://',
      'http://a',
      'http://a.b/[[',
      'http://a.example/',
      'http://a:',
      'http://a.',
      'http://好',
      'http://a.b/(',
      'http://a/=',
      'www.a.b',
      'www.a,',
      'www.a😀',
    ]
    for (const text of texts)
      expect(splitAddresses(text.repeat(50_000 / text.length)).length).toBeGreaterThan(0)
  })
})
