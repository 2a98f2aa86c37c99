import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Db } from '../../src/db/database.js'
import { ledgerProblems } from '../../src/forum/counters/check-ledger.js'
import { checkCounters } from '../../src/forum/counters/recount.js'
import { isPlainState, type State, type StateDeed } from '../../src/forum/moderation/deeds/deed.js'
import { threadDeeds } from '../../src/forum/moderation/deeds/thread-deeds.js'
import { doDeed } from '../../src/forum/moderation/do-deed.js'
import { brokenLine } from '../../src/forum/moderation/log-chain.js'
import { undoDeed } from '../../src/forum/moderation/undo-deed.js'
import { loadSite } from '../../src/forum/site/load-site.js'
import { threadById } from '../../src/forum/threads/thread-queries.js'
import { Calendar } from '../../src/calendar.js'
import { buildWorld, type World } from '../support/world.js'

/** States that each deed may lead to; an end is days from then. */
const states: Record<string, (n: number, now: number) => State> = {
  highlight: (n, now) => ({
    highlightColor: n % 2 ? 'red' : 'blue',
    highlightBold: n % 3 === 0 ? 1 : 0,
    highlightItalic: 0,
    highlightUnderline: 0,
    highlightUntil: n % 5 === 0 ? null : now + n * 86_400_000,
  }),
  pin: (n, now) => ({ pin: 1 + (n % 3), pinUntil: n % 2 ? null : now + n * 86_400_000 }),
  digest: (n) => ({ digest: 1 + (n % 2) }),
  lock: () => ({ locked: 1 }),
}

const step = fc.record({
  deed: fc.nat(threadDeeds.length - 1),
  n: fc.nat(20),
  which: fc.nat(3),
  cancel: fc.boolean(),
})

async function act(
  world: World,
  { deed, n, which, cancel }: { deed: number; n: number; which: number; cancel: boolean },
) {
  const { forum, thread, member } = world
  const { db } = forum
  forum.wait(3_600_000)
  const threads = [thread.breakfast, thread.locked, thread.tea, thread.council]
  const its = (await threadById(db, threads[which]!))!
  const chosen = threadDeeds[deed]!
  const wants = cancel ? chosen.plain : states[chosen.name]!(n, forum.now)
  const by = { moderatorId: member.zhanzhang, reason: '', tellsAuthor: n % 2 === 0, now: forum.now }
  const [outcome] = await doDeed(db, await loadSite(db), {
    deed: chosen,
    threads: [its],
    wants: () => wants,
    by,
  })
  return outcome!.logId
}

async function undo({ forum, member }: World, logId: number): Promise<number> {
  forum.wait(3_600_000)
  const by = { moderatorId: member.zhanzhang, reason: '', tellsAuthor: false, now: forum.now }
  return undoDeed(forum.db, await loadSite(forum.db), logId, by)
}

/** What deeds may change, and must be as it was: threads whole, boards, members' counts, balances that are not nothing. */
async function remains(db: Db) {
  return {
    threads: await db.selectFrom('threads').selectAll().orderBy('id').execute(),
    boards: await db.selectFrom('boards').selectAll().orderBy('id').execute(),
    posts: await db.selectFrom('posts').select(['id', 'floor', 'removedAt']).orderBy('id').execute(),
    members: await db
      .selectFrom('members')
      .select(['id', 'digestCount', 'postCount'])
      .orderBy('id')
      .execute(),
    balances: await db
      .selectFrom('creditBalances')
      .selectAll()
      .where('balance', '!=', 0)
      .orderBy('memberId')
      .orderBy('kind')
      .execute(),
  }
}

/** What only ever grows. */
async function history(db: Db) {
  return {
    ledger: await db.selectFrom('creditEntries').selectAll().orderBy('id').execute(),
    log: await db.selectFrom('moderationLog').selectAll().orderBy('id').execute(),
  }
}

