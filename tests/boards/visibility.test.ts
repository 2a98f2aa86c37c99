import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addBoard } from '../../src/forum/boards/change-boards.js'
import { siteChanged } from '../../src/forum/shown.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type Name, type World } from '../support/world.js'

/** Words that stand only in the boards that are not for everybody. */
const secrets = {
  tea: /会员茶馆|茶馆里|茶子版/,
  council: /版主议事厅|议事厅里|机密|密室/,
}

let world: World
let boards: Record<'tea' | 'council', number[]>
let threads: Record<'tea' | 'council', number[]>
let posts: Record<'tea' | 'council', number[]>
const browsers = new Map<Name | 'guest', Browser>()

// Below each of the two boards stands one that has no door of its own.
beforeAll(async () => {
  world = await buildWorld()
  const { forum, board, thread } = world
  const open = { description: '', access: 'open' as const, allowedGroups: [], moderatorIds: [] }
  const teaBelow = await addBoard(forum.db, { ...open, parentId: board.tea, name: '茶子版' })
  const councilBelow = await addBoard(forum.db, { ...open, parentId: board.council, name: '密室' })
  boards = { tea: [board.tea, teaBelow], council: [board.council, councilBelow] }
  // laowang writes in both, so that their own page and notices have something to hide.
  const below = {
    tea: await world.start('laowang', teaBelow, '茶子版的主题', '茶子版的正文'),
    council: await world.start('laowang', councilBelow, '密室的主题', '密室的正文'),
  }
  threads = { tea: [thread.tea, below.tea], council: [thread.council, below.council] }
  posts = {
    tea: [
      await world.reply('laowang', thread.tea, '茶馆里的回复'),
      await world.reply('xiaoming', below.tea, '茶子版的回复'),
    ],
    council: [
      await world.reply('laowang', thread.council, '机密的回复'),
      await world.reply('yishi', below.council, '密室的回复'),
    ],
  }
  for (const name of ['laowang', 'banzhu', 'zongban', 'zhanzhang', 'yishi'] as const)
    browsers.set(name, await forum.signIn(name))
  browsers.set('guest', forum.visitor())
})
afterAll(async () => world.forum.close())

/** Who may read what; banzhu is a moderator of another board, whose group the council names. */
const readers: [Name | 'guest', { tea: boolean; council: boolean }][] = [
  ['guest', { tea: false, council: false }],
  ['laowang', { tea: true, council: false }],
  ['yishi', { tea: true, council: true }],
  ['banzhu', { tea: true, council: true }],
  ['zongban', { tea: true, council: true }],
  ['zhanzhang', { tea: true, council: true }],
]

describe.each(readers)('%s', (name, may) => {
  describe.each(['tea', 'council'] as const)('and the %s boards', (place) => {
    const status = may[place] ? 200 : 404

    it('finds them by address, or not', async () => {
      const browser = browsers.get(name)!
      for (const id of boards[place]) expect((await browser.get(`/boards/${id}`)).status).toBe(status)
    })

    it('finds threads, their logs, floors, neighbours and posts, or not', async () => {
      const browser = browsers.get(name)!
      for (const id of threads[place]) {
        for (const rest of ['', '?order=desc', `?author=${world.member.laowang}`, '/log'])
          expect((await browser.get(`/threads/${id}${rest}`)).status).toBe(status)
        for (const rest of ['?floor=0', '?floor=last', '/previous', '/next'])
          expect((await browser.get(`/threads/${id}${rest}`)).status).toBe(may[place] ? 303 : 404)
      }
      for (const id of posts[place])
        expect((await browser.get(`/posts/${id}`)).status).toBe(may[place] ? 303 : 404)
    })

    it.each([
      ['the index', () => '/', true, true],
      ['the category', () => `/boards/${world.board.category}`, true, true],
      ['the page of a member who writes there', () => `/members/${world.member.laowang}`, true, true],
      ['the page of a moderator', () => `/members/${world.member.yishi}`, false, true],
      ['an open board', () => `/boards/${world.board.chat}`, false, false],
      ['an open thread', () => `/threads/${world.thread.breakfast}`, false, false],
    ])('%s tells what they may read and nothing else', async (_where, address, tellsTea, tellsCouncil) => {
      const page = await browsers.get(name)!.get(address())
      expect(page.status).toBe(200)
      const tells = place === 'tea' ? tellsTea : tellsCouncil
      expect(secrets[place].test(page.html)).toBe(may[place] && tells)
    })

    it('what is not for them looks just like what is not there', async () => {
      if (may[place]) return
      const browser = browsers.get(name)!
      const words = async (address: string) => (await browser.get(address)).text('main')
      expect(await words(`/boards/${boards[place][0]}`)).toBe(await words('/boards/999'))
      expect(await words(`/threads/${threads[place][0]}`)).toBe(await words('/threads/999'))
      expect(await words(`/posts/${posts[place][0]}`)).toBe(await words('/posts/999'))
    })
  })
})

it('A moderator of a hidden board reads it whatever their group', async () => {
  const { db } = world.forum
  const set = (groups: string) =>
    db.updateTable('boards').set({ allowedGroups: groups }).where('id', '=', world.board.council).execute()
  await set('')
  await siteChanged(db)
  const status = async (name: Name) =>
    (await browsers.get(name)!.get(`/boards/${world.board.council}`)).status
  expect(await status('yishi')).toBe(200)
  expect(await status('banzhu')).toBe(404)
  expect(await status('zongban')).toBe(404)
  expect(await status('zhanzhang')).toBe(200)
  await set('super-moderator moderator')
  await siteChanged(db)
  expect(await status('zongban')).toBe(200)
})
