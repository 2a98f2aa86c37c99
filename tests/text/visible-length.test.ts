import { describe, expect, it } from 'vitest'
import { showsNothing } from '../../src/text/visible-characters.js'
import { visibleLength } from '../../src/text/visible-length.js'

describe('Of a text', () => {
  it.each([
    ['顶顶', 2],
    ['𠮷野家', 3],
    ['顶\r\n\r\n', 1],
    ['　顶　', 1],
    ['[b]粗[/b]的', 2],
    ['[b][/b]', 0],
    ['[quote=李四,12]  [/quote]', 0],
    ['[quote]他说的[/quote]', 3],
    ['[img]https://a.example/b.png[/img]', 1],
    ['[s:1][s:2]', 2],
    ['[hr]', 0],
    ['[code] [/code]', 0],
    ['[不是标签]', 6],
    ['顶\u3164\u2800\u034F\u200B', 1],
    ['ﷺ é e\u0301', 3],
    ['\uE000', 1],
  ])('%j shows %d characters', (source, length) => {
    expect(visibleLength(source)).toBe(length)
  })

  it('as many are counted as there are, in one pass', () => {
    expect(visibleLength('[b]'.repeat(16_000))).toBeGreaterThan(0)
    expect(visibleLength(`[i]${'好'.repeat(40_000)}[/i]`)).toBe(40_000)
  })
})

describe('A line', () => {
  it.each([
    ...'\u3164\u2800\u034F\u115F\u1160\uFFA0\uFE0F\u180B\u00AD\u200D\u202E\u2067\u2060\uFEFF\uFFFC\u3000\t',
  ])('of %j alone shows nothing', (character) => {
    expect(showsNothing(character.repeat(3))).toBe(true)
    expect(showsNothing(`${character}好`)).toBe(false)
  })

  it.each(['\u{1D159}', '\u{E0041}\u{E0042}', '\u0301\u0323', '\uFFFE', '\uFFF9', '\u{13441}', ''])(
    'of %j shows nothing',
    (line) => {
      expect(showsNothing(line)).toBe(true)
    },
  )

  // The last two: a sign that is drawn before Arabic numbers, and an emoji younger than this server's Unicode.
  it.each(['。', '→', '😀', 'ㄅ', '-', '\uE001', '\u0600', '\u{1FAEF}'])('of %s shows something', (line) => {
    expect(showsNothing(line)).toBe(false)
  })
})
