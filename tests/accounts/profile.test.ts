import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const form = 'form[action="/account"]'

let world: World
let browser: Browser
beforeEach(async () => {
  world = await buildWorld()
  browser = await world.forum.signIn('xiaoming')
})
afterEach(async () => world.forum.close())

async function save(fields: Record<string, string>): Promise<Page> {
  await browser.get('/account')
  return browser.submit(form, fields)
}

const profile = () => world.forum.visitor().get(`/members/${world.member.xiaoming}`)

it('The honour line and the signature stand on the profile and beside the posts', async () => {
  const saved = await save({ honor: '城墙根<常客>', signature: '[b]早起[/b]的鸟儿' })
  expect([saved.status, saved.location]).toEqual([303, '/account'])
  const again = await browser.follow()
  expect(again.text('.flash')).toBe('资料已保存。')
  expect(again.$('[name=signature]').val()).toBe('[b]早起[/b]的鸟儿')
  const page = await profile()
  expect(page.text('.honor')).toBe('城墙根<常客>')
  expect(page.$('.profile .signature').html()).toContain('<b>早起</b>的鸟儿')
  const thread = await world.forum.visitor().get(`/threads/${world.thread.breakfast}`)
  expect(thread.text('[data-floor="1"] .signature')).toBe('早起的鸟儿')
  expect(thread.text('[data-floor="1"]')).toContain('城墙根<常客>')
  expect(thread.count('[data-floor="2"] .signature')).toBe(0)
})

it('A signature is taken away by emptying it', async () => {
  await save({ signature: '早起的鸟儿' })
  expect((await profile()).count('.signature')).toBe(1)
  await save({ signature: ' ' })
  expect((await profile()).count('.signature')).toBe(0)
})

it.each(['\u3164', '[b] [/b]', '\u200B\n'])(
  'A signature in which nothing can be seen is none: %j',
  async (signature) => {
    await save({ signature: '早起的鸟儿' })
    expect((await profile()).count('.signature')).toBe(1)
    await save({ signature })
    expect((await profile()).count('.signature')).toBe(0)
  },
)

it('A preview shows the signature and saves nothing', async () => {
  const page = await save({ honor: '常客', signature: '[i]斜着[/i]写', preview: '1' })
  expect(page.status).toBe(200)
  expect(page.$('.preview .bbcode').html()).toContain('<i>斜着</i>写')
  expect(page.$('[name=signature]').val()).toBe('[i]斜着[/i]写')
  expect(page.$('[name=honor]').val()).toBe('常客')
  expect((await profile()).count('.signature')).toBe(0)
  await browser.submit(form)
  expect((await profile()).count('.signature')).toBe(1)
})

it('A preview is made of nothing but its markup', async () => {
  const signature = '<script>[url=data:,]x[/url]'
  const page = await save({ signature, preview: '1' })
  expect(page.text('.preview .bbcode')).toContain('<script>')
  expect(page.count('.preview script, .preview [href^=data]')).toBe(0)
})

it('A newcomer may sign with 30 characters; a longer one comes back', async () => {
  expect((await save({ signature: '𠮷'.repeat(30) })).status).toBe(303)
  const page = await save({ signature: '𠮷'.repeat(31), honor: '常客' })
  expect(page.status).toBe(422)
  expect(page.text('#signature-error')).toContain('签名最多 30 个字')
  expect(page.$('[name=signature]').val()).toBe('𠮷'.repeat(31))
  expect(page.$('[name=honor]').val()).toBe('常客')
  expect((await profile()).text('.signature')).toBe('𠮷'.repeat(30))
})

it('A higher level and a staff group may sign with more', async () => {
  const members = world.forum.db.updateTable('members')
  await members.set({ postCount: 300 }).where('id', '=', world.member.xiaoming).execute()
  expect((await save({ signature: '字'.repeat(100) })).status).toBe(303)
  expect((await save({ signature: '字'.repeat(101) })).status).toBe(422)
  browser = await world.forum.signIn('zongban')
  expect((await save({ signature: '字'.repeat(200) })).status).toBe(303)
  expect((await save({ signature: '字'.repeat(201) })).status).toBe(422)
})

it('An honour line has at most 20 characters on one line', async () => {
  expect((await save({ honor: '字'.repeat(20) })).status).toBe(303)
  const page = await save({ honor: '字'.repeat(21), signature: '留住' })
  expect([page.status, page.text('#honor-error')]).toEqual([422, '最多 20 个字，现在是 21 个。'])
  expect(page.$('[name=signature]').val()).toBe('留住')
  await save({ honor: '  前后\n空白  ' })
  expect((await profile()).text('.honor')).toBe('前后 空白')
})

it.each([
  ['a NUL', 'signature=a%00b'],
  ['a list', 'signature=a&signature=b'],
  ['a list as honour line', 'honor=a&honor=b'],
])('%s in place of text is refused with 422', async (_what, body) => {
  const csrf = (await browser.get('/account')).attr(`${form} [name=_csrf]`, 'value')!
  expect((await browser.send('/account', `_csrf=${csrf}&signature=ok`)).status).toBe(303)
  const page = await browser.send('/account', `_csrf=${csrf}&${body}`)
  expect(page.status).toBe(422)
  expect((await profile()).text('.signature')).toBe('ok')
})

it('Other fields of a member can not be sent along', async () => {
  await save({ honor: '常客', groupId: 'founder', username: 'zhanzhang2', id: '1', postCount: '9999' })
  const page = await profile()
  expect(page.text('.honor')).toBe('常客')
  expect(page.text('h1')).toContain('xiaoming')
  expect((await browser.get('/admin/boards')).status).toBe(403)
})

const versions = async () => {
  const rows = await world.forum.db.selectFrom('versions').selectAll().execute()
  return new Map(rows.map(({ name, version }) => [name, version]))
}

it('A profile that stays as it is changes nothing on pages, and says so', async () => {
  await save({ honor: '常客', signature: '早起的鸟儿' })
  const before = await versions()
  for (let time = 0; time < 30; time++) expect((await save({})).status).toBe(303)
  expect((await browser.follow()).text('.flash')).toBe('没有变化。')
  expect(await versions()).toEqual(before)
})

it('A changed profile has only those pages made anew that show it', async () => {
  const before = await versions()
  await save({ honor: '常客' })
  const after = await versions()
  const raised = [...after.keys()].filter((name) => after.get(name) !== before.get(name))
  const { member, thread } = world
  const own = [`member:${member.xiaoming}`, `thread:${thread.breakfast}`, `thread:${thread.tea}`]
  expect(raised.sort()).toEqual(own.sort())
})

it('A profile is changed only so often within an hour', async () => {
  for (let time = 0; time < 20; time++) expect((await save({ honor: `常客${time}` })).status).toBe(303)
  const page = await save({ honor: '还想再改' })
  expect([page.status, Number(page.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect(page.attr('[name=honor]', 'value')).toBe('还想再改')
  expect((await profile()).text('.honor')).toBe('常客19')
})
