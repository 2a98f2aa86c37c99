import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { needsSetUp } from '../../src/forum/setup/set-up-forum.js'
import { TestForum } from '../support/forum.js'

const TOKEN = 'printed-once-on-the-terminal'
const link = `/setup?token=${TOKEN}`
const form = 'form[action^="/setup"]'
const founder = {
  siteName: '北城街坊',
  siteTagline: '',
  username: '老站长',
  email: 'founder@example.com',
  password: '好记的一句话 2026',
}

let forum: TestForum
beforeEach(async () => {
  forum = await TestForum.open({ setupToken: TOKEN })
})
afterEach(async () => forum.close())

const members = () => forum.db.selectFrom('members').select(['username', 'groupId']).execute()

async function setUp(fields: Record<string, string | string[] | undefined> = {}) {
  const browser = forum.visitor()
  await browser.get(link)
  const page = await browser.submit(form, { ...founder, ...fields })
  return { browser, page }
}

describe('A forum without a member', () => {
  it('names all that is wrong with the form at once', async () => {
    const siteTagline = '长'.repeat(81)
    const { page } = await setUp({ siteName: '', siteTagline, username: '张', email: '街坊', password: '短' })
    expect([page.status, page.texts('[role=alert] li').length]).toEqual([422, 5])
    expect(page.text('[role=alert]')).toContain('口号：最多 80 个字')
    expect(page.count('.field-hint')).toBe(0)
    expect(page.count('.nav [aria-current]')).toBe(0)
  })

  it('counts its founder once when they have set it up', async () => {
    const browser = forum.visitor()
    await browser.get(link)
    await forum.flush()
    await browser.submit(form, founder)
    expect((await browser.follow()).text()).toContain('共 1 人在线，1 位会员，0 位访客')
  })

  it('shows on the index where the set-up link is, without the link', async () => {
    const index = await forum.visitor().get('/')
    expect(index.status).toBe(200)
    expect(index.text('main')).toContain('请打开启动时终端里打印的链接')
    expect(index.html).not.toContain(TOKEN)
    expect(index.count('a[href="/register"]')).toBe(0)
  })

  it('shows nothing there but that sentence', async () => {
    const index = await forum.visitor().get('/')
    expect(index.text('main')).toBe('论坛还没有安装 论坛还没有安装 请打开启动时终端里打印的链接，完成安装。')
    expect(index.count('nav, .account a, .stats, .online, .legend')).toBe(0)
    expect((await forum.visitor().get('/boards/1')).count('nav, .account a')).toBe(0)
  })

  it('takes no registration before its founder', async () => {
    const browser = forum.visitor()
    const page = await browser.get('/register')
    expect(page.count('form[action="/register"]')).toBe(0)
    const csrf = (await browser.get('/login')).attr('[name=_csrf]', 'value')!
    const { siteName: _, siteTagline: __, ...fields } = founder
    const sent = await browser.post('/register', {
      _csrf: csrf,
      ...fields,
      passwordAgain: fields.password,
      questionId: '0',
      answer: '206',
    })
    expect(sent.status).toBe(403)
    expect(await members()).toEqual([])
  })
})

