import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordStatements } from '../../src/db/statement-record.js'
import { endDeeds } from '../../src/forum/moderation/end-deeds.js'
import { loadSite } from '../../src/forum/site/load-site.js'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type Name, type World } from '../support/world.js'

const DAY = 86_400_000

let world: World
let path: string

beforeEach(async () => {
  world = await buildWorld()
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

type Sent = Record<string, string | undefined>

async function does(browser: Browser, deed: string, fields: Sent = {}): Promise<Page> {
  await browser.get(`${path}/moderation/${deed}`)
  return browser.submit('form.form', fields)
}

const as = (name: Name) => world.forum.signIn(name)
const guest = (address: string) => world.forum.visitor().get(address)
const row = () => `tr.thread[data-thread="${world.thread.breakfast}"]`

/** Each deed with its form filled in, and how a guest sees it: on the board's list, and in the log. */
const deeds: [deed: string, fields: Sent, seen: string, logged: string][] = [
  ['highlight', { color: 'red', days: '7' }, '', 'banzhu 加亮 红色（7 天）'],
  ['pin', { place: '1', days: '7' }, '置顶', 'banzhu 置顶 本版置顶（7 天）'],
  ['digest', { grade: '2' }, '精华 II', 'banzhu 精华 精华 II'],
  ['lock', {}, '', 'banzhu 锁定'],
]

describe.each(deeds)('%s', (deed, fields, seen, logged) => {
  it('has its form from the bar, shows at once, and stands in the log with its reason', async () => {
    const banzhu = await as('banzhu')
    const link = (await banzhu.get(path)).attr(
      `.moderation-tools a[href="${path}/moderation/${deed}"]`,
      'href',
    )
    await banzhu.get(link!)
    expect(banzhu.page.text('.panel-head small')).toMatch(/^现在：未/)
    expect(banzhu.page.count('button[name=cancel]')).toBe(0)
    const answer = await banzhu.submit('form.form', { ...fields, reason: '大家来看' })
    expect([answer.status, answer.location]).toEqual([303, path])
    expect((await banzhu.follow()).text('.flash')).toMatch(/成功$/)
    expect((await guest(`/boards/${world.board.chat}`)).text(`${row()} .mark`)).toBe(seen)
    expect((await guest(path)).text('.moderation-notice')).toContain('理由：大家来看')
    expect((await guest(`${path}/log`)).text('ol.log li')).toContain(logged)
  })

  it('tells the author, unless it is not wanted', async () => {
    const laowang = await as('laowang')
    const count = async () => (await laowang.get('/notices')).texts('main li').length
    const before = await count()
    await does(await as('banzhu'), deed, { ...fields, notify: undefined })
    expect(await count()).toBe(before)
    await does(await as('banzhu'), deed, { cancel: '1' })
    expect(await count()).toBe(before + 1)
  })

  it('is cancelled by its button, and the form says how it stands until then', async () => {
    const banzhu = await as('banzhu')
    await does(banzhu, deed, fields)
    const form = await banzhu.get(`${path}/moderation/${deed}`)
    expect(form.text('.panel-head small')).not.toMatch(/未/)
    expect(form.count('button[name=cancel]')).toBe(1)
    expect((await does(banzhu, deed, { cancel: '1', reason: '够了' })).status).toBe(303)
    expect((await guest(`/boards/${world.board.chat}`)).count(`${row()} .mark`)).toBe(0)
    const log = await guest(`${path}/log`)
    expect(log.count('ol.log li')).toBe(2)
    expect(log.text('ol.log li:first-child')).toMatch(/banzhu (取消|解除).*理由：够了/)
  })

  it('done a second time says so, and costs no write', async () => {
    const banzhu = await as('banzhu')
    await does(banzhu, deed, fields)
    await banzhu.get(`${path}/moderation/${deed}`)
    const writes: string[] = []
    const stop = recordStatements(({ text }) => {
      if (/^\s*(begin|insert|update|delete)/i.test(text) && !/session/.test(text)) writes.push(text)
    })
    const action = { ...fields, _csrf: banzhu.page.attr('form.form input[name=_csrf]', 'value') }
    await banzhu.post(`${path}/moderation/${deed}`, action).finally(stop)
    expect(writes).toEqual([])
    expect((await banzhu.follow()).text('.flash')).toBe('没有变化。')
    expect((await guest(`${path}/log`)).count('ol.log li')).toBe(1)
  })

  it('is for who moderates the board, and for nobody else', async () => {
    for (const name of ['laowang', 'xiaoming', 'yishi', 'jinyan'] as const) {
      const browser = await as(name)
      const _csrf = (await browser.get(path)).attr('input[name=_csrf]', 'value')
      expect(browser.page.count('.moderation-tools')).toBe(0)
      expect((await browser.get(`${path}/moderation/${deed}`)).status).toBe(403)
      expect((await browser.post(`${path}/moderation/${deed}`, { _csrf, ...fields })).status).toBe(403)
    }
    expect((await guest(`${path}/moderation/${deed}`)).status).toBe(401)
    expect((await guest(`${path}/log`)).count('ol.log li')).toBe(0)
    expect((await does(await as('zongban'), deed, fields)).status).toBe(303)
  })

  it('keeps what was chosen when the form is refused', async () => {
    const banzhu = await as('banzhu')
    const page = await does(banzhu, deed, { ...fields, reason: '字'.repeat(101), notify: undefined })
    expect(page.status).toBe(422)
    expect(page.attr('[name=reason]', 'value')).toBe('字'.repeat(101))
    expect(page.count('[name=notify][checked]')).toBe(0)
    for (const [name, value] of Object.entries(fields)) {
      const input = `[name=${name}]`
      expect(page.attr(`${input}[checked]`, 'value') ?? page.attr(input, 'value')).toBe(value)
    }
  })
})

it('A pin stands on top of its board, of its category, or of the whole site', async () => {
  const zongban = await as('zongban')
  const places = async () => {
    const { union, sub, category, tea } = world.board
    const lists = await Promise.all([union, sub, category, tea].map((id) => guest(`/boards/${id}`)))
    return lists.map((list) => list.count(row()))
  }
  const first = async () => (await guest(`/boards/${world.board.chat}`)).attr('tr.thread', 'data-thread')
  await world.start('haibian', world.board.chat, '更新的主题')
  expect(await first()).not.toBe(String(world.thread.breakfast))
  await does(zongban, 'pin', { place: '1' })
  expect(await first()).toBe(String(world.thread.breakfast))
  const ofBoard = await places()
  await does(zongban, 'pin', { place: '3' })
  const ofSite = await places()
  expect(ofSite[0]).toBe(1)
  expect(ofBoard[0]).toBe(0)
})

it('Who moderates own boards alone is offered their own board, and may pin nowhere else', async () => {
  const banzhu = await as('banzhu')
  const form = await banzhu.get(`${path}/moderation/pin`)
  expect(form.$('[name=place]').toArray()).toHaveLength(1)
  for (const place of ['2', '3']) {
    const page = await does(banzhu, 'pin', { place, reason: '我的理由' })
    expect([page.status, page.attr('[name=reason]', 'value')]).toEqual([403, '我的理由'])
  }
  expect((await guest(`${path}/log`)).count('ol.log li')).toBe(0)
  expect((await does(banzhu, 'pin', { place: '1' })).status).toBe(303)
  const zongban = await as('zongban')
  expect((await zongban.get(`${path}/moderation/pin`)).$('[name=place]').toArray()).toHaveLength(3)
})

it('Who may not pin on the whole site may not take such a pin away', async () => {
  const banzhu = await as('banzhu')
  const hrefs = async () => {
    const page = await banzhu.get(path)
    return page
      .$('.moderation-tools a')
      .toArray()
      .map((link) => page.$(link).attr('href')!.split('/').at(-1))
  }
  expect(await hrefs()).toEqual(['highlight', 'pin', 'digest', 'lock'])
  await does(banzhu, 'pin', { place: '1' })
  const _csrf = (await banzhu.get(`${path}/moderation/pin`)).attr('form.form input[name=_csrf]', 'value')
  await does(await as('zongban'), 'pin', { place: '3' })
  expect(await hrefs()).toEqual(['highlight', 'digest', 'lock'])
  expect((await banzhu.get(`${path}/moderation/pin`)).status).toBe(403)
  for (const fields of [{ cancel: '1' }, { place: '1' }])
    expect((await banzhu.post(`${path}/moderation/pin`, { _csrf, ...fields })).status).toBe(403)
  expect((await guest(`/boards/${world.board.union}`)).count(row())).toBe(1)
})

it.each([
  ['pin', { place: '4' }],
  ['pin', { place: '0' }],
  ['pin', { place: '1', days: '0' }],
  ['pin', { place: '1', days: '3651' }],
  ['pin', { place: '1', days: 'x' }],
  ['digest', { grade: '3' }],
  ['digest', { grade: 'I' }],
] as const)('A form of %s with %j is refused', async (deed, fields) => {
  const zongban = await as('zongban')
  const page = await does(zongban, deed, fields)
  expect(page.status).toBe(422)
  expect(page.count('[role=alert]')).toBe(1)
  expect((await guest(`${path}/log`)).count('ol.log li')).toBe(0)
})

it('After its days a pin is taken off the list, and a highlight’s columns are plain again', async () => {
  const { db } = world.forum
  const zongban = await as('zongban')
  await does(zongban, 'pin', { place: '3', days: '2' })
  await does(zongban, 'highlight', { color: 'red', days: '1' })
  const columns = async () =>
    db
      .selectFrom('threads')
      .select(['pin', 'pinUntil', 'highlightColor', 'highlightUntil'])
      .where('id', '=', world.thread.breakfast)
      .executeTakeFirstOrThrow()
  const end = async () => endDeeds(db, await loadSite(db), world.forum.now)
  const elsewhere = async () => (await guest(`/boards/${world.board.union}`)).count(row())
  world.forum.wait(2 * DAY - 1)
  expect(await end()).toBe(1)
  expect(await columns()).toMatchObject({ pin: 3, highlightColor: '', highlightUntil: null })
  expect(await elsewhere()).toBe(1)
  world.forum.wait(1)
  expect((await zongban.get(`${path}/moderation/pin`)).text('.panel-head small')).toBe('现在：未置顶')
  expect(await end()).toBe(1)
  expect(await columns()).toMatchObject({ pin: 0, pinUntil: null })
  expect(await elsewhere()).toBe(0)
  expect(await end()).toBe(0)
  // Nobody did it.
  expect((await guest(`${path}/log`)).count('ol.log li')).toBe(2)
})

it('A locked thread takes no reply but from the board’s moderators, until it is unlocked', async () => {
  const banzhu = await as('banzhu')
  const laowang = await as('laowang')
  await laowang.get(`${path}/reply`)
  await does(banzhu, 'lock')
  const refused = await laowang.submit('form.form', { body: '还想说一句' })
  expect([refused.status, refused.text('textarea')]).toEqual([409, '还想说一句'])
  expect((await banzhu.get(`${path}/reply`)).status).toBe(200)
  expect((await banzhu.get(path)).texts('.moderation-tools a')).toContain('解除锁定')
  await does(banzhu, 'lock', { cancel: '1' })
  expect((await laowang.get(`${path}/reply`)).status).toBe(200)
})

it('精华 gives its author ten 威望 and one 精华 once, whatever its grade, and takes them again with it', async () => {
  const banzhu = await as('banzhu')
  const panel = async () => {
    const page = await guest(path)
    const lines = page.texts('.post.first .member-panel div')
    return ['精华', '威望'].map((name) =>
      Number(lines.find((line) => line.startsWith(name))?.match(/-?\d+/)?.[0]),
    )
  }
  const [digests, prestige] = (await panel()) as [number, number]
  await does(banzhu, 'digest', { grade: '1' })
  expect(await panel()).toEqual([digests + 1, prestige + 10])
  await does(banzhu, 'digest', { grade: '2' })
  expect(await panel()).toEqual([digests + 1, prestige + 10])
  await does(banzhu, 'digest', { cancel: '1' })
  expect(await panel()).toEqual([digests, prestige])
})
