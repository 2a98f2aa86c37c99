import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ledgerProblems } from '../../src/forum/counters/check-ledger.js'
import { checkCounters, recount } from '../../src/forum/counters/recount.js'
import { integrityProblems } from '../../src/db/integrity.js'
import { findMember } from '../../src/forum/members/member-queries.js'
import { findPost } from '../../src/forum/posts/post-queries.js'
import { removePost } from '../../src/forum/posts/remove-post.js'
import { castMood } from '../../src/forum/reactions/cast-mood.js'
import { Refusal } from '../../src/refusal.js'
import { loadSite } from '../../src/forum/site/load-site.js'
import { digest } from '../../src/forum/moderation/deeds/digest-deed.js'
import { doDeed } from '../../src/forum/moderation/do-deed.js'
import { readableThread, threadById } from '../../src/forum/threads/thread-queries.js'
import { Calendar } from '../../src/calendar.js'
import { buildWorld, type World } from '../support/world.js'
import { moveThread, restorePost } from './deeds-to-come.js'

const writers = ['laowang', 'xiaoming', 'haibian', 'banzhu'] as const

/** What they do, by how often. */
const kinds = 'start reply reply reply remove remove restore move digest mood wait'.split(' ')

/** One thing somebody does; numbers choose among what there is. */
const deed = fc.record({
  kind: fc.constantFrom(...kinds),
  who: fc.nat(writers.length - 1),
  which: fc.nat(1000),
})

describe('Counters', () => {
  it('agree with a recount after whatever people did', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 40 }), async (deeds) => {
        const world = await buildWorld()
        for (const each of deeds) await play(world, each)
        const { db, now } = world.forum
        const calendar = new Calendar('Asia/Shanghai', now)
        const wrong = (await checkCounters(db, calendar)).filter((report) => report.wrong > 0)
        expect(wrong).toEqual([])
        expect(await ledgerProblems(db)).toBe(0)
        expect(await integrityProblems(db)).toEqual([])
        await world.forum.close()
      }),
      { numRuns: 25 },
    )
  })

  it('are put right by a recount', async () => {
    const { forum } = await buildWorld()
    const calendar = new Calendar('Asia/Shanghai', forum.now)
    await forum.db.updateTable('threads').set({ replyCount: 77 }).execute()
    await forum.db.updateTable('members').set({ postCount: 5, digestCount: 9 }).execute()
    await forum.db.updateTable('dailyPosts').set({ posts: 1234 }).execute()
    const wrong = async () =>
      (await checkCounters(forum.db, calendar)).reduce((sum, report) => sum + report.wrong, 0)
    expect(await wrong()).toBeGreaterThan(5)
    await recount(forum.db, calendar)
    expect(await wrong()).toBe(0)
    await forum.close()
  })
})

async function play(
  world: World,
  { kind, who, which }: { kind: string; who: number; which: number },
): Promise<void> {
  const { forum, member } = world
  const { db } = forum
  const name = writers[who]!
  const site = await loadSite(db)
  const threads = await db.selectFrom('threads').select(['id', 'boardId']).execute()
  const thread = threads[which % threads.length]!
  const boards = [world.board.chat, world.board.sub, world.board.union]
  // Distinct moments, as a last post is the latest one; sometimes over midnight.
  forum.wait(kind === 'wait' ? 7 * 3_600_000 : 61_000)
  const calendar = new Calendar('Asia/Shanghai', forum.now)
  if (kind === 'start') await world.start(name, boards[which % 3]!, `主题${which}`)
  if (kind === 'reply')
    await world.reply(
      name,
      thread.id,
      which % 3 === 0 ? `[quote=某人,${1 + (which % 9)}]引用[/quote]回复` : '回复',
    )
  if (kind === 'remove') {
    const posts = await db.selectFrom('posts').select('id').where('floor', '>', 0).execute()
    const post = (await findPost(db, posts[which % posts.length]!.id))!
    const insider = (await findMember(db, site, member.zhanzhang))!
    const its = (await readableThread(db, site, insider, post.threadId))!
    await removePost(db, site, { post, thread: its, removerId: post.authorId, calendar })
  }
  if (kind === 'restore') {
    const removed = await db.selectFrom('posts').select('id').where('removedAt', 'is not', null).execute()
    if (removed.length > 0) await restorePost(db, removed[which % removed.length]!.id, calendar)
  }
  if (kind === 'move') await moveThread(db, { id: thread.id, boardId: boards[which % 3]!, calendar })
  if (kind === 'digest') {
    const by = { moderatorId: member.zhanzhang, reason: '', tellsAuthor: false, now: forum.now }
    const its = (await threadById(db, thread.id))!
    await doDeed(db, site, { deed: digest, threads: [its], wants: () => ({ digest: which % 3 }), by })
  }
  if (kind === 'mood') {
    const voter = (await findMember(db, site, member[name]))!
    const its = (await readableThread(db, site, voter, thread.id))!
    if (!its) return
    await castMood(db, { thread: its, voter, mood: site.moods[which % 7]!, now: forum.now }).catch(
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error
      },
    )
  }
}
