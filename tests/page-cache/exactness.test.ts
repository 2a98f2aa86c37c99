import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { routes } from '../../src/routes.js'
import type { Browser, Page } from '../support/browser.js'
import { START } from '../support/forum.js'
import type { Name } from '../support/world.js'
import { seenDeeds, unseenDeeds } from './deeds-seen.js'
import { sendForm, type Scene } from './seen-deed.js'
import {
  exactPart,
  goodPages,
  lookAnew,
  lookAt,
  madeAnew,
  sharedAddresses,
  type Pages,
} from './shared-pages.js'
import { openTwoProcesses, processNames, type ProcessName, type TwoProcesses } from './two-processes.js'

const HOUR = 3_600_000

let both: TwoProcesses
let joke: number
let pinned: number
let addresses: string[]

beforeEach(async () => {
  both = await openTwoProcesses()
  const { forum, board, start } = both.world
  // One reply more, and the thread has a second page.
  await forum.set('postsPerPage', '3')
  forum.now = START - HOUR
  joke = await start('haibian', board.sub, '子版里的笑话')
  pinned = await start('zongban', board.union, '全站置顶的通知')
  await forum.db.updateTable('threads').set({ pin: 3 }).where('id', '=', pinned).execute()
  await forum.noticeChanges()
  forum.now = START
  addresses = await sharedAddresses(forum.db)
})
afterEach(() => both.close())

async function browserOf(name: Name | null, door: ProcessName): Promise<Browser> {
  const browser = both.processes[door].visitor()
  if (name !== null)
    await sendForm(browser, '/login', { username: name, password: 'louzhu-demo' }, 'form[action="/login"]')
  return browser
}

/** All pages that visitors share, kept in the memory of a process. */
async function warm(name: ProcessName): Promise<Pages> {
  const { pages } = both.processes[name]
  const seen = await lookAt(both.processes[name].visitor(), addresses)
  expect(goodPages(seen).length).toBeGreaterThan(30)
  expect(pages.held.pages).toBe(goodPages(seen).length)
  // Once found true, a page is true until something is committed.
  await lookAt(both.processes[name].visitor(), goodPages(seen))
  return seen
}

const ofThread = () =>
  addresses.filter((address) => new RegExp(`^/threads/${both.world.thread.breakfast}(\\?|$)`).test(address))

/** What all readers see alike of each floor. */
function floorsOf(page: Page): string[] {
  return page.texts('.post-gap, .post .name a, .post .honor, .floor header, .floor-body, .signature')
}

// How a process finds out does not depend on the deed: every other one is done at either door.
const doors = Object.keys(seenDeeds).map((name, index) => [name, processNames[index % 2]!] as const)

it.each(doors)('%s stands at once on all pages, in a process that %s and in another', async (name, door) => {
  const deed = seenDeeds[name]!
  const browser = await browserOf(deed.by, door)
  const scene: Scene = { world: both.world, joke, pinned, db: both.processes[door].db, browser }
  const look = (pages: Pages) => deed.look((address) => pages.get(address)!, scene, pages)
  await deed.before?.(scene)
  for (const process of processNames)
    expect(look(await warm(process)), `before, ${process}`).toEqual(deed.was)
  const readers = await Promise.all(processNames.map((process) => browserOf('jinyan', process)))
  for (const reader of readers) await lookAt(reader, ofThread())
  await deed.run(scene)
  const anew = await lookAnew(both.processes[door].visitor(), addresses)
  for (const process of processNames) {
    const kept = await lookAt(both.processes[process].visitor(), addresses)
    expect(look(kept), process).toEqual(deed.is)
    // Whatever else the deed may have changed.
    for (const [address, page] of anew)
      expect(exactPart(kept.get(address)!), `${address}, ${process}`).toBe(exactPart(page))
  }
  // Members, whose pages are not kept, share the floors.
  for (const reader of readers)
    for (const [address, page] of await lookAt(
      reader,
      goodPages(anew).filter((each) => ofThread().includes(each)),
    ))
      expect(floorsOf(page), `${address}, a member`).toEqual(floorsOf(anew.get(address)!))
})

describe('What no visitor sees', () => {
  const doings: Record<string, (browser: Browser) => Promise<void>> = {
    'post /login': async () => void (await browserOf('haibian', 'asks by a query')),
    'post /logout': (browser) => sendForm(browser, '/', {}, 'form[action="/logout"]'),
    'post /mark-read': (browser) => sendForm(browser, '/', {}, 'form[action="/mark-read"]'),
    'post /notices/read': (browser) => sendForm(browser, '/notices', {}, 'form[action="/notices/read"]'),
    'post /first-steps/dismiss': async () => {
      const founder = await browserOf('zhanzhang', 'asks by a query')
      const _csrf = (await founder.get('/')).attr('input[name=_csrf]', 'value')
      expect((await founder.post('/first-steps/dismiss', { _csrf })).status).toBe(303)
    },
    'post /drafts/discard': async (browser) => {
      const _csrf = (await browser.get('/')).attr('input[name=_csrf]', 'value')
      expect((await browser.post('/drafts/discard', { _csrf, path: '/account' })).status).toBe(303)
    },
    'post /account/password': (browser) =>
      sendForm(browser, '/account/password', {
        currentPassword: 'louzhu-demo',
        password: '换一句更好记的话',
        passwordAgain: '换一句更好记的话',
      }),
    'post /account/sessions': async (browser) => {
      await browserOf('laowang', 'asks by a query')
      await sendForm(browser, '/account/sessions', {}, 'form:has([value="others"])')
    },
  }

  it.each(Object.keys(doings))('%s leaves every page in memory', async (line) => {
    const browser = await browserOf('laowang', 'asks by a query')
    const good = goodPages(await warm('asks by a query'))
    const visitor = both.world.forum.visitor()
    await doings[line]!(browser)
    expect(await madeAnew(visitor, good)).toEqual([])
    // A deed that is seen makes them anew.
    await both.world.forum.set('siteName', '北城街坊')
    expect(await madeAnew(visitor, good)).toEqual(good)
  })

  it('is every deed of the site map but those that are shown above', () => {
    const deeds = routes
      .filter((route) => route.method !== 'get')
      .map(({ method, path }) => `${method} ${path}`)
    const seen = Object.values(seenDeeds).map((deed) => deed.line)
    expect(deeds.filter((line) => !seen.includes(line) && !(line in unseenDeeds))).toEqual([])
    expect(seen.filter((line) => !line.startsWith('louzhu ') && !deeds.includes(line))).toEqual([])
    expect(Object.keys(unseenDeeds).filter((line) => !deeds.includes(line) || seen.includes(line))).toEqual(
      [],
    )
    expect(Object.keys(doings).toSorted()).toEqual(
      Object.keys(unseenDeeds)
        .filter((line) => line !== 'post /setup')
        .toSorted(),
    )
  })
})
