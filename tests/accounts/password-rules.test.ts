import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonPasswords } from '../../src/forum/accounts/common-passwords.js'
import { checkPassword } from '../../src/forum/accounts/password-rules.js'

const of = { username: 'huiyuan', email: 'zhangwei@mail.example', siteName: '楼主论坛', min: 8, max: 256 }

describe('a password', () => {
  it.each([
    'Xk3!vvq9',
    'correct horse battery',
    'louzhu-demo',
    '        x',
    ' 你好 世界 再见 ',
    '一二三四五六七八九',
    'a'.repeat(200) + 'b',
    'huiyuan-and-more',
    'passwordless life',
    'woaini-beijing-2019',
    'hunter2hunter3',
  ])('may be %j', (password) => {
    expect(checkPassword(password, of)).toBe('ok')
  })

  it.each([
    ['', 'too-short'],
    ['1234567', 'too-short'],
    ['你好世界', 'too-short'],
    ['😀😀😀😀', 'too-short'],
    ['ab'.repeat(129), 'too-long'],
    ['abcd\0efghij', 'bad-characters'],
    ['abcdefg\ud800', 'bad-characters'],
    ['12345678', 'common'],
    ['0123456789', 'common'],
    ['987654321', 'common'],
    ['88888888', 'common'],
    ['        ', 'common'],
    ['abcabcabc', 'common'],
    ['abcdefgh', 'common'],
    ['password', 'common'],
    ['PassWord', 'common'],
    ['password1', 'common'],
    ['Password123!', 'common'],
    ['123456admin', 'common'],
    ['admin888', 'common'],
    ['5201314a', 'common'],
    ['5201314520', 'common'],
    ['52013141314', 'common'],
    ['woaini1314', 'common'],
    ['woaini5201314', 'common'],
    ['qwertyuiop', 'common'],
    ['asdfghjkl', 'common'],
    ['1qaz2wsx', 'common'],
    ['1q2w3e4r', 'common'],
    ['a123456789', 'common'],
    ['qq123456', 'common'],
    ['147258369', 'common'],
    ['iloveyou', 'common'],
    ['huiyuan1', 'contains-name'],
    ['HuiYuan88!', 'contains-name'],
    ['zhangwei', 'contains-name'],
    ['zhangwei@mail.example', 'contains-name'],
    ['楼主论坛2024', 'ok'],
    ['楼主论坛密码123', 'ok'],
    ['我的楼主论坛吧啊', 'ok'],
    ['楼主论坛1234', 'ok'],
    ['8楼主论坛888', 'ok'],
  ])('%j is %s', (password, verdict) => {
    expect(checkPassword(password, of)).toBe(verdict)
  })

  it('may not be the site’s name with hardly anything beside it', () => {
    expect(checkPassword('LouZhuForum12', { ...of, siteName: 'Louzhu Forum' })).toBe('ok')
    expect(checkPassword('louzhu forum12', { ...of, siteName: 'Louzhu Forum' })).toBe('contains-name')
    expect(checkPassword('梧桐树下的论坛吧', { ...of, siteName: '梧桐树下的论坛' })).toBe('contains-name')
  })

  it('may hold a name of one or two characters', () => {
    expect(checkPassword('李四li4!kw', { ...of, username: '李四' })).toBe('ok')
  })

  it('is judged as received, spaces and all', () => {
    expect(checkPassword(' 1234567', of)).not.toBe('too-short')
    expect(checkPassword('e\u0301'.repeat(4), { ...of, min: 8 })).not.toBe('too-short')
  })

  it('gets an answer whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (password) => {
        expect(['ok', 'too-short', 'too-long', 'common', 'contains-name', 'bad-characters']).toContain(
          checkPassword(password, of),
        )
      }),
    )
  })
})

describe('the list of common passwords', () => {
  it('holds only what the shortest length lets through, in lower case', () => {
    expect(commonPasswords.size).toBeGreaterThan(1000)
    expect(
      [...commonPasswords].filter((password) => password.length < 8 || password !== password.toLowerCase()),
    ).toEqual([])
  })
})
