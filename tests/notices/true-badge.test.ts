import { afterEach, beforeEach, expect, it } from 'vitest'
import { addModerator } from '../../src/forum/boards/change-boards.js'
import { siteChanged } from '../../src/forum/shown.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser

// laowang's thread has two replies they have not heard of yet.
beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
})
afterEach(async () => world.forum.close())

/** What the header counts, and what the list has of it. */
async function told(): Promise<[badge: string, listed: number]> {
  const page = await laowang.get('/notices')
  return [page.text('.account .badge').replace('未读', ''), page.count('ul.notices li.is-new')]
}

async function setAccess(boardId: number, access: 'open' | 'members' | 'hidden'): Promise<void> {
  const { db } = world.forum
  await db
    .updateTable('boards')
    .set({ access, allowedGroups: 'moderator' })
    .where('id', '=', boardId)
    .execute()
  await siteChanged(db)
}

async function setGroup(groupId: string): Promise<void> {
  const { db } = world.forum
  await db.updateTable('members').set({ groupId }).where('id', '=', world.member.laowang).execute()
}

it('The header counts what the list shows, when a board is hidden and when it is opened again', async () => {
  expect(await told()).toEqual(['2', 1])
  await setAccess(world.board.chat, 'hidden')
  expect(await told()).toEqual(['', 0])
  await setAccess(world.board.chat, 'members')
  expect(await told()).toEqual(['2', 1])
  // The door of a board above shuts those below.
  await setAccess(world.board.category, 'hidden')
  expect(await told()).toEqual(['', 0])
})

it('Who loses a group, or a board to moderate, is not told of what they may no longer read', async () => {
  const { db } = world.forum
  await setGroup('super-moderator')
  const own = await world.start('laowang', world.board.council, '议事厅的主题')
  await world.reply('yishi', own, '收到')
  expect(await told()).toEqual(['3', 2])
  await setGroup('member')
  expect(await told()).toEqual(['2', 1])
  await addModerator(db, world.board.council, world.member.laowang)
  await siteChanged(db)
  expect(await told()).toEqual(['3', 2])
  await db.deleteFrom('boardModerators').where('memberId', '=', world.member.laowang).execute()
  await siteChanged(db)
  await setGroup('member')
  expect(await told()).toEqual(['2', 1])
})

it('What may not be read is not marked as read either', async () => {
  const tea = await world.start('laowang', world.board.union, '工会的主题')
  await world.reply('yishi', tea, '收到')
  await setAccess(world.board.chat, 'hidden')
  expect(await told()).toEqual(['1', 1])
  const hidden = await world.forum.db
    .selectFrom('notices')
    .select('id')
    .where('threadId', '=', world.thread.breakfast)
    .where('memberId', '=', world.member.laowang)
    .execute()
  expect((await laowang.get(`/notices/${hidden[0]!.id}`)).status).toBe(404)
  await laowang.get('/notices')
  await laowang.submit('form[action="/notices/read"]')
  expect(await told()).toEqual(['', 0])
  await setAccess(world.board.chat, 'open')
  expect(await told()).toEqual(['2', 1])
})
