import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkCounters, recount } from '../../src/forum/counters/recount.js'
import { correctTimes } from '../../src/server/beats.js'
import { createLogger } from '../../src/web/logger.js'
import { Calendar } from '../../src/calendar.js'
import { buildWorld, type World } from '../support/world.js'

const DAY = 86_400_000

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

async function whileTheClockIsAhead(work: () => Promise<unknown>): Promise<void> {
  world.forum.wait(30 * DAY)
  await work()
  await world.forum.flush()
  world.forum.wait(-30 * DAY)
}

async function replyAs(name: string): Promise<number> {
  const browser = await world.forum.signIn(name)
  await browser.get(`/threads/${world.thread.breakfast}`)
  return (await browser.submit('#reply form', { body: `${name}说一句` })).status
}

const correct = () => correctTimes(world.forum.forum, createLogger('silent'))

async function doctor() {
  const calendar = new Calendar('Asia/Shanghai', world.forum.now)
  return (await checkCounters(world.forum.db, calendar)).filter(({ wrong }) => wrong > 0)
}

/** Columns that hold a time which decides something, and rows of them that lie ahead of the clock. */
async function stillAhead(): Promise<string[]> {
  const { db, now } = world.forum
  const latest = now + 60_000
  const month = 15 * DAY
  const found: string[] = []
  const look = async (name: string, query: { execute: () => Promise<unknown[]> }) => {
    if ((await query.execute()).length > 0) found.push(name)
  }
  for (const column of ['lastVisitAt', 'previousVisitAt', 'readAllAt', 'lastPostAt'] as const)
    await look(column, db.selectFrom('members').select('id').where(column, '>', latest))
  await look(
    'onlineUntil',
    db
      .selectFrom('members')
      .select('id')
      .where('onlineUntil', '>', now + DAY),
  )
  for (const column of ['createdAt', 'lastPostAt'] as const)
    await look(`thread ${column}`, db.selectFrom('threads').select('id').where(column, '>', latest))
  await look('readAt', db.selectFrom('threadReads').select('threadId').where('readAt', '>', latest))
  await look('guest', db.selectFrom('guestsOnline').select('guestKey').where('lastSeenAt', '>', latest))
  for (const column of ['createdAt', 'lastSeenAt'] as const)
    await look(`session ${column}`, db.selectFrom('sessions').select('idHash').where(column, '>', latest))
  await look(
    'expiresAt',
    db
      .selectFrom('sessions')
      .select('idHash')
      .where('expiresAt', '>', now + month),
  )
  await look('kept form', db.selectFrom('keptForms').select('path').where('createdAt', '>', latest))
  await look('form result', db.selectFrom('formResults').select('formId').where('createdAt', '>', latest))
  await look('record', db.selectFrom('siteCounters').select('name').where('at', '>', latest))
  await look(
    'limit',
    db
      .selectFrom('limitCounts')
      .select('key')
      .where('expire', '>', now + 29 * DAY),
  )
  return found
}

/** What people do in a day that leaves a time behind. */
async function aDayAhead(): Promise<void> {
  const { forum, board, thread } = world
  const browser = await forum.signIn('laowang')
  await forum.visitor().get('/')
  await browser.get(`/boards/${board.chat}/threads/new`)
  await browser.submit('form.form', { subject: '来自将来', body: '钟走快了' })
  await browser.follow()
  forum.wait(60_000)
  await browser.get(`/threads/${thread.breakfast}`)
  await browser.submit('#reply form', { body: '明年的早点' })
  await browser.get(`/threads/${thread.breakfast}`)
  await forum.flush()
  // A second visit, so that the end of the first is remembered.
  forum.wait(3_600_000)
  await browser.get('/')
  await browser.submit('form[action="/mark-read"]')
  await browser.get(`/threads/${thread.breakfast}`)
  const { db, now } = forum
  const memberId = world.member.laowang
  await db
    .insertInto('threadReads')
    .values({ memberId, threadId: thread.breakfast, readAt: now })
    .onConflict((conflict) => conflict.columns(['memberId', 'threadId']).doUpdateSet({ readAt: now }))
    .execute()
  await db
    .insertInto('keptForms')
    .values({ memberId, path: '/account', fields: '{}', createdAt: now })
    .execute()
  await db
    .insertInto('limitCounts')
    .values({ key: 'sign-in-name:member 1', points: 99, expire: now + 900_000 })
    .execute()
}

