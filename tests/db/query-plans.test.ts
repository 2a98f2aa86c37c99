import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { recordStatements, type RecordedStatement } from '../../src/db/statement-count.js'
import { generateForum } from '../../src/generate/generate-forum.js'
import { startHousekeeping } from '../../src/housekeeping.js'
import { routes, type Route } from '../../src/routes.js'
import { createLogger } from '../../src/web/logger.js'
import type { Browser } from '../support/browser.js'
import { TestForum } from '../support/forum.js'
import { faultsOf, planOf, pretendMillionPosts, unknownToFixture, type Planner } from './plans.js'

/** Boards 5 to 24 are those of the million posts, 5 the busiest; thread 1 has the most posts there. */
const size = { members: 60, boards: 20, threads: 200, posts: 3000, seed: 1 }
const who = { guest: null, 'a member': '街坊3', 'an administrator': 'admin' } as const
type Who = keyof typeof who

let forum: TestForum
let planner: Planner
/** a reply of the administrator's with one after it, and the last reply of a thread that is the member's */
let post: { kept: number; last: number }

beforeAll(async () => {
  forum = await TestForum.open()
  const passwordHash = await forum.forum.passwords.hash('louzhu-demo')
  await generateForum(forum.db, { ...size, passwordHash, onProgress: () => undefined })
  await forum.set('floodSeconds', '0')
  await forum.set('questionOnRegister', '0')
  await forum.set('signInTriesPerAddress', '1000')
  planner = await pretendMillionPosts(forum.db)
})

afterAll(() => forum.close())

/** The statements that `work` runs. */
async function statementsOf(work: () => Promise<unknown>): Promise<RecordedStatement[]> {
  const recorded: RecordedStatement[] = []
  const stop = recordStatements((statement) => recorded.push(statement))
  await work().finally(stop)
  return recorded
}

async function browserOf(reader: Who, on = forum): Promise<Browser> {
  const name = who[reader]
  return name === null ? on.visitor() : on.signIn(name)
}

/** The line of the site map that serves an address. */
function routeOf(method: Route['method'], address: string): string | undefined {
  const path = address.split('?')[0]!
  return routes.find(
    (route) => route.method === method && new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
  )?.path
}
