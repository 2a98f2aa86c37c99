import { afterEach, beforeEach, expect, it } from 'vitest'
import { registerMember } from '../../src/forum/accounts/register-member.js'
import { START } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'
import { sendForm } from './seen-deed.js'
import { madeAnew } from './shared-pages.js'

let world: World
/** a thread of another board, on whose pages nobody of the first one writes */
let other: number
let breakfast: string

beforeEach(async () => {
  world = await buildWorld()
  world.forum.now = START - 60_000
  other = await world.start('yishi', world.board.union, '工会的通知')
  world.forum.now = START
  breakfast = `/threads/${world.thread.breakfast}`
})
afterEach(() => world.forum.close())

/** Which of these addresses are made anew after `deed`. */
async function changedBy(addresses: string[], deed: () => Promise<unknown>): Promise<string[]> {
  const visitor = world.forum.visitor()
  expect(await madeAnew(visitor, addresses)).toEqual(addresses)
  expect(await madeAnew(visitor, addresses)).toEqual([])
  await deed()
  return madeAnew(visitor, addresses)
}

const elsewhere = () => {
  const { board, member } = world
  return [
    `/threads/${other}`,
    `/threads/${other}?order=desc`,
    `/threads/${other}/log`,
    `/threads/${world.thread.locked}`,
    `/boards/${board.union}`,
    `/boards/${board.union}?sort=new`,
    `/boards/${board.sub}`,
    `/members/${member.yishi}`,
    `/members/${member.laowang}`,
  ]
}
const here = () => [
  '/',
  '/latest',
  `/boards/${world.board.chat}`,
  `/boards/${world.board.category}`,
  breakfast,
]

it('A reply leaves other threads, other boards and other members as they are', async () => {
  const xiaoming = await world.forum.signIn('xiaoming')
  const own = `/members/${world.member.xiaoming}`
  expect(
    await changedBy([...here(), own, ...elsewhere()], () =>
      sendForm(xiaoming, `${breakfast}/reply`, { body: '热豆浆还有' }),
    ),
  ).toEqual([...here(), own])
})

it('A new thread leaves the other threads of its board as they are', async () => {
  const xiaoming = await world.forum.signIn('xiaoming')
  const lists = here().slice(0, -1)
  expect(
    await changedBy([...lists, breakfast, ...elsewhere()], () =>
      sendForm(xiaoming, `/boards/${world.board.chat}/threads/new`, { subject: '新开的', body: '正文在此' }),
    ),
  ).toEqual(lists)
})

it('A changed reply leaves all lists as they are', async () => {
  const xiaoming = await world.forum.signIn('xiaoming')
  const post = (await xiaoming.get(breakfast)).attr('[data-floor="1"]', 'id')!.replace('post-', '')
  const own = `/members/${world.member.xiaoming}`
  expect(
    await changedBy([...here(), own, ...elsewhere()], () =>
      sendForm(xiaoming, `/posts/${post}/edit`, { body: '其实是地板' }),
    ),
  ).toEqual([breakfast, own])
})

it('A vote leaves everything but its thread as it is', async () => {
  const xiaoming = await world.forum.signIn('xiaoming')
  expect(
    await changedBy([...here(), ...elsewhere()], () =>
      sendForm(xiaoming, breakfast, { mood: '3' }, '#moods form'),
    ),
  ).toEqual([breakfast])
})

it('A highlight leaves other threads and other boards as they are', async () => {
  const banzhu = await world.forum.signIn('banzhu')
  const members = elsewhere().filter((address) => address.startsWith('/members/'))
  expect(
    await changedBy([...here(), ...elsewhere()], () =>
      sendForm(banzhu, `${breakfast}/moderation/highlight`, { color: 'red' }),
    ),
  ).toEqual([...here(), ...members])
})

it('Somebody new leaves everything but the index as it is', async () => {
  const db = world.forum.db

  const newcomer = { username: '新来的', email: 'xin@example.com', passwordHash: '', groupId: 'member' }
  expect(
    await changedBy([...here(), ...elsewhere()], () => registerMember(db, { ...newcomer, now: START })),
  ).toEqual(['/'])
})

it('Nothing that is only looked at is ever made anew', async () => {
  const haibian = await world.forum.signIn('haibian')
  const looks = async () => {
    for (const address of ['/', breakfast, '/notices', '/account', `/boards/${world.board.chat}`])
      expect((await haibian.get(address)).status).toBe(200)
    await world.forum.flush()
  }
  expect(await changedBy([...here(), ...elsewhere()], looks)).toEqual([])
})
