import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from './support/world.js'

let world: World

beforeAll(async () => {
  world = await buildWorld()
  // A page full of everything: several authors, edits, moods, a log, a second page.
  for (let floor = 3; floor < 25; floor++) {
    world.forum.wait(60_000)
    await world.reply(
      (['xiaoming', 'haibian', 'banzhu', 'yishi', 'zongban'] as const)[floor % 5]!,
      world.thread.breakfast,
      `第${floor}楼`,
    )
  }
  for (let count = 0; count < 45; count++) {
    world.forum.wait(60_000)
    await world.start('haibian', world.board.chat, `主题${count}`)
  }
  const banzhu = await world.forum.signIn('banzhu')
  await banzhu.get(`/threads/${world.thread.breakfast}/moderation/highlight`)
  await banzhu.submit('form.form', { color: 'red', reason: '优秀文章' })
  const voter = await world.forum.signIn('xiaoming')
  await voter.get(`/threads/${world.thread.breakfast}`)
  await voter.submit(`form[action="/threads/${world.thread.breakfast}/mood"]`, { mood: '1' })
})

afterAll(() => world.forum.close())

/** Statements a page may run, all counted: session, settings, everything. */
const budgets: [string, () => string, number][] = [
  ['the index', () => '/', 10],
  ['a board', () => `/boards/${world.board.chat}`, 8],
  ['a board by date, page 2', () => `/boards/${world.board.chat}?sort=new&page=2`, 8],
  ['a thread', () => `/threads/${world.thread.breakfast}`, 10],
  ['a thread, page 2', () => `/threads/${world.thread.breakfast}?page=2`, 10],
  ['a thread in 倒序', () => `/threads/${world.thread.breakfast}?order=desc`, 10],
  ['a thread of one author', () => `/threads/${world.thread.breakfast}?author=${world.member.haibian}`, 10],
  ['a member', () => `/members/${world.member.haibian}`, 10],
  ['a log', () => `/threads/${world.thread.breakfast}/log`, 8],
]

describe.each(['a guest', 'xiaoming', 'banzhu', 'zhanzhang'] as const)('For %s', (who) => {
  it.each(budgets)('%s keeps its budget of statements', async (_page, path, most) => {
    const browser = who === 'a guest' ? world.forum.visitor() : await world.forum.signIn(who)
    // The first page shows the greeting, whose going is written.
    await browser.get('/')
    const page = await browser.get(path())
    expect(page.status).toBe(200)
    const statements = Number(/(\d+) 条查询/.exec(page.text('footer.foot'))?.[1])
    expect(statements).toBeGreaterThanOrEqual(3)
    expect(statements).toBeLessThanOrEqual(most)
  })
})

it('The notices page keeps its budget', async () => {
  const laowang = await world.forum.signIn('laowang')
  const page = await laowang.get('/notices')
  expect(page.count('a[href^="/posts/"]')).toBeGreaterThan(5)
  expect(Number(/(\d+) 条查询/.exec(page.text('footer.foot'))?.[1])).toBeLessThanOrEqual(8)
})
