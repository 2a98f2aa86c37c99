import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../src/db/database.js'
import { analyze } from '../../src/db/integrity.js'
import { recordStatements, type RecordedStatement } from '../../src/db/statement-record.js'
import { generateForum } from '../../src/samples/generate/generate-forum.js'
import { GENERATED_UNTIL } from '../../src/samples/generate/write-generated.js'
import { countOnce, flushOnce, forgetTries } from '../../src/server/beats.js'
import type { Browser } from '../support/browser.js'
import { engine, newDatabase, type TestDatabase } from '../support/database.js'
import { TestForum } from '../support/forum.js'
import { beforeTour, deeds, pages, perform, who, type Who } from './site-tour.js'

const size = { members: 50_000, boards: 20, threads: 100_000, posts: 1_000_000, seed: 1 }
const DAY = 86_400_000

/** Rows from which a table counts as big, and as many as a statement may read of it at most, by the planner's guess. */
const BIG = 5000
const MOST_READ = 20_000

/** What living leaves behind that `generate` does not make. */
const life = [
  sql`insert into sessions select 'hash' || i, 'id' || i, 1 + i * 7919 % 50000, '{}', 'Firefox', '192.0.2.1',
    ${GENERATED_UNTIL}, ${GENERATED_UNTIL}, cast(${GENERATED_UNTIL} as bigint) + i * 20000 from generate_series(1, 60000) as i`,
  sql`insert into notices (member_id, kind, actor_id, about_kind, about_id, group_key, thread_id, post_id, created_at, is_read)
    select threads.author_id, 'reply', posts.author_id, 'post', posts.id, 'reply:' || threads.id, threads.id, posts.id, posts.created_at, cast(posts.id % 20 > 0 as int)
    from posts join threads on threads.id = posts.thread_id where posts.floor > 0 and posts.id % 10 = 0`,
  sql`insert into thread_reads select 1 + i * 7919 % 20000, 1 + i * 104729 % 100000, ${GENERATED_UNTIL}
    from generate_series(cast(1 as bigint), 200000) as i on conflict do nothing`,
  sql`insert into versions select 'thread:' || id, 1 from threads on conflict do nothing`,
  sql`insert into form_results select 1 + i, 'form' || i, 'hash' || i, i, cast(${GENERATED_UNTIL} as bigint) - i * 43000
    from generate_series(1, 2000) as i`,
  sql`insert into kept_forms select 1 + i, '/threads/1/reply', '{}', cast(${GENERATED_UNTIL} as bigint) - i * 1000000
    from generate_series(1, 2000) as i`,
  sql`insert into guests_online select 'guest' || i, cast(${GENERATED_UNTIL} as bigint) - i * 200 from generate_series(1, 20000) as i`,
  sql`insert into limit_counts select 'posting:' || i, 1, cast(${GENERATED_UNTIL} as bigint) + i * 1000 from generate_series(1, 3000) as i`,
  sql`insert into moderation_log (about_kind, about_id, thread_id, moderator_id, deed, created_at)
    select 'thread', 1 + i * 31 % 100000, 1 + i * 31 % 100000, 1, 'highlight', ${GENERATED_UNTIL} from generate_series(1, 8000) as i`,
  // What the tour of the site takes for granted.
  sql`update posts set author_id = 1 where id = 2`,
  sql`update posts set author_id = 3 where id = 34`,
  sql`update threads set author_id = 3 where id = 7`,
  sql`update notices set member_id = 3, is_read = 0 where id in (1, 2, 3)`,
  sql`update members set online_until = cast(${GENERATED_UNTIL} as bigint) - (id % 100) * ${10 * DAY} + id * 7919 % ${DAY}`,
]

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Plan Rows': number
  Plans?: PlanNode[]
}

