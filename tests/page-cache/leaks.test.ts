import { afterEach, beforeEach, expect, it } from 'vitest'
import { addBoard, changeBoard } from '../../src/forum/boards/change-boards.js'
import type { BoardAccess } from '../../src/forum/boards/board.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'
import { sendForm } from './seen-deed.js'
import { goodPages, lookAt, sharedAddresses } from './shared-pages.js'
import { slowForms } from './slow-form.js'

/** Words that stand only in the boards that are not for everybody, or in what was written there. */
const secrets = /会员茶馆|茶馆里|茶子版|版主议事厅|议事厅里|机密|密室/

let world: World
let addresses: string[]

// Below each of the two boards stands one without a door of its own; laowang writes in all of them.
beforeEach(async () => {
  world = await buildWorld()
  const { forum, board, thread } = world
  const open = { description: '', access: 'open' as const, allowedGroups: [], moderatorIds: [] }
  const teaBelow = await addBoard(forum.db, { ...open, parentId: board.tea, name: '茶子版' })
  const councilBelow = await addBoard(forum.db, { ...open, parentId: board.council, name: '密室' })
  const inTea = await world.start('laowang', teaBelow, '茶子版的主题')
  const inCouncil = await world.start('laowang', councilBelow, '密室的主题')
  await world.reply('laowang', thread.council, '机密的回复')
  // Pinned on every board, for those who may read them.
  await forum.db.updateTable('threads').set({ pin: 3 }).where('id', 'in', [inTea, inCouncil]).execute()
  await forum.noticeChanges()
  addresses = await sharedAddresses(forum.db)
})
afterEach(() => world.forum.close())

const pathsOfChat = () => {
  const { board, thread, member } = world
  return [
    `/boards/${board.chat}`,
    `/boards/${board.chat}?sort=new`,
    `/boards/${board.sub}`,
    `/threads/${thread.breakfast}`,
    `/threads/${thread.breakfast}?order=desc`,
    `/threads/${thread.breakfast}?author=${member.xiaoming}`,
    `/threads/${thread.breakfast}/log`,
  ]
}

async function setAccess(access: BoardAccess): Promise<void> {
  const form = { name: '茶余饭后', description: '什么都能聊', allowedGroups: [], moderatorIds: [] }
  await changeBoard(world.forum.db, world.board.chat, { ...form, parentId: world.board.category, access })
}

it.each(['yishi', 'zhanzhang', 'xiaoming'] as const)(
  'Nothing that %s has read gets onto the pages of visitors',
  async (name) => {
    const { forum } = world
    const browser = await forum.signIn(name)
    const own = await lookAt(browser, addresses)
    expect(goodPages(own).filter((address) => secrets.test(own.get(address)!.html)).length).toBeGreaterThan(
      10,
    )
    expect(forum.pages.held.pages).toBe(0)
    for (const time of ['first', 'from memory']) {
      const seen = await lookAt(forum.visitor(), addresses)
      expect(goodPages(seen).length).toBeGreaterThan(20)
      expect(goodPages(seen).length).toBeLessThan(goodPages(own).length)
      for (const [address, page] of seen) {
        expect(secrets.test(page.html), `${address}, ${time}`).toBe(false)
        expect(page.count('.account .me'), address).toBe(0)
      }
    }
  },
)

it('What a visitor has read is not what members are shown', async () => {
  const { forum, thread, board } = world
  const warm = await lookAt(forum.visitor(), addresses)
  expect(forum.pages.held.pages).toBe(goodPages(warm).length)
  for (const name of ['laowang', 'yishi', 'zhanzhang'] as const) {
    const browser = await forum.signIn(name)
    for (const address of goodPages(warm)) {
      const page = await browser.get(address)
      expect(page.text('.account .me'), address).toContain(name)
      expect(page.attr('form[action="/logout"] input[name=_csrf]', 'value'), address).toMatch(/^[\w-]{20,}$/)
      expect(page.headers.get('etag'), address).toBeNull()
    }
    expect((await browser.get(`/threads/${thread.breakfast}`)).count('#reply form textarea')).toBe(1)
    expect((await browser.get(`/boards/${board.chat}`)).count('form[action^="/mark-read"]')).toBeGreaterThan(
      0,
    )
  }
  // And visitors are still visitors.
  for (const [address, page] of await lookAt(forum.visitor(), goodPages(warm)))
    expect(page.count('.account .me, form[action="/logout"]'), address).toBe(0)
})

