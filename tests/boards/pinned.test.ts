import { afterEach, beforeEach, expect, it } from 'vitest'
import { addBoard } from '../../src/forum/boards/change-boards.js'
import { buildWorld, type World } from '../support/world.js'

const HOUR = 3_600_000
const subjects = 'tr.thread a.subject'

let world: World
/** a board in another category */
let elsewhere: number

beforeEach(async () => {
  world = await buildWorld()
  const open = { description: '', access: 'open' as const, allowedGroups: [], moderatorIds: [] }
  const category = await addBoard(world.forum.db, { ...open, parentId: null, name: '另一个分类' })
  elsewhere = await addBoard(world.forum.db, { ...open, parentId: category, name: '远处' })
})
afterEach(async () => world.forum.close())

async function pinned(boardId: number, subject: string, pin: number): Promise<number> {
  const id = await world.start('haibian', boardId, subject)
  await world.forum.db.updateTable('threads').set({ pin }).where('id', '=', id).execute()
  return id
}

const board = (id: number, query = '') => world.forum.visitor().get(`/boards/${id}${query}`)

it('Pins of the site stand before those of the category and of the board, then the others', async () => {
  await pinned(world.board.chat, '本版置顶', 1)
  await pinned(world.board.union, '分类里的置顶', 2)
  await pinned(elsewhere, '全站的置顶', 3)
  world.forum.wait(HOUR)
  await world.start('laowang', world.board.chat, '最新的普通主题')
  const page = await board(world.board.chat)
  expect(page.texts(`${subjects}, tr.divider`)).toEqual([
    '全站的置顶',
    '分类里的置顶',
    '本版置顶',
    '普通主题',
    '最新的普通主题',
    '老城墙根的早点铺还开着吗',
  ])
  expect(page.texts('tr.is-pin .title .mark')).toEqual(['全站置顶', '分类置顶', '置顶'])
})

it('A pin reaches its sub-boards as far as it is meant to', async () => {
  await pinned(world.board.chat, '本版置顶', 1)
  await pinned(world.board.union, '分类里的置顶', 2)
  await pinned(world.board.union, '全站的置顶', 3)
  expect((await board(world.board.sub)).texts(subjects)).toEqual(['全站的置顶', '分类里的置顶'])
  expect((await board(elsewhere)).texts(subjects)).toEqual(['全站的置顶'])
})

it('Pins stand on the first page alone and take no place from the others', async () => {
  await world.forum.set('threadsPerPage', '5')
  await pinned(world.board.chat, '本版置顶', 1)
  await pinned(elsewhere, '全站的置顶', 3)
  for (let number = 1; number <= 5; number++) {
    world.forum.wait(HOUR)
    await world.start('laowang', world.board.chat, `第${number}个`)
  }
  expect((await board(world.board.chat)).texts(subjects)).toHaveLength(7)
  expect((await board(world.board.chat, '?page=2')).texts(subjects)).toEqual(['老城墙根的早点铺还开着吗'])
  expect((await board(world.board.chat, '?page=3')).location).toBe(`/boards/${world.board.chat}?page=2`)
})

it('A pinned thread of a board that a reader may not see stands on no board of theirs', async () => {
  await pinned(world.board.council, '议事厅的全站置顶', 3)
  await pinned(world.board.council, '议事厅的分类置顶', 2)
  await pinned(world.board.tea, '茶馆的全站置顶', 3)
  const path = `/boards/${world.board.chat}`
  const seenBy = async (name: 'zongban' | 'laowang') =>
    (await (await world.forum.signIn(name)).get(path)).texts(subjects)
  expect(await seenBy('zongban')).toEqual(
    expect.arrayContaining(['议事厅的全站置顶', '议事厅的分类置顶', '茶馆的全站置顶']),
  )
  expect(await seenBy('laowang')).toEqual(['茶馆的全站置顶', '老城墙根的早点铺还开着吗'])
  expect((await board(world.board.chat)).texts(subjects)).toEqual(['老城墙根的早点铺还开着吗'])
})