describe.runIf(engine === 'postgres')('With a million posts on PostgreSQL', { timeout: 300_000 }, () => {
  let database: TestDatabase
  let forum: TestForum
  let planner: Db
  let big: Map<string, number>

  beforeAll(async () => {
    database = await newDatabase()
    forum = await TestForum.open({ database })
    const passwordHash = await forum.forum.passwords.hash('louzhu-demo')
    const patient = openDatabase(database.address)
    await generateForum(patient, { ...size, passwordHash, onProgress: () => undefined })
    await beforeTour(patient)
    for (const statement of life) await statement.execute(patient)
    await analyze(patient)
    await patient.destroy()
    for (const [name, value] of [
      ['floodSeconds', '0'],
      ['questionOnRegister', '0'],
      ['signInTriesPerAddress', '1000'],
    ] as const)
      await forum.set(name, value)
    forum.now = GENERATED_UNTIL
    planner = openDatabase(database.address, { connections: 1, waitMs: 10_000, statementMs: 0, lockMs: 0 })
    const { rows } = await sql<{ name: string; rows: number }>`
      select relname as name, reltuples::bigint as rows from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= ${BIG}`.execute(planner)
    big = new Map(rows.map(({ name, rows: count }) => [name, count]))
  }, 300_000)
  afterAll(async () => {
    await planner.destroy()
    await forum.close()
    await database.drop()
  })

  async function statementsOf(work: () => Promise<unknown>): Promise<RecordedStatement[]> {
    const recorded: RecordedStatement[] = []
    const stop = recordStatements((statement) => recorded.push(statement))
    await work().finally(stop)
    return recorded.filter(({ text }) => !/^(begin|commit|rollback)/i.test(text))
  }

  async function browserOf(reader: Who): Promise<Browser> {
    const name = who[reader]
    return name === null ? forum.visitor() : forum.signIn(name)
  }

  /** The plan for these values: the forum's connections have every statement planned for its own. */
  async function planOf({ text, parameters }: RecordedStatement): Promise<PlanNode> {
    const asked = CompiledQuery.raw(`explain (format json) ${text}`, [...parameters])
    const { rows } = await planner
      .withoutPlugins()
      .executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(asked)
    return rows[0]!['QUERY PLAN'][0].Plan
  }

  /** What is wrong with a plan: a big table is read from end to end, or much of it without a limit. */
  function faultsIn(node: PlanNode, isLimited = false): string[] {
    const table = node['Relation Name'] ?? ''
    const isRead = node['Node Type'].endsWith(' Scan') && big.has(table)
    const below = (node.Plans ?? []).flatMap((each) =>
      faultsIn(each, isLimited || node['Node Type'] === 'Limit'),
    )
    if (isRead && node['Node Type'] === 'Seq Scan') below.push(`reads all of ${table}`)
    else if (isRead && !isLimited && node['Plan Rows'] > MOST_READ)
      below.push(`reads ${node['Plan Rows']} rows of ${table}`)
    return below
  }

  async function faultsOf(statements: RecordedStatement[]): Promise<string[]> {
    const faults = new Set<string>()
    for (const statement of statements) {
      for (const fault of faultsIn(await planOf(statement))) faults.add(`${fault}\n  in ${statement.text}`)
    }
    return [...faults]
  }

  it('statements are planned for their own values', async () => {
    const { rows } = await sql<{ mode: string }>`select current_setting('plan_cache_mode') as mode`.execute(
      forum.db,
    )
    expect(rows[0]!.mode).toBe('force_custom_plan')
  })

  it('every table that grows is big here', () => {
    for (const table of [
      'posts',
      'threads',
      'members',
      'notices',
      'sessions',
      'thread_reads',
      'versions',
      'credit_entries',
    ])
      expect([...big.keys()]).toContain(table)
    expect(big.get('posts')).toBeGreaterThan(900_000)
  })

  it('the test finds a table that is read from end to end, and one of which much is read', async () => {
    const faults = async (text: string) => faultsOf([{ text, parameters: [] }])
    expect(await faults("select id from posts where body = ''")).toHaveLength(1)
    expect(await faults('select count(*) from threads where id > 1')).toHaveLength(1)
    expect(await faults('select id from posts where id = 1')).toEqual([])
  })

  it.each(deeds)('POST %s by %s uses indexes (%s)', async (route, reader, page, fields) => {
    const browser = await browserOf(reader)
    const statements = await statementsOf(async () => {
      await browser.get(page)
      await perform(browser, route, fields)
    })
    expect(statements.length).toBeGreaterThan(0)
    expect(await faultsOf(statements)).toEqual([])
  })

  it.each(pages)('GET %s uses indexes', async (path) => {
    for (const reader of ['a guest', 'a member', 'an administrator'] as const) {
      const browser = await browserOf(reader)
      const statements = await statementsOf(async () => browser.get(path))
      expect(await faultsOf(statements), reader).toEqual([])
    }
  })

  it('flushing presence, counting and sweeping use indexes', async () => {
    const statements = await statementsOf(async () => {
      await forum.runJobs()
      await forgetTries(forum.forum)
      const browser = await browserOf('a member')
      forum.wait(2 * 3_600_000)
      await browser.get('/threads/1')
      await flushOnce(forum.forum)
      await countOnce(forum.forum)
    })
    expect(statements.map(({ text }) => text).join()).toContain('delete from "limit_counts"')
    expect(await faultsOf(statements)).toEqual([])
  })
})
