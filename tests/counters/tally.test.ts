import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Calendar } from '../../src/calendar.js'
import { recordStatements, type RecordedStatement } from '../../src/db/statement-record.js'
import { settleThread } from '../../src/forum/counters/settle-thread.js'
import { tally } from '../../src/forum/counters/tally.js'
import { checkCounters } from '../../src/forum/counters/recount.js'
import { engine } from '../support/database.js'
import { buildWorld, type World } from '../support/world.js'
import { moveThread, talliedPosts } from './deeds-to-come.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

const calendar = () => new Calendar('Asia/Shanghai', world.forum.now)

async function statementsOf(work: () => Promise<unknown>): Promise<RecordedStatement[]> {
  const statements: RecordedStatement[] = []
  const stop = recordStatements((statement) => statements.push(statement))
  await work().finally(stop)
  return statements
}

/** The tables that statements write, in order. */
function tablesWritten(statements: readonly RecordedStatement[]): string[] {
  return statements.flatMap(({ text }) => /^\s*(?:update|insert into) "?(\w+)/i.exec(text)?.[1] ?? [])
}

/** A thread of three days and three members, who came in no order of theirs. */
async function longThread(): Promise<number> {
  const id = await world.start('haibian', world.board.chat, '说来话长')
  for (const name of ['laowang', 'xiaoming', 'haibian', 'laowang'] as const) {
    world.forum.wait(20 * 3_600_000)
    await world.reply(name, id, `${name}接着说`)
  }
  return id
}

async function wrong() {
  return (await checkCounters(world.forum.db, calendar())).filter((report) => report.wrong > 0)
}

it('Many posts are counted at once: members by id, then each board and all days in one statement', async () => {
  const { db } = world.forum
  const posts = await talliedPosts(db, await longThread(), calendar())
  expect(new Set(posts.map(({ day }) => day)).size).toBeGreaterThan(3)
  const statements = await statementsOf(async () => tally(db, posts, { sign: -1, today: calendar().today }))
  expect(tablesWritten(statements)).toEqual(['members', 'members', 'members', 'boards', 'daily_posts'])
  const members = statements.slice(0, 3).map(({ parameters }) => parameters.at(-1))
  expect(members).toEqual([...new Set(posts.map(({ authorId }) => authorId))].sort((a, b) => a - b))
  expect(await wrong()).not.toEqual([])
  await tally(db, posts, { sign: 1, today: calendar().today })
  expect(await wrong()).toEqual([])
})

it('No posts are counted by no statement', async () => {
  const today = calendar().today
  expect(await statementsOf(async () => tally(world.forum.db, [], { sign: 1, today }))).toEqual([])
})

it('A reply is settled by one statement and counted by three, the rows that all wait for last', async () => {
  const tables = tablesWritten(
    await statementsOf(async () => world.reply('haibian', world.thread.breakfast, '我也说一句')),
  )
  expect(tables.filter((table) => table === 'threads')).toHaveLength(1)
  expect(tables.slice(-4)).toEqual(['members', 'boards', 'daily_posts', 'versions'])
  expect(tables.indexOf('threads')).toBeLessThan(tables.indexOf('boards'))
})

it('A removal holds threads before boards, and these last', async () => {
  const laowang = await world.forum.signIn('laowang')
  const id = await world.reply('laowang', world.thread.breakfast, '说错了')
  await laowang.get(`/posts/${id}/remove`)
  const tables = tablesWritten(await statementsOf(async () => laowang.submit('form.form')))
  expect(tables).toContain('posts')
  const held = tables.filter((table) => ['threads', 'boards', 'daily_posts', 'versions'].includes(table))
  expect([...new Set(held)]).toEqual(['threads', 'boards', 'daily_posts', 'versions'])
  expect(await wrong()).toEqual([])
})

it('A floor that was given is never given again, even if its post is gone from the thread', async () => {
  const { db, now } = world.forum
  const thread = world.thread.breakfast
  const floorOf = async (id: number) =>
    (await db.selectFrom('posts').select('floor').where('id', '=', id).executeTakeFirstOrThrow()).floor
  expect(await floorOf(await world.reply('laowang', thread, '三楼'))).toBe(3)
  const last = await world.reply('xiaoming', thread, '四楼')
  await db.deleteFrom('notices').where('postId', '=', last).execute()
  await db.deleteFrom('posts').where('id', '=', last).execute()
  await settleThread(db, thread, now)
  const told = await db
    .selectFrom('threads')
    .select(['replyCount', 'lastAuthorId', 'nextFloor'])
    .where('id', '=', thread)
    .executeTakeFirst()
  expect(told).toEqual({ replyCount: 3, lastAuthorId: world.member.laowang, nextFloor: 5 })
  expect(await floorOf(await world.reply('haibian', thread, '五楼'))).toBe(5)
})

it('A thread carried to another board is shown and counted there, with what was said in it today', async () => {
  const { board, thread, forum } = world
  const row = async (id: number) => {
    await forum.noticeChanges()
    return (await forum.visitor().get('/')).text(`tr.board[data-board="${id}"]`)
  }
  expect(await row(board.chat)).toContain('老城墙根的早点铺还开着吗')
  await moveThread(forum.db, { id: thread.breakfast, boardId: board.sub, calendar: calendar() })
  expect(await row(board.chat)).not.toContain('老城墙根的早点铺还开着吗')
  const sub = await forum.visitor().get(`/boards/${board.sub}`)
  expect(sub.text('.panel-head small')).toBe('今日 3 · 主题 1 · 帖子 3')
  expect(sub.texts('tr.thread .subject')).toEqual(['老城墙根的早点铺还开着吗'])
  expect(await wrong()).toEqual([])
})

it('A reply by a clock that is a little behind is not the last of its board', async () => {
  const { board, thread, forum } = world
  const other = await world.start('xiaoming', board.chat, '刚开的一帖')
  forum.wait(-30_000)
  await world.reply('laowang', thread.breakfast, '我的钟慢了')
  expect(await wrong()).toEqual([])
  forum.wait(31_000)
  await world.reply('laowang', thread.breakfast, '对好了')
  const { lastThreadId } = await forum.db
    .selectFrom('boards')
    .select('lastThreadId')
    .where('id', '=', board.chat)
    .executeTakeFirstOrThrow()
  expect([lastThreadId, other > thread.breakfast]).toEqual([thread.breakfast, true])
  expect(await wrong()).toEqual([])
})

it.runIf(engine === 'sqlite')(
  'Replies are counted without reading those that stand, however much was written',
  async () => {
    const { db, now } = world.forum
    const statements = await statementsOf(async () => settleThread(db, world.thread.breakfast, now))
    const { text, parameters } = statements.find((each) => each.text.includes('update threads'))!
    const { rows } = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
    )
    const counts = rows.map(({ detail }) => detail).filter((detail) => detail.includes('floor>?'))
    expect(counts).toEqual([
      expect.stringContaining('USING COVERING INDEX'),
      expect.stringContaining('USING INDEX posts_removed'),
    ])
  },
)
