import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordStatements, type RecordedStatement } from '../../src/db/statement-count.js'
import { generateForum } from '../../src/generate/generate-forum.js'
import { TestForum } from '../support/forum.js'

/** Tables that grow with a forum's life. No page may read one from end to end. */
const big = [
  'posts',
  'threads',
  'members',
  'credit_entries',
  'credit_balances',
  'notices',
  'moderation_log',
  'mood_votes',
  'mood_counts',
  'thread_reads',
  'sessions',
  'form_results',
]

let forum: TestForum

beforeAll(async () => {
  forum = await TestForum.open()
  const passwordHash = await forum.forum.passwords.hash('louzhu-demo')
  await generateForum(forum.db, {
    members: 2000,
    boards: 12,
    threads: 4000,
    posts: 40_000,
    seed: 1,
    passwordHash,
    onProgress: () => undefined,
  })
})

afterAll(() => forum.close())

/** The statements that `work` runs. */
async function statementsOf(work: () => Promise<unknown>): Promise<RecordedStatement[]> {
  const recorded: RecordedStatement[] = []
  const stop = recordStatements((statement) => recorded.push(statement))
  await work()
  stop()
  return recorded
}

async function planOf({ text, parameters }: RecordedStatement): Promise<string[]> {
  const { rows } = await forum.db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
  )
  return rows.map((row) => row.detail)
}

/** Steps that read a big table from end to end, or sort what no index has in order. */
async function scans(statements: RecordedStatement[]): Promise<string[]> {
  const found: string[] = []
  for (const statement of statements.filter(({ text }) => /^(select|update|delete|with)/i.test(text))) {
    for (const step of await planOf(statement)) {
      const table = /^SCAN (\w+)/.exec(step)?.[1]
      const isBounded = /limit/i.test(statement.text) && /USING (COVERING )?INDEX/.test(step)
      if (table !== undefined && big.includes(table) && !isBounded) found.push(`${step}: ${statement.text}`)
    }
  }
  return found
}

describe('On a big board', () => {
  const paths = [
    '/',
    '/boards/3',
    '/boards/3?page=3',
    '/boards/3?sort=new&page=2',
    '/threads/7',
    '/threads/7?order=desc',
    '/threads/7?author=3',
    '/threads/7?floor=last',
    '/threads/7/previous',
    '/threads/7/next',
    '/threads/7/log',
    '/posts/1234',
    '/members/3',
    '/notices',
    '/account',
    '/account/sessions',
    '/threads/7/reply?quote=17',
    '/boards/3/threads/new',
    '/threads/7/moderation/highlight',
    '/admin/boards',
  ]

  it.each(paths)('GET %s reads no big table from end to end', async (path) => {
    for (const browser of [forum.visitor(), await forum.signIn('admin')]) {
      const statements = await statementsOf(() => browser.get(path))
      expect(statements.length).toBeGreaterThan(0)
      expect(await scans(statements)).toEqual([])
    }
  })

  it('writing, voting, moderating and flushing read no big table from end to end', async () => {
    const admin = await forum.signIn('admin')
    const statements = await statementsOf(async () => {
      await admin.get('/threads/9/reply')
      expect((await admin.submit('form[action="/threads/9/posts"]', { body: '有人吗' })).status).toBe(303)
      await admin.get('/boards/3/threads/new')
      expect(
        (await admin.submit('form[action="/boards/3/threads"]', { subject: '新主题', body: '有人吗' }))
          .status,
      ).toBe(303)
      const post = await admin.follow()
      await admin.get(`/posts/${post.attr('article.post', 'id')!.slice(5)}/edit`)
      await admin.submit('form.form', { body: '改了' })
      await admin.get('/threads/9/moderation/highlight')
      expect((await admin.submit('form.form', { color: 'blue' })).status).toBe(303)
      await admin.get('/threads/12')
      await admin.submit('form[action="/threads/12/mood"]', { mood: '2' })
      await admin.get('/notices')
      await admin.post('/notices/read', { _csrf: admin.page.attr('input[name=_csrf]', 'value') })
      await admin.post('/mark-read', { _csrf: admin.page.attr('input[name=_csrf]', 'value') })
      await forum.flush()
    })
    expect(statements.length).toBeGreaterThan(60)
    expect(await scans(statements)).toEqual([])
  })

  it('the test can fail: a scan is seen as one', async () => {
    const statements = await statementsOf(() =>
      sql`select count(*) from posts where body = 'x'`.execute(forum.db),
    )
    expect(await scans(statements)).toHaveLength(1)
  })
})
