import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMemberName, memberNameKey } from '../../src/forum/members/member-name.js'

const limits = { min: 2, max: 15 }

describe('a member name', () => {
  it.each([
    'zhang3',
    '张三',
    '张三abc',
    '爱吃鱼的猫_2024',
    'a-b',
    '龙〇',
    'さくら',
    'サーバー',
    '桜さくら',
    '김철수',
    '김철수金',
    'Иван',
    'Ελένη',
    'José',
    'ไทย',
    '𠮷野家',
    'ｚｈａｎｇ',
    '12a',
    '一二三四五六七八九十一二三四五',
  ])('may be %s', (name) => {
    expect(checkMemberName(name, limits)).toBe('ok')
  })

  it.each([
    ['', 'too-short'],
    ['张', 'too-short'],
    ['𠮷', 'too-short'],
    ['一二三四五六七八九十一二三四五六', 'too-long'],
    ['a b', 'bad-characters'],
    ['张　三', 'bad-characters'],
    ['a.b', 'bad-characters'],
    ['a@b', 'bad-characters'],
    ['<b>', 'bad-characters'],
    ['a\u200bb', 'bad-characters'],
    ['a\u202eb', 'bad-characters'],
    ['a\u00adb', 'bad-characters'],
    ['ㅤㅤ', 'bad-characters'],
    ['\u115f\u1160', 'bad-characters'],
    ['猫😀', 'bad-characters'],
    ['1️⃣2️⃣', 'bad-characters'],
    ['\u0301\u0302', 'bad-characters'],
    ['z\u0335a\u0335', 'bad-characters'],
    ['123456', 'bad-characters'],
    ['１２３４', 'bad-characters'],
    ['___', 'bad-characters'],
    ['1_2', 'bad-characters'],
    ['аdmin', 'mixed-scripts'],
    ['pаypal', 'mixed-scripts'],
    ['αbc', 'mixed-scripts'],
    ['Иван张', 'mixed-scripts'],
    ['さく김', 'mixed-scripts'],
  ])('may not be %j: %s', (name, verdict) => {
    expect(checkMemberName(name, limits)).toBe(verdict)
  })

  it.each([
    'admin',
    'Admin',
    'ADMIN',
    'adm1n',
    'ａｄｍｉｎ',
    'ad_min',
    'r00t',
    '管理员',
    '版主',
    '系统',
    '楼主',
    '匿名',
    'nuII',
  ])('is reserved when it is, or looks like, %s', (name) => {
    expect(checkMemberName(name, limits)).toBe('reserved')
    expect(checkMemberName(name, { ...limits, allowReserved: true })).toBe('ok')
  })

  it('may hold a reserved word', () => {
    for (const name of ['admiral', '版主的猫', 'guest88']) expect(checkMemberName(name, limits)).toBe('ok')
  })

  it('is not let through by the founder’s set-up when it has bad characters', () => {
    expect(checkMemberName('ad min', { ...limits, allowReserved: true })).toBe('bad-characters')
  })
})

describe('the key of a name', () => {
  it.each([
    ['admin', 'аdmin'],
    ['admin', 'ADMIN'],
    ['admin', 'ａｄｍｉｎ'],
    ['Bill', 'BiIl'],
    ['l1I', 'III'],
    ['O0o', '000'],
    ['BOB', 'ВОВ'],
    ['工人', 'エ人'],
    ['口', 'ロ'],
    ['modern', 'modem'],
    ['José', 'JOSÉ'],
    ['数值', '数値'],
    ['晚风', '晩风'],
    ['⼠兵', '士兵'],
  ])('is one for %s and %s', (one, other) => {
    expect(memberNameKey(other)).toBe(memberNameKey(one))
  })

  it.each([
    ['zhangsan', 'zhangshan'],
    ['张三', '张四'],
    ['小黄鹃', '小黄鹂'],
    ['老战士', '老战土'],
    ['柿子', '杮子'],
    ['人囗', '人口'],
    ['abc', 'abd'],
    ['jose', 'josé'],
    ['abc', 'abc1'],
    ['a-b', 'a_b'],
  ])('differs for %s and %s', (one, other) => {
    expect(memberNameKey(other)).not.toBe(memberNameKey(one))
  })

  it('is its own key for every letter and digit there is', () => {
    const changed: string[] = []
    for (let codePoint = 0; codePoint < 0x110000; codePoint += 1) {
      const letter = String.fromCodePoint(codePoint)
      if (!/[\p{L}\p{N}]/u.test(letter)) continue
      const key = memberNameKey(letter)
      if (memberNameKey(key) !== key) changed.push(letter)
    }
    expect(changed).toEqual([])
  })

  it('is its own key, and does not depend on case or width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 15 }), (name) => {
        const key = memberNameKey(name)
        expect(memberNameKey(key)).toBe(key)
        expect(memberNameKey(name.normalize('NFKC'))).toBe(key)
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,15}$/), (name) => {
        const wide = name.replace(/[!-~]/g, (character) =>
          String.fromCharCode(character.charCodeAt(0) + 0xfee0),
        )
        expect(memberNameKey(name.toUpperCase())).toBe(memberNameKey(name.toLowerCase()))
        expect(memberNameKey(wide)).toBe(memberNameKey(name))
      }),
    )
  })
})