it('Who signs out is a visitor again, with the page of visitors', async () => {
  const { forum } = world
  const path = `/threads/${world.thread.breakfast}`
  const laowang = await forum.signIn('laowang')
  expect((await laowang.get(path)).text('.account .me')).toContain('laowang')
  await laowang.submit('form[action="/logout"]')
  expect((await laowang.get(path)).count('.account .me')).toBe(0)
  expect((await laowang.get('/')).count('.account .me')).toBe(0)
})

it.each(['sid =', 'sid\t=', ' sid=', ';sid='])(
  'A cookie written as %j gets nothing of a member onto a page',
  async (name) => {
    const { forum } = world
    const path = `/threads/${world.thread.breakfast}`
    const laowang = await forum.signIn('laowang')
    await sendForm(laowang, '/account', { honor: '常客' }, 'form[action="/account"]')
    // A word is waiting to be shown to laowang.
    const cookie = `${name}${laowang.cookies.get('sid')!}`
    for (let time = 0; time < 2; time++) {
      await forum.visitor().get(path, { cookie })
      const page = await forum.visitor().get(path)
      expect(page.headers.get('etag')).toMatch(/^"/)
      expect(page.count('.flash, .account .me')).toBe(0)
    }
    await sendForm(laowang, '/account', { honor: '老常客' }, 'form[action="/account"]')
    expect((await laowang.get(path)).count('.flash')).toBe(1)
  },
)

it.each(['members', 'hidden'] as const)(
  'A board for %s is gone at once from the memory of visitors',
  async (access) => {
    const { forum } = world
    const visitor = forum.visitor()
    const statuses = async () =>
      [...(await lookAt(visitor, pathsOfChat())).values()].map((page) => page.status)
    expect(await statuses()).toEqual(Array(7).fill(200))
    await setAccess(access)
    expect(await statuses()).toEqual(Array(7).fill(404))
    for (const [address, page] of await lookAt(visitor, addresses))
      expect(page.html, address).not.toMatch(/茶余饭后|老城墙根|沙发是我的/)
    await setAccess('open')
    expect(await statuses()).toEqual(Array(7).fill(200))
  },
)

it('It is gone at once while the forum is under load as well', async () => {
  const { forum } = world
  const visitor = forum.visitor()
  const slow = await slowForms(forum.origin, 12)
  try {
    const shown = [...pathsOfChat(), '/', '/latest', `/boards/${world.board.category}`]
    for (const page of (await lookAt(visitor, shown)).values()) expect(page.html).toContain('茶余饭后')
    await setAccess('members')
    const still = [...(await lookAt(visitor, shown))].filter(([, page]) => page.html.includes('茶余饭后'))
    expect(still.map(([address]) => address)).toEqual([])
  } finally {
    for (const each of slow) each.destroy()
  }
})

it('Each member has their own page while all read the same thread', async () => {
  const { forum } = world
  const path = `/threads/${world.thread.breakfast}`
  const people = ['laowang', 'xiaoming', 'haibian', 'yishi', 'guanliyuan'] as const
  const browsers: [string, Browser][] = []
  for (const name of people) browsers.push([name, await forum.signIn(name)])
  for (let time = 0; time < 3; time++) {
    const pages = await Promise.all(
      browsers.map(async ([name, browser]) => [name, await browser.get(path)] as const),
    )
    for (const [name, page] of pages) expect(page.text('.account .me')).toContain(name)
    expect((await forum.visitor().get(path)).count('.account .me')).toBe(0)
  }
})