it('Whatever was done is undone in reverse, as if it had never been; ledger and log only grow', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const world = await buildWorld()
      const { db } = world.forum
      const before = await remains(db)
      const logIds: number[] = []
      for (const each of steps) {
        const logId = await act(world, each)
        if (logId !== null) logIds.push(logId)
      }
      const done = await history(db)
      expect(done.log).toHaveLength(logIds.length)
      for (const logId of logIds.toReversed()) await undo(world, logId)
      expect(await remains(db)).toEqual(before)
      const after = await history(db)
      expect(after.ledger.slice(0, done.ledger.length)).toEqual(done.ledger)
      expect(after.log.slice(0, done.log.length)).toEqual(done.log)
      expect(after.log.slice(done.log.length).map(({ undoes }) => undoes)).toEqual(logIds.toReversed())
      const calendar = new Calendar('Asia/Shanghai', world.forum.now)
      expect((await checkCounters(db, calendar)).filter(({ wrong }) => wrong > 0)).toEqual([])
      expect(await ledgerProblems(db)).toBe(0)
      expect(await brokenLine(db)).toBe(null)
      await world.forum.close()
    }),
    { numRuns: 20 },
  )
})

const indexOf = (name: string) => threadDeeds.findIndex((deed) => deed.name === name)

it('A deed is undone once, and only while nothing has changed what it changed', async () => {
  const world = await buildWorld()
  const pinned = (await act(world, { deed: indexOf('pin'), n: 1, which: 0, cancel: false }))!
  const moved = (await act(world, { deed: indexOf('pin'), n: 2, which: 0, cancel: false }))!
  await expect(undo(world, pinned)).rejects.toMatchObject({ kind: 'conflict' })
  // Another deed on the thread is no hindrance.
  await act(world, { deed: indexOf('lock'), n: 1, which: 0, cancel: false })
  await undo(world, moved)
  await expect(undo(world, moved)).rejects.toMatchObject({ kind: 'conflict' })
  const back = await undo(world, pinned)
  const { db } = world.forum
  const thread = await threadById(db, world.thread.breakfast)
  expect(thread).toMatchObject({ pin: 0, pinUntil: null, locked: 1 })
  const line = await db
    .selectFrom('moderationLog')
    .selectAll()
    .where('id', '=', back)
    .executeTakeFirstOrThrow()
  expect([line.deed, line.undoes]).toEqual(['cancel-pin', pinned])
  // What is done anew is another deed; the line of the first is undone for good.
  await act(world, { deed: indexOf('pin'), n: 1, which: 0, cancel: false })
  await expect(undo(world, pinned)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(undo(world, 999_999)).rejects.toMatchObject({ kind: 'missing' })
  await world.forum.close()
})

it('A line that is older than the log keeps states is not undone', async () => {
  const world = await buildWorld()
  const { db } = world.forum
  const old = { threadId: world.thread.breakfast, moderatorId: world.member.banzhu, createdAt: 1 }
  const { id } = await db
    .insertInto('moderationLog')
    .values({
      ...old,
      aboutKind: 'thread',
      aboutId: old.threadId,
      deed: 'highlight',
      detail: '红色（永久）',
      reason: '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await expect(undo(world, id)).rejects.toMatchObject({ kind: 'conflict' })
  const page = await world.forum.visitor().get(`/threads/${world.thread.breakfast}/log`)
  expect(page.text('ol.log li')).toContain('banzhu 加亮 红色（永久）')
  await world.forum.close()
})

it('A hundred threads are dealt with in chunks, each with its line', async () => {
  const world = await buildWorld()
  const { db } = world.forum
  const ids: number[] = []
  for (let count = 0; count < 120; count++)
    ids.push(await world.start('laowang', world.board.chat, `第${count}个`))
  const threads = await Promise.all(ids.toReversed().map(async (id) => (await threadById(db, id))!))
  const lock: StateDeed = threadDeeds[indexOf('lock')]!
  const by = { moderatorId: world.member.zhanzhang, reason: '', tellsAuthor: true, now: world.forum.now }
  const site = await loadSite(db)
  const outcomes = await doDeed(db, site, { deed: lock, threads, wants: () => ({ locked: 1 }), by })
  expect(outcomes.map(({ threadId }) => threadId)).toEqual(ids)
  expect(outcomes.every(({ logId }) => logId !== null)).toBe(true)
  const again = await doDeed(db, site, { deed: lock, threads, wants: () => ({ locked: 1 }), by })
  // As somebody finds it who has loaded the threads before.
  expect(again.every(({ logId }) => logId === null)).toBe(true)
  expect(await brokenLine(db)).toBe(null)
  expect(isPlainState(lock, lock.stands((await threadById(db, ids[0]!))!, by.now))).toBe(false)
  await world.forum.close()
})