describe('The set-up page', () => {
  it.each(['/setup', '/setup?token=', '/setup?token=guess', `${link}x`, `/setup?token=a&token=${TOKEN}`])(
    'stays closed at %s',
    async (path) => {
      const browser = forum.visitor()
      expect((await browser.get(link)).count(form)).toBe(1)
      const csrf = browser.page.attr('[name=_csrf]', 'value')!
      const page = await browser.get(path)
      expect([page.status, page.count(form)]).toEqual([403, 0])
      expect((await browser.post(path, { ...founder, _csrf: csrf })).status).toBe(403)
      expect(await members()).toEqual([])
    },
  )

  it('is called by one word wherever it is spoken of, and says how a link is had', async () => {
    const page = await forum.visitor().get(link)
    expect([page.text('h1'), page.text('title')]).toEqual(['安装楼主论坛', '安装楼主论坛 - 楼主论坛'])
    const refused = await forum.visitor().get('/setup?token=old')
    expect(refused.text('[role=alert]')).toBe(
      '安装链接不对或已失效。请打开启动时终端里打印的链接；重新启动会打印新的链接。',
    )
    for (const shown of [page, refused]) expect(shown.text()).not.toContain('设置')
  })

  it('asks for a slogan, which may be left out: then the forum has none', async () => {
    const page = await forum.visitor().get(link)
    expect(page.count('[name=siteTagline]:not([required])')).toBe(1)
    const { browser } = await setUp({ siteTagline: '' })
    expect((await browser.follow()).text('.brand')).toBe('北城街坊')
  })

  it('takes a slogan, and gives it back when something else is wrong', async () => {
    const { browser, page } = await setUp({ siteTagline: '街坊的事就是大家的事', email: 'nobody' })
    expect(page.attr('[name=siteTagline]', 'value')).toBe('街坊的事就是大家的事')
    await browser.submit(form, { email: founder.email, password: founder.password })
    expect((await browser.follow()).text('.brand')).toBe('北城街坊 街坊的事就是大家的事')
  })

  it('makes the founder, names the site and signs in', async () => {
    const { browser, page } = await setUp({ sample: '0' })
    expect([page.status, page.location]).toEqual([303, '/'])
    const index = await browser.follow()
    expect(index.text('.brand')).toContain('北城街坊')
    expect(index.text('.account .me')).toContain('老站长')
    expect(index.text('.flash')).toContain('论坛已经开张了')
    expect(await members()).toEqual([{ username: '老站长', groupId: 'founder' }])
    expect((await browser.get('/admin/boards')).status).toBe(200)
    expect((await forum.signIn('老站长', founder.password)).page.status).toBe(303)
  })

  it('gives an empty forum one category with one board to write in', async () => {
    const { browser } = await setUp({ sample: '0' })
    const index = await browser.follow()
    expect(index.texts('section h2 a')).toEqual(['默认分类'])
    expect(index.texts('tr.board h3')).toEqual(['默认版块'])
    const board = index.attr('tr.board h3 a', 'href')!
    await browser.get(`${board}/threads/new`)
    const sent = await browser.submit(`form[action="${board}/threads"]`, {
      subject: '开张',
      body: '欢迎各位',
    })
    expect(sent.status).toBe(303)
  })

  it('fills a forum with the sample community, in which only the founder can sign in', async () => {
    const { browser, page } = await setUp({ sample: '1' })
    expect(page.status).toBe(303)
    const index = await browser.follow()
    expect(index.text('.brand')).toContain('北城街坊')
    expect(index.text('.account .me')).toContain('老站长')
    expect(index.count('tr.board')).toBeGreaterThan(5)
    const all = await members()
    expect(all.filter(({ groupId }) => groupId === 'founder')).toHaveLength(1)
    expect(all.length).toBeGreaterThan(20)
    await expect(forum.signIn('zj66')).rejects.toThrow('用户名或密码不对')
    const hashes = await forum.db.selectFrom('members').select('passwordHash').distinct().execute()
    expect(hashes.filter(({ passwordHash }) => passwordHash.startsWith('v2$'))).toHaveLength(1)
  }, 120_000)

  it('closes for good once it has been used', async () => {
    const { browser } = await setUp()
    expect(await needsSetUp(forum.db)).toBe(false)
    for (const visitor of [browser, forum.visitor()]) {
      const page = await visitor.get(link)
      expect([page.status, page.count(form)]).toEqual([404, 0])
      expect((await visitor.post(link, { ...founder, username: '第二个' })).status).toBe(404)
    }
    expect(await members()).toHaveLength(1)
  })

  it('lets people register afterwards', async () => {
    expect((await forum.visitor().get('/register')).count('form[action="/register"]')).toBe(0)
    await setUp()
    expect((await forum.visitor().get('/register')).count('form[action="/register"]')).toBe(1)
  })

  it('makes one founder of two set-ups at once', async () => {
    const names = ['甲站长', '乙站长', '丙站长']
    const browsers = names.map(() => forum.visitor())
    for (const browser of browsers) await browser.get(link)
    const pages = await Promise.all(
      browsers.map((browser, index) =>
        browser.submit(form, { ...founder, username: names[index], email: `${index}@example.com` }),
      ),
    )
    expect(pages.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 404, 404])
    const winner = names[pages.findIndex(({ status }) => status === 303)]
    expect(await members()).toEqual([{ username: winner, groupId: 'founder' }])
    const index = await forum.visitor().get('/')
    expect(index.texts('tr.board h3')).toEqual(['默认版块'])
  })

  it.each([
    ['an empty site name', { siteName: '' }, '#siteName-error'],
    ['an endless site name', { siteName: '北'.repeat(41) }, '#siteName-error'],
    ['an endless slogan', { siteTagline: '北'.repeat(81) }, '#siteTagline-error'],
    ['no name', { username: undefined }, '#username-error'],
    ['a name of digits', { username: '12345' }, '#username-error'],
    ['no e-mail', { email: 'nobody' }, '#email-error'],
    ['a short password', { password: '短' }, '#password-error'],
    ['a common password', { password: 'admin888' }, '#password-error'],
    [
      'the site name as password',
      { siteName: '北城街坊论坛大家庭', password: '北城街坊论坛大家庭' },
      '#password-error',
    ],
    ['a NUL in the site name', { siteName: '北\0城' }, '#siteName-error'],
    ['two site names', { siteName: ['北城', '南城'] }, '#siteName-error'],
  ])('comes back with what was typed for %s', async (_what, fields, error) => {
    const { browser, page } = await setUp({ sample: '1', ...fields })
    expect(page.status).toBe(422)
    expect(page.text(error)).not.toBe('')
    expect(page.$('[name=sample]:checked').val()).toBe('1')
    expect(page.html).not.toContain(founder.password)
    if (!('username' in fields)) expect(page.$('[name=username]').val()).toBe('老站长')
    expect(await members()).toEqual([])
    expect((await browser.submit(form, { ...founder, sample: '0' })).status).toBe(303)
  })

  it('takes no third kind of beginning', async () => {
    const { page } = await setUp({ sample: '2' })
    expect(page.status).toBe(422)
    expect(await members()).toEqual([])
  })

  it('lets the founder have a name that is reserved for staff', async () => {
    expect((await setUp({ username: '站长' })).page.status).toBe(303)
  })

  it('is refused without its form token, and comes back with one that works', async () => {
    const { browser, page } = await setUp({ _csrf: undefined })
    expect(page.status).toBe(403)
    expect(page.$('[name=siteName]').val()).toBe('北城街坊')
    expect(await members()).toEqual([])
    expect((await browser.submit(form, { password: founder.password })).status).toBe(303)
  })
})
