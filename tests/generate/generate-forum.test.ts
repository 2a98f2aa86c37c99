import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { checkCounters } from '../../src/forum/counters/recount.js'
import { ledgerProblems } from '../../src/forum/counters/check-ledger.js'
import { generateForum } from '../../src/samples/generate/generate-forum.js'
import { Calendar } from '../../src/calendar.js'
import { TestForum } from '../support/forum.js'
import { refusalText } from '../support/refusal-text.js'

const size = {
  members: 30,
  boards: 7,
  threads: 60,
  posts: 900,
  passwordHash: 'v2$x',
  onProgress: () => undefined,
}

async function generated(seed: number): Promise<TestForum> {
  const forum = await TestForum.open()
  await generateForum(forum.db, { ...size, seed })
  return forum
}

async function rows(forum: TestForum): Promise<unknown[]> {
  const posts = await sql`select * from posts order by id`.execute(forum.db)
  const threads = await sql`select * from threads order by id`.execute(forum.db)
  const members = await sql`select * from members order by id`.execute(forum.db)
  return [posts.rows, threads.rows, members.rows]
}

it('The same seed gives the same data, another seed gives other data', async () => {
  const [one, again, other] = [await generated(1), await generated(1), await generated(2)]
  expect(await rows(again)).toEqual(await rows(one))
  expect(await rows(other)).not.toEqual(await rows(one))
  for (const forum of [one, again, other]) await forum.close()
})

it('Generated data has the sizes asked for and its counters agree', async () => {
  const forum = await generated(3)
  const count = async (table: string) =>
    (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(forum.db)).rows[0]!.n
  expect([await count('members'), await count('threads'), await count('posts')]).toEqual([30, 60, 900])
  const wrong = await checkCounters(forum.db, new Calendar('Asia/Shanghai', forum.now))
  expect(wrong.filter((report) => report.wrong > 0)).toEqual([])
  expect(await ledgerProblems(forum.db)).toBe(0)
  await forum.close()
})

it('Thread 1 is long enough for page 1,001 once there are 100,000 posts', async () => {
  const forum = await TestForum.open()
  await generateForum(forum.db, { ...size, members: 100, threads: 1000, posts: 100_000, seed: 1 })
  const page = await forum.visitor().get('/threads/1?page=1001')
  expect(page.status).toBe(200)
  expect(page.attr('article.post', 'data-floor')).toBe('10000')
  await forum.close()
})

it('A forum with members is left alone', async () => {
  const forum = await generated(1)
  const refused = refusalText(() => generateForum(forum.db, { ...size, seed: 1 }))
  expect(await refused).toContain('members already')
  await forum.close()
})