it('A clock that was ahead for a day leaves nothing behind that decides anything, and the doctor finds nothing', async () => {
  await whileTheClockIsAhead(aDayAhead)
  const ahead = await stillAhead()
  expect(ahead).toHaveLength(16)
  // The time passed while it was ahead is behind it by now; whoever has come back since is not found by who is online.
  const browser = await world.forum.signIn('laowang')
  await world.reply('haibian', world.thread.locked, '今天的一句')
  expect(await doctor()).not.toEqual([])
  await correct()
  expect(await stillAhead()).toEqual([])
  expect(await doctor()).toEqual([])
  const index = await world.forum.visitor().get('/')
  expect(index.text(`tr.board[data-board="${world.board.union}"]`)).toContain('今日')
  // What is said from now on is new again for who was there.
  world.forum.wait(60_000)
  await world.reply('banzhu', world.thread.breakfast, '现在的一句')
  const list = await browser.get(`/boards/${world.board.chat}`)
  expect(list.texts('tr.thread:has(.mark.new) a.subject')).toEqual(['老城墙根的早点铺还开着吗'])
  await browser.get(`/threads/${world.thread.breakfast}`)
  const read = await browser.get(`/boards/${world.board.chat}`)
  expect(read.count('tr.thread .mark.new')).toBe(0)
  const rows = async () => world.forum.db.selectFrom('threads').selectAll().orderBy('id').execute()
  const before = await rows()
  await recount(world.forum.db, new Calendar('Asia/Shanghai', world.forum.now))
  expect(await rows()).toEqual(before)
  expect(await doctor()).toEqual([])
})

it('Today is counted in every board again, with what was posted before', async () => {
  const inChat = async () => {
    await world.forum.noticeChanges()
    const { db, now } = world.forum
    const { today, todayCount } = await db
      .selectFrom('boards')
      .select(['today', 'todayCount'])
      .where('id', '=', world.board.chat)
      .executeTakeFirstOrThrow()
    return today === new Calendar('Asia/Shanghai', now).today ? todayCount : 0
  }
  expect(await inChat()).toBe(3)
  await whileTheClockIsAhead(async () => world.reply('laowang', world.thread.breakfast, '来自将来'))
  expect(await inChat()).toBe(0)
  await correct()
  expect(await inChat()).toBe(3)
  await world.reply('laowang', world.thread.breakfast, '现在的一句')
  expect(await inChat()).toBe(4)
  expect(await doctor()).toEqual([])
})

it('A highlight set then lasts the days that were chosen, and those set before are left alone', async () => {
  const { db } = world.forum
  const highlight = async (threadId: number, days: string) => {
    const browser = await world.forum.signIn('zhanzhang')
    await browser.get(`/threads/${threadId}/moderation/highlight`)
    return browser.submit('form.form', { color: 'red', days, reason: '好' })
  }
  const ends = async () =>
    (await db.selectFrom('threads').select(['id', 'highlightUntil']).orderBy('id').execute())
      .filter(({ highlightUntil }) => highlightUntil !== null)
      .map(({ highlightUntil }) => highlightUntil! - world.forum.now)
  expect((await highlight(world.thread.locked, '50')).status).toBe(303)
  await whileTheClockIsAhead(async () => highlight(world.thread.breakfast, '40'))
  expect(await ends()).toEqual([70 * DAY, 50 * DAY])
  await correct()
  await correct()
  expect(await ends()).toEqual([40 * DAY, 50 * DAY])
})

