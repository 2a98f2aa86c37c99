import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { registerMember } from '../../src/forum/accounts/register-member.js'
import type { Browser, Page } from '../support/browser.js'
import { TestForum, type ForumOptions } from '../support/forum.js'

const TOKEN = 'printed-once-on-the-terminal'
let forum: TestForum
let founder: Browser

/** A forum just set up; `founder` has been led to its index. */
async function openForum(options: ForumOptions = {}, fields: Record<string, string> = {}) {
  forum = await TestForum.open({ setupToken: TOKEN, ...options })
  founder = forum.visitor()
  await founder.get(`/setup?token=${TOKEN}`)
  await founder.submit('form[action^="/setup"]', {
    siteName: '北城街坊',
    username: '老站长',
    email: 'founder@example.com',
    password: '好记的一句话 2026',
    ...fields,
  })
  await founder.follow()
}
afterEach(async () => forum.close())

const open = (page: Page) => page.texts('.first-steps li:not(.done) :is(a, b)')
const newcomer = async () =>
  registerMember(forum.db, {
    username: '小满',
    email: 'xiaoman@example.com',
    passwordHash: 'x',
    groupId: 'member',
    now: forum.now,
  })
const index = () => founder.get('/')

describe('The founder of a new forum', () => {
  beforeEach(async () => openForum())

  it('is shown four things to do, with links or commands', async () => {
    expect(open(founder.page)).toEqual(['起个口号', '布置版块', '写一帖欢迎大家', '发布地址'])
    expect(founder.page.text('.first-steps')).toContain('npx louzhu setting set siteTagline')
    const links = ['/admin/boards', founder.page.attr('tr.board h3 a', 'href') + '/threads/new']
    for (const href of links) {
      expect(founder.page.count(`.first-steps a[href="${href}"]`)).toBe(1)
      expect((await founder.get(href)).status).toBe(200)
      await index()
    }
  })

  it('sees each of them tick itself off, and the list go with the last', async () => {
    await forum.set('siteTagline', '街坊的事')
    expect(open(await index())).toEqual(['布置版块', '写一帖欢迎大家', '发布地址'])
    expect(founder.page.texts('.first-steps .done b')).toEqual(['起个口号'])
    await founder.get(founder.page.attr('tr.board h3 a', 'href')!.replace('/boards', '/admin/boards'))
    await founder.submit('form.form', { name: '茶余饭后' })
    expect(open(await index())).toEqual(['写一帖欢迎大家', '发布地址'])
    await founder.get(founder.page.attr('.first-steps a', 'href')!)
    await founder.submit('form.form', { subject: '欢迎', body: '欢迎各位街坊' })
    expect(open(await index())).toEqual(['发布地址'])
    await newcomer()
    expect((await index()).count('.first-steps')).toBe(0)
  })

  it('may send the list away for good', async () => {
    await founder.submit('.first-steps form')
    expect([founder.page.status, founder.page.location]).toEqual([303, '/'])
    expect((await founder.follow()).count('.first-steps')).toBe(0)
    expect(founder.page.text('main')).toContain('还没有人发帖')
  })

  it('alone sees it, and alone sends it away', async () => {
    const hash = await forum.forum.passwords.hash('louzhu-demo')
    await newcomer()
    await forum.db
      .updateTable('members')
      .set({ passwordHash: hash, groupId: 'administrator' })
      .where('username', '=', '小满')
      .execute()
    const other = await forum.signIn('小满')
    const page = await other.get('/')
    expect(page.count('.first-steps')).toBe(0)
    const sent = await other.post('/first-steps/dismiss', { _csrf: page.attr('input[name=_csrf]', 'value') })
    expect(sent.status).toBe(403)
    expect((await index()).count('.first-steps')).toBe(1)
  })
})

describe('What is done at set-up', () => {
  it('is ticked off: the slogan, and the address that BASE_URL names', async () => {
    await openForum({}, { siteTagline: '街坊的事' })
    expect(open(founder.page)).toEqual(['布置版块', '写一帖欢迎大家', '发布地址'])
    await forum.close()
    forum = await TestForum.open({ setupToken: TOKEN })
  })

  it('counts no member of the sample community as a newcomer', async () => {
    await openForum({}, { sample: '1' })
    expect(founder.page.text('.brand')).toBe('北城街坊')
    expect(open(founder.page)).toEqual(['起个口号', '写一帖欢迎大家', '发布地址'])
  }, 120_000)
})

describe('An empty forum', () => {
  beforeEach(async () => openForum())

  it('tells a guest that it has just opened, with the way to write the first thread', async () => {
    const page = await forum.visitor().get('/')
    expect(page.count('.first-steps')).toBe(0)
    expect(page.text('main > .yellow')).toBe('论坛刚刚开张，还没有人发帖。 注册会员，来发第一帖')
    expect(page.attr('main > .yellow a', 'href')).toBe('/register')
    await forum.set('registrationOpen', '0')
    expect((await forum.visitor().get('/')).count('main > .yellow a')).toBe(0)
  })

  it('leads a member to the form of the first board, and says nothing more once somebody has written', async () => {
    const hash = await forum.forum.passwords.hash('louzhu-demo')
    await newcomer()
    await forum.db.updateTable('members').set({ passwordHash: hash }).where('username', '=', '小满').execute()
    const member = await forum.signIn('小满')
    const page = await member.get('/')
    await member.get(page.attr('main > .yellow a', 'href')!)
    expect((await member.submit('form.form', { subject: '沙发', body: '我是第一个' })).status).toBe(303)
    expect((await member.get('/')).count('main > .yellow')).toBe(0)
    expect((await forum.visitor().get('/')).count('main > .yellow')).toBe(0)
  })
})
