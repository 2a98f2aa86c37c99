import { afterEach, beforeEach, expect, it } from 'vitest'
import { ledgerProblems } from '../../src/forum/counters/check-ledger.js'
import { siteChanged } from '../../src/forum/shown.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('floodSeconds', '0')
  laowang = await world.forum.signIn('laowang')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

/** Wealth and prestige as the member's page prints them. */
async function credits(): Promise<string[]> {
  const page = await world.forum.visitor().get(`/members/${world.member.laowang}`)
  return ['财富', '威望'].map((title) => page.text(`dl div:contains("${title}") dd`))
}

async function ledger(): Promise<{ kind: string; amount: number; cause: string; balanceAfter: number }[]> {
  return world.forum.db
    .selectFrom('creditEntries')
    .select(['kind', 'amount', 'cause', 'balanceAfter'])
    .where('memberId', '=', world.member.laowang)
    .orderBy('id')
    .execute()
}

it('A thread earns 财富 and 威望, a reply 财富', async () => {
  expect(await credits()).toEqual(['1 鼎币', '1 点'])
  await laowang.get(`/boards/${world.board.union}/threads/new`)
  expect((await laowang.submit('form.form', { subject: '又一个', body: '正文' })).status).toBe(303)
  expect(await credits()).toEqual(['2 鼎币', '2 点'])
  await laowang.get(path)
  await laowang.submit('#reply form', { body: '顶一下' })
  expect(await credits()).toEqual(['3 鼎币', '2 点'])
})

it('A removed reply gives its award back, once', async () => {
  await laowang.get(path)
  const { location } = await laowang.submit('#reply form', { body: '说错了' })
  expect(await credits()).toEqual(['2 鼎币', '1 点'])
  await laowang.get(`/posts/${location.split('#post-')[1]}/remove`)
  const _csrf = laowang.page.attr('form.form input[name=_csrf]', 'value')
  const action = laowang.page.attr('form.form', 'action')!
  const answers = await Promise.all([1, 2, 3].map(() => laowang.post(action, { _csrf })))
  expect(answers.some((answer) => answer.status === 303)).toBe(true)
  expect(await credits()).toEqual(['1 鼎币', '1 点'])
})

it('A refused post earns nothing', async () => {
  await laowang.get(path)
  expect((await laowang.submit('#reply form', { body: '' })).status).toBe(422)
  expect(await credits()).toEqual(['1 鼎币', '1 点'])
  await laowang.submit('form.form', { body: '这回对了' })
  expect(await credits()).toEqual(['2 鼎币', '1 点'])
})

it('A reply sent again earns once', async () => {
  await laowang.get(path)
  const form = laowang.page
    .$('#reply form')
    .serializeArray()
    .map(({ name, value }) => [name, value] as const)
  const sent = { ...Object.fromEntries(form), body: '只算一次' }
  await Promise.all([1, 2, 3].map(() => laowang.post(`${path}/posts`, sent)))
  expect(await credits()).toEqual(['2 鼎币', '1 点'])
})

it('Every change is a row with its cause and the balance after it, and the balance is their sum', async () => {
  await laowang.get(path)
  const { location } = await laowang.submit('#reply form', { body: '说错了' })
  await laowang.get(`/posts/${location.split('#post-')[1]}/remove`)
  await laowang.submit('form.form')
  const haibian = await world.forum.signIn('haibian')
  await haibian.get(path)
  await haibian.submit('#moods form', { mood: '7' })
  expect(await ledger()).toEqual([
    { kind: 'wealth', amount: 1, cause: 'thread', balanceAfter: 1 },
    { kind: 'prestige', amount: 1, cause: 'thread', balanceAfter: 1 },
    { kind: 'wealth', amount: 1, cause: 'reply', balanceAfter: 2 },
    { kind: 'wealth', amount: -1, cause: 'removed-reply', balanceAfter: 1 },
    { kind: 'wealth', amount: -2, cause: 'mood-received', balanceAfter: -1 },
  ])
  expect(await credits()).toEqual(['-1 鼎币', '1 点'])
  expect(await ledgerProblems(world.forum.db)).toBe(0)
})

it('The ledger is never altered', async () => {
  const { db } = world.forum
  expect(await ledger()).not.toEqual([])
  await expect(db.updateTable('creditEntries').set({ amount: 100 }).execute()).rejects.toThrow(/append-only/)
  await expect(db.deleteFrom('creditEntries').execute()).rejects.toThrow(/append-only/)
})

it('What a deed earns is what the webmaster decided', async () => {
  const { db } = world.forum
  await db.updateTable('creditAwards').set({ amount: 5 }).where('cause', '=', 'reply').execute()
  await siteChanged(db)
  await laowang.get(path)
  await laowang.submit('#reply form', { body: '值钱的回复' })
  expect(await credits()).toEqual(['6 鼎币', '1 点'])
})