it('A reply of a time to come is marked when it is changed, and printed with its day', async () => {
  await whileTheClockIsAhead(() => replyAs('laowang'))
  await correct()
  const browser = await world.forum.signIn('laowang')
  const page = await browser.get(`/threads/${world.thread.breakfast}`)
  expect(page.text('main')).toContain('12-22')
  const edit = page.$('a[href$="/edit"]').last().attr('href')!
  await browser.get(edit)
  await browser.submit('form.form', { body: '改一改' })
  expect((await browser.follow()).count('.edited')).toBe(1)
})

it('A clock that jumps while somebody is here adds nothing to their time online, and takes nothing from it', async () => {
  const { forum } = world
  const browser = await forum.signIn('laowang')
  const online = async () => {
    await forum.flush()
    const row = forum.db.selectFrom('members').select('onlineMs').where('id', '=', world.member.laowang)
    return (await row.executeTakeFirstOrThrow()).onlineMs
  }
  const before = await online()
  await browser.get('/')
  forum.wait(30 * DAY)
  await browser.get('/')
  expect((await online()) - before).toBe(0)
  await browser.get('/')
  forum.wait(-30 * DAY)
  await browser.get('/')
  expect((await online()) - before).toBe(0)
})

it('A guest of a time to come is not counted, and is noted again when they come back', async () => {
  const guest = world.forum.visitor()
  const count = async () => {
    await world.forum.flush()
    return world.forum.forum.presence.guestCount(world.forum.now, 3_600_000)
  }
  await whileTheClockIsAhead(async () => guest.get('/'))
  expect(await count()).toBe(0)
  await correct()
  await world.forum.noticeChanges()
  await guest.get('/')
  expect(await count()).toBe(1)
  expect(await world.forum.db.selectFrom('guestsOnline').selectAll().execute()).toHaveLength(1)
})

it('A post of a time to come holds nobody back, one of just now does', async () => {
  await whileTheClockIsAhead(() => replyAs('laowang'))
  expect(await replyAs('laowang')).toBe(303)
  expect(await replyAs('laowang')).toBe(429)
})

it('What was answered then stands where it would now, and who was there is no longer online', async () => {
  const ahead = await world.start('xiaoming', world.board.chat, '钟走快了')
  await whileTheClockIsAhead(async () => world.reply('laowang', ahead, '来自将来'))
  await whileTheClockIsAhead(async () => (await world.forum.signIn('haibian')).get('/'))
  await correct()
  world.forum.wait(60_000)
  await world.reply('banzhu', world.thread.breakfast, '现在的一句')
  const board = await world.forum.visitor().get(`/boards/${world.board.chat}`)
  expect(board.texts('tr.thread .subject')[0]).toBe('老城墙根的早点铺还开着吗')
  const index = await world.forum.visitor().get('/')
  world.forum.wait(2 * 3_600_000)
  await world.forum.noticeChanges()
  expect(index.status).toBe(200)
  expect((await world.forum.visitor().get('/')).text()).not.toMatch(/在线用户.*haibian/)
})

it('A thread whose last reply is removed does not go back to the time to come of the one before it', async () => {
  const path = `/threads/${world.thread.breakfast}`
  await whileTheClockIsAhead(async () => world.reply('laowang', world.thread.breakfast, '来自将来'))
  await correct()
  world.forum.wait(60_000)
  const id = await world.reply('haibian', world.thread.breakfast, '现在的一句')
  const haibian = await world.forum.signIn('haibian')
  await haibian.get(`/posts/${id}/remove`)
  expect((await haibian.submit('form.form')).location).toBe(`${path}#post-${id}`)
  expect(await stillAhead()).toEqual([])
  expect(await doctor()).toEqual([])
})

it('A clock that is behind moves nothing of what was written', async () => {
  const before = await world.forum.db
    .selectFrom('threads')
    .select(['id', 'lastPostAt'])
    .orderBy('id')
    .execute()
  world.forum.wait(-30 * DAY)
  await correct()
  expect(
    await world.forum.db.selectFrom('threads').select(['id', 'lastPostAt']).orderBy('id').execute(),
  ).toEqual(before)
})
