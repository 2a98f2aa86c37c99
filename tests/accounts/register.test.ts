import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, rightAnswer, type World } from '../support/world.js'

const form = 'form[action="/register"]'
const newcomer = {
  username: '新来的街坊',
  email: 'xin@example.com',
  password: '晴天开窗吹吹风呀',
  passwordAgain: '晴天开窗吹吹风呀',
}

let world: World
beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('registrationsPerAddress', '100')
})
afterEach(async () => world.forum.close())

/** Fills the form in as a newcomer would, but for `fields`. */
async function register(
  fields: Record<string, string | string[] | undefined> = {},
  browser: Browser = world.forum.visitor(),
): Promise<Page> {
  await browser.get('/register')
  return browser.submit(form, { ...newcomer, answer: rightAnswer(browser.page), ...fields })
}

const memberCount = async () => (await world.forum.db.selectFrom('members').select('id').execute()).length

describe('Registering', () => {
  it('makes a member, signs them in and greets them', async () => {
    const browser = world.forum.visitor()
    const sent = await register({}, browser)
    expect([sent.status, sent.location]).toEqual([303, '/'])
    const index = await browser.follow()
    expect(index.text('.account .me')).toContain('新来的街坊')
    expect(index.text('.flash')).toBe('欢迎您，新来的街坊！ 补个签名 · 看看最新帖子')
    expect(
      index
        .$('.flash a')
        .toArray()
        .map((link) => index.$(link).attr('href')),
    ).toEqual(['/account', '/latest'])
    expect((await browser.get('/')).count('.flash')).toBe(0)
    expect((await world.forum.signIn('新来的街坊', newcomer.password)).page.status).toBe(303)
    const row = await world.forum.db
      .selectFrom('members')
      .select(['groupId', 'passwordHash'])
      .where('username', '=', '新来的街坊')
      .executeTakeFirstOrThrow()
    expect(row.groupId).toBe('member')
    expect(row.passwordHash).not.toContain(newcomer.password)
  })

  it('takes neither a group nor an id from the form', async () => {
    await register({ groupId: 'founder', group: 'founder', id: '1' })
    const row = await world.forum.db
      .selectFrom('members')
      .select(['id', 'groupId'])
      .where('username', '=', '新来的街坊')
      .executeTakeFirstOrThrow()
    expect(row.groupId).toBe('member')
    expect(row.id).toBeGreaterThan(world.member.jinyan)
  })

  it('shows who is signed in already the index instead of the form', async () => {
    const page = await (await world.forum.signIn('xiaoming')).get('/register')
    expect([page.status, page.location]).toEqual([303, '/'])
  })

  it.each([
    ['', '这一项不能为空'],
    ['张', '用户名至少 2 个字'],
    ['一二三四五六七八九十一二三四五六', '用户名最多 15 个字'],
    ['123456', '用户名只能用汉字、字母、数字'],
    ['a b', '用户名只能用汉字、字母、数字'],
    ['<b>粗</b>', '用户名只能用汉字、字母、数字'],
    ['pаypal', '用户名不能混用形状相近的不同文字'],
    ['Admin', '这个用户名是保留的'],
    ['版主', '这个用户名是保留的'],
    ['坏\0字', '含有无法保存的字符'],
  ])('refuses the name %j', async (username, said) => {
    const page = await register({ username })
    expect(page.status).toBe(422)
    expect(page.text('[role=alert]')).toContain(said)
    expect(page.attr('#field-username', 'aria-invalid')).toBe('true')
    expect((await register()).status).toBe(303)
  })

  it.each([
    ['name', { username: 'a'.repeat(5000) }, '最多 200 个字'],
    ['e-mail', { email: `${'a'.repeat(250)}@example.com` }, '请填写有效的邮箱地址'],
    ['password', { password: 'x'.repeat(257) }, '密码最多 256 个字符'],
  ])('refuses an endless %s', async (_what, fields, said) => {
    const page = await register(fields)
    expect([page.status, page.text('.field-error')]).toEqual([422, expect.stringContaining(said)])
  })

  it.each([
    ['XiaoMing', 'another case'],
    ['xlaomlng', 'an l for each i'],
    ['ｘｉａｏｍｉｎｇ', 'full-width letters'],
    ['x1aoming', 'a 1 for an i'],
  ])('refuses %s, which looks like xiaoming: %s', async (username) => {
    const page = await register({ username })
    expect(page.status).toBe(422)
    expect(page.text('[role=alert]')).toContain('已经有人用了')
    expect(await memberCount()).toBe(Object.keys(world.member).length)
  })

  it('refuses a name and an e-mail that are taken, the e-mail in any case, and tells neither apart', async () => {
    const answers = [
      await register({ username: 'haibian' }),
      await register({ email: 'XIAOMING@Example.com' }),
      await register({ email: 'xiaoming＠example.com' }),
    ]
    for (const page of answers) {
      expect([page.status, page.text('[role=alert]')]).toEqual([422, expect.stringContaining('已经有人用了')])
      expect(page.text('[role=alert]')).toBe(answers[0]!.text('[role=alert]'))
      expect(page.count('[aria-invalid]')).toBe(0)
    }
    expect((await register()).status).toBe(303)
  })

  it.each(['', '街坊', 'a@', '@example.com', 'a b@example.com'])('refuses the e-mail %j', async (email) => {
    const page = await register({ email })
    expect([page.status, page.text('#email-error')]).toEqual([422, '请填写有效的邮箱地址。'])
  })

  it.each([
    ['短密码', '密码至少 8 个字符'],
    ['password', '太常见'],
    ['新来的街坊123', '不要包含用户名或网站名'],
  ])('refuses the password %j', async (password, said) => {
    const page = await register({ password, passwordAgain: password })
    expect(page.status).toBe(422)
    expect(page.text('#password-error')).toContain(said)
  })

  it('tells passwords apart that differ only after their 24th Chinese character', async () => {
    const password = `${'晴天开窗吹吹风呀'.repeat(3)}好`
    expect((await register({ password, passwordAgain: password })).status).toBe(303)
    await expect(world.forum.signIn('新来的街坊', `${password.slice(0, -1)}坏`)).rejects.toThrow('不对')
    expect((await world.forum.signIn('新来的街坊', password)).page.status).toBe(303)
  })

  it('refuses two passwords that differ', async () => {
    const page = await register({ passwordAgain: '晴天开窗吹吹风吗' })
    expect([page.status, page.text('#passwordAgain-error')]).toEqual([422, '两次输入的密码不一样。'])
  })

  it('keeps what was typed, but no password, when the question is answered wrongly', async () => {
    const browser = world.forum.visitor()
    const page = await register({ answer: '不知道' }, browser)
    expect(page.status).toBe(422)
    expect(page.text('[role=alert]')).toContain('验证问题答错了')
    expect(page.attr('#field-username', 'value')).toBe('新来的街坊')
    expect(page.attr('#field-email', 'value')).toBe('xin@example.com')
    expect(page.html).not.toContain(newcomer.password)
    const { password, passwordAgain } = newcomer
    const again = await browser.submit(form, { password, passwordAgain, answer: rightAnswer(page) })
    expect(again.status).toBe(303)
  })

  it('names all that is wrong at once, each once and in place of its hint', async () => {
    const page = await register({
      username: '张',
      email: '街坊',
      password: '短',
      passwordAgain: '更短',
      answer: '不知道',
    })
    expect(page.status).toBe(422)
    expect(page.texts('[role=alert] li a').length).toBe(5)
    for (const field of ['username', 'email', 'password', 'passwordAgain', 'answer'])
      expect(page.count(`[role=alert] a[href="#field-${field}"], #${field}-error`)).toBe(2)
    expect(page.text('#password-error')).toBe('密码至少 8 个字符。')
    expect(page.count('.field-hint')).toBe(0)
  })

  it('asks a question that was answered rightly for nothing more', async () => {
    const browser = world.forum.visitor()
    const page = await register({ username: '张' }, browser)
    expect([page.status, page.attr('#field-answer', 'value')]).toEqual([422, rightAnswer(page)])
    const { username, password, passwordAgain } = newcomer
    expect((await browser.submit(form, { username, password, passwordAgain })).status).toBe(303)
  })

  it.each([
    ['206', '２０６'],
    ['206', ' 206　'],
    ['Beijing', 'BEIJING'],
    ['New York', 'ｎｅｗ　ｙｏｒｋ'],
  ])('takes for the answer %j also %j', async (right, answer) => {
    await world.forum.set('questions', `问题|${right}`)
    const browser = world.forum.visitor()
    await browser.get('/register')
    expect((await browser.submit(form, { ...newcomer, answer: '错' })).text('#answer-error')).toContain(
      '答错',
    )
    expect((await browser.submit(form, { ...newcomer, answer })).status).toBe(303)
  })

  it('marks no tab as the current one when it refuses', async () => {
    expect((await register({ username: '张' })).count('.nav [aria-current]')).toBe(0)
    expect((await world.forum.visitor().get('/')).count('.nav [aria-current]')).toBe(1)
  })

  it.each([
    [{ questionId: undefined }],
    [{ questionId: '99' }],
    [{ questionId: '-1' }],
    [{ questionId: 'x' }],
    [{ answer: undefined }],
    [{ answer: '' }],
    [{ answer: ['206', '4'] }],
  ])('does not let the question be avoided with %j', async (fields) => {
    expect((await register(fields)).status).toBe(422)
    expect(await memberCount()).toBe(Object.keys(world.member).length)
  })

  it('asks no question when the setting says so', async () => {
    await world.forum.set('questionOnRegister', '0')
    const browser = world.forum.visitor()
    expect((await browser.get('/register')).count('.question')).toBe(0)
    expect((await browser.submit(form, newcomer)).status).toBe(303)
  })

  it('prints the right answer beside the question when the setting says so', async () => {
    const browser = world.forum.visitor()
    expect((await browser.get('/register')).text('.question-row')).toBe('')
    await world.forum.set('questionShowAnswer', '1')
    const page = await browser.get('/register')
    expect(page.text('.question-row')).toContain(rightAnswer(page))
  })
})
