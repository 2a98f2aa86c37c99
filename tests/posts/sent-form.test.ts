import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser
let own: number
beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
})
afterEach(async () => world.forum.close())

const path = () => `/threads/${world.thread.breakfast}`
const idIn = (page: Page) =>
  page.attr('form[data-draft] [name=formId], form[data-draft] [name=_draft]', 'value')
const named = (page: Page) => page.attr('html', 'data-sent')

it('A page says whose it is, so that drafts are shown to nobody else', async () => {
  expect((await laowang.get(path())).attr('html', 'data-member')).toBe(String(world.member.laowang))
  expect((await world.forum.visitor().get(path())).attr('html', 'data-member')).toBe('0')
})

/** What is sent, by whom, from which page, with which fields. */
type Way = [what: string, name: string, at: () => string, fields: Record<string, string>]

describe('A form that went through', () => {
  it('is named once, by the page it leads to', async () => {
    const id = idIn(await laowang.get(`${path()}/reply`))
    expect((await laowang.submit('form[data-draft]', { body: '发出去了' })).status).toBe(303)
    expect(named(await laowang.follow())).toBe(id)
    expect(named(await laowang.get('/'))).toBeUndefined()
  })

  it('is named together with others that were sent meanwhile', async () => {
    const forms = [await laowang.get(`${path()}/reply`), await laowang.get(`${path()}/reply`)]
    for (const [index, form] of forms.entries()) {
      world.forum.wait(60_000)
      laowang.page = form
      expect((await laowang.submit('form[data-draft]', { body: `第${index}回` })).status).toBe(303)
    }
    const ids = named(await laowang.get('/'))!.split('.')
    expect(ids.sort()).toEqual(forms.map(idIn).sort())
  })

  it.each([
    ['an edit', 'laowang', (): string => `/posts/${own}/edit`, { body: '改过的回复' }],
    ['a profile', 'laowang', () => '/account', { honor: '早起的人' }],
    ['a highlight', 'banzhu', (): string => `${path()}/moderation/highlight`, { color: 'red' }],
    ['a board', 'guanliyuan', () => '/admin/boards/new', { name: '新分类' }],
    [
      'a thread',
      'laowang',
      (): string => `/boards/${world.board.chat}/threads/new`,
      { subject: '标题', body: '正文' },
    ],
  ] satisfies Way[])('is named when it is %s', async (_what, name, at, fields) => {
    own = await world.reply('laowang', world.thread.breakfast, '我的回复')
    world.forum.wait(60_000)
    const browser = await world.forum.signIn(name)
    const id = idIn(await browser.get(at()))
    expect(id).toMatch(/^[\w-]{16,64}$/)
    expect((await browser.submit('form[data-draft]', fields)).status).toBe(303)
    expect(named(await browser.follow())).toBe(id)
  })

  it('is not named before: neither by a refusal, nor by a preview, nor by the sign-in it waits for', async () => {
    const id = idIn(await laowang.get(`${path()}/reply`))
    const refused = await laowang.submit('form[data-draft]', { body: '' })
    expect([refused.status, idIn(refused), named(refused)]).toEqual([422, id, undefined])
    const preview = await laowang.submit('form[data-draft]', { body: '先看看', preview: '1' })
    expect([preview.status, idIn(preview), named(preview)]).toEqual([200, id, undefined])

    world.forum.wait(15 * 86_400_000)
    expect((await laowang.submit('form[data-draft]', { body: '先看看' })).status).toBe(401)
    await laowang.submit('form[action="/login"]', { username: 'laowang', password: 'louzhu-demo' })
    const again = await laowang.follow()
    expect([idIn(again), named(again)]).toEqual([id, undefined])
  })

  it('without a one-time id keeps the name of its draft when it is shown again', async () => {
    const id = idIn(await laowang.get('/account'))
    const refused = await laowang.submit('form[data-draft]', { honor: '长'.repeat(200) })
    expect([refused.status, idIn(refused)]).toEqual([422, id])
  })
})
