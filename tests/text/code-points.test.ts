import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointLength, isCleanText, oneLine } from '../../src/text/code-points.js'

describe('the length of a text', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['楼主', 2],
    ['😀', 1],
    ['𠮷野家', 3],
  ])('counts code points: %j is %i', (text, length) => {
    expect(codePointLength(text)).toBe(length)
  })
})

describe('clean text', () => {
  it.each(['', '楼主', 'a\r\nb', '😀', '　　缩进'])('includes %j', (text) => {
    expect(isCleanText(text)).toBe(true)
  })

  it.each(['a\0b', '\ud800', 'a\udc00b', '\ud83d'])('refuses %j', (text) => {
    expect(isCleanText(text)).toBe(false)
  })
})

describe('a one-line field', () => {
  it.each([
    ['  a b  ', 'a b'],
    ['　楼主　', '楼主'],
    ['\u200b\ufeff名字\u200d', '名字'],
    ['a\r\nb', 'a b'],
    ['a\u0007\tb', 'a b'],
    ['e\u0301', 'é'],
    ['好❤️', '好❤️'],
    ['\n\n', ''],
  ])('makes %j to %j', (text, line) => {
    expect(oneLine(text)).toBe(line)
  })

  it('has no line breaks or control characters, and is left alone the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = oneLine(text)
        expect(line).not.toMatch(/\p{Cc}/u)
        expect(oneLine(line)).toBe(line)
      }),
    )
  })
})
