import { afterEach, beforeEach, expect, it } from 'vitest'
import { bulkInsert } from '../../src/db/bulk-insert.js'
import type { Browser } from '../support/browser.js'
import { START } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'

const HOUR = 3_600_000

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

/** Starts `count` threads a minute apart, without going through their forms; returns their ids. */
async function manyThreads(count: number): Promise<number[]> {
  const { db } = world.forum
  const { id: first } = await db
    .selectFrom('threads')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  const ids = Array.from({ length: count }, (_, index) => first! + 1 + index)
  const by = world.member.haibian
  const columns = 'id board_id author_id subject created_at last_post_at last_author_id next_floor'.split(' ')
  const at = (index: number) => START + index * 60_000
  const rows = ids.map((id, index) => [id, world.board.chat, by, `第${id}帖`, at(index), at(index), by, 1])
  await bulkInsert(db, 'threads', columns, rows)
  return ids
}

async function readAll(memberId: number, ids: number[]): Promise<void> {
  const { db } = world.forum
  const threads = await db
    .selectFrom('threads')
    .select(['id', 'lastPostAt'])
    .where('id', '>=', ids[0]!)
    .execute()
  const rows = threads
    .filter(({ id }) => ids.includes(id))
    .map(({ id, lastPostAt }) => [memberId, id, lastPostAt])
  await bulkInsert(db, 'thread_reads', ['member_id', 'thread_id', 'read_at'], rows)
}

async function marksOf(memberId: number): Promise<number[]> {
  const rows = await world.forum.db
    .selectFrom('threadReads')
    .select('threadId')
    .where('memberId', '=', memberId)
    .orderBy('threadId')
    .execute()
  return rows.map(({ threadId }) => threadId)
}

async function newOnes(browser: Browser): Promise<string[]> {
  return (await browser.get(`/boards/${world.board.chat}`)).texts('tr.thread:has(.mark.new) a.subject')
}

async function isLit(browser: Browser): Promise<boolean> {
  return (await browser.get('/')).count(`tr.board.is-new[data-board="${world.board.chat}"]`) === 1
}

it('However many guests have left, one sweep forgets them all', async () => {
  const rows = Array.from({ length: 1800 }, (_, index) => [`guest ${index}`, START - index])
  await bulkInsert(world.forum.db, 'guests_online', ['guest_key', 'last_seen_at'], rows)
  world.forum.wait(2 * HOUR)
  await world.forum.runJobs()
  expect(await world.forum.db.selectFrom('guestsOnline').selectAll().execute()).toEqual([])
})

it('Read marks of who has left are forgotten, and nothing turns new by it', async () => {
  const browser = await world.forum.signIn('laowang')
  await browser.get('/')
  await browser.submit('form[action="/mark-read"]')
  const ids = await manyThreads(3)
  await readAll(world.member.laowang, ids.slice(0, 2))
  world.forum.wait(5 * 60_000)
  expect(await newOnes(browser)).toEqual([`第${ids[2]}帖`])
  await world.forum.flush()
  await world.forum.runJobs()
  expect(await marksOf(world.member.laowang)).toEqual([ids[1]])
  world.forum.wait(HOUR)
  await world.forum.runJobs()
  expect(await marksOf(world.member.laowang)).toEqual([])
  // A visit later all of it counts as read, as ever.
  expect(await newOnes(browser)).toEqual([])
})

it('Of more marks than are kept the oldest go; they stay read, and so does all before them', async () => {
  const browser = await world.forum.signIn('laowang')
  const [unopened, ...opened] = await manyThreads(1800)
  world.forum.wait(1800 * 60_000)
  const { laowang } = world.member
  // All day on the page, with no gap that would end the visit.
  await world.forum.db.updateTable('members').set({ lastVisitAt: world.forum.now }).execute()
  await readAll(laowang, opened)
  expect(unopened).toBeDefined()
  expect(await isLit(browser)).toBe(true)
  await world.forum.runJobs()
  expect(await marksOf(laowang)).toEqual(opened.slice(-500))
  expect(await newOnes(browser)).toEqual([])
  expect(await isLit(browser)).toBe(false)
  // What is answered from now on is new as ever.
  world.forum.wait(1000)
  await world.reply('xiaoming', world.thread.breakfast, '又有人说话')
  expect(await newOnes(browser)).toEqual(['老城墙根的早点铺还开着吗'])
})
