import { addBoard, addModerator } from '../../forum/boards/change-boards.js'
import type { Db } from '../../db/database.js'
import { analyze } from '../../db/integrity.js'
import { inTransaction } from '../../db/transaction.js'
import { pick, seededRandom, wholeBelow } from '../generate/random.js'
import { castMood } from '../../forum/reactions/cast-mood.js'
import { loadSite } from '../../forum/site/load-site.js'
import { setSetting } from '../../forum/site/set-setting.js'
import { readableThread } from '../../forum/threads/thread-queries.js'
import { decorateThreads } from './decorate-demo.js'
import { DemoCast } from './demo-cast.js'
import { readDemoSamples, type DemoBoard, type DemoSamples } from './demo-samples.js'
import { playThread, type DemoStage } from './play-thread.js'
import { planDemo } from './plan-demo.js'
import { playReferenceThread } from './play-reference-thread.js'

/** Moods a reader of the sample community is likely to choose, by the share of the moods 1 to 7. */
const MOOD_SHARES = [1, 1, 1, 1, 2, 3, 3, 4, 4, 4, 5, 6, 7]

/**
 * Fills a forum with the sample community, played through the same deeds as people use. `accounts` makes the three
 * demo accounts with that password hash; without it nobody of the sample can sign in. `now` is when it ends.
 */
export async function seedDemo(
  db: Db,
  { now, accounts }: { now: number; accounts: { passwordHash: string } | null },
): Promise<void> {
  const random = seededRandom(20_201_017)
  const samples = readDemoSamples()
  await inTransaction(db, async (db) => {
    await setSetting(db, 'announcement', samples.site.announcement)
    if (accounts) await nameAsOnSavedPage(db, samples)
    const cast = await DemoCast.assemble(db, samples, { random, now, accounts })
    const boards = await addDemoBoards(db, samples)
    await addModerators(db, cast, boards)

    // Old posts follow each other as fast as the plan says.
    const site = await loadSite(db)
    const stage: DemoStage = {
      db,
      site: { ...site, settings: { ...site.settings, floodSeconds: 0 } },
      cast,
      boards,
      random,
    }
    await playReferenceThread(stage, samples.referenceThread)
    const plan = planDemo(random, samples, { people: cast.regulars.length, now })
    const threadIds = await playThread(stage, plan)
    await castMoods(stage, threadIds, now)
    await decorateThreads(db, threadIds, { random, plan, now })
    await cast.settle(db, { random, now })
  })
  await analyze(db)
}

/** The demo's own name, and the check question of the saved page with its answer beside it, asked of everybody. */
async function nameAsOnSavedPage(db: Db, { site, referenceThread }: DemoSamples): Promise<void> {
  await setSetting(db, 'siteName', site.name)
  await setSetting(db, 'siteTagline', site.tagline)
  await setSetting(db, 'questions', referenceThread.question)
  await setSetting(db, 'questionOnPost', '1')
  await setSetting(db, 'questionShowAnswer', '1')
  await setSetting(db, 'questionExemptPosts', '1000000')
  await setSetting(db, 'replyTips', referenceThread.replyTip)
}

async function addDemoBoards(db: Db, { categories }: DemoSamples): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  const form = { description: '', access: 'open' as const, allowedGroups: [], moderatorIds: [] }
  const add = async ({ key, name, description, access }: DemoBoard, parentId: number) => {
    const allowedGroups =
      access === 'hidden' ? ['founder', 'administrator', 'super-moderator', 'moderator'] : []
    const id = await addBoard(db, { ...form, parentId, name, description, access, allowedGroups })
    ids.set(key, id)
    return id
  }
  for (const { name, boards } of categories) {
    const categoryId = await addBoard(db, { ...form, parentId: null, name })
    for (const board of boards) {
      const id = await add(board, categoryId)
      for (const sub of board.subBoards) await add(sub, id)
    }
  }
  return ids
}

async function addModerators(db: Db, cast: DemoCast, boards: ReadonlyMap<string, number>): Promise<void> {
  await addModerator(db, boards.get('chat')!, cast.banzhu)
  await addModerator(db, boards.get('union')!, cast.zj66)
  await addModerator(db, boards.get('union')!, cast.qiufeng)
  const others = [...boards].filter(([key]) => !['chat', 'union', 'jokes', 'books', 'council'].includes(key))
  for (const [index, [, id]] of others.entries())
    await addModerator(db, id, cast.regulars[[1, 2, 4, 5, 7][index % 5]!]!)
}

async function castMoods(
  { db, site, cast, random }: DemoStage,
  threadIds: readonly number[],
  now: number,
): Promise<void> {
  for (const threadId of threadIds) {
    if (random() < 0.55) continue
    const voters = new Set(
      Array.from({ length: 1 + wholeBelow(random, 14) }, () => pick(random, cast.regulars)),
    )
    for (const memberId of voters) {
      const voter = await cast.member(db, site, memberId)
      const thread = await readableThread(db, site, voter, threadId)
      if (!thread || thread.authorId === memberId) continue
      const mood = site.moods[pick(random, MOOD_SHARES) - 1]!
      await castMood(db, { thread, voter, mood, now: Math.min(now, thread.lastPostAt + 60_000) })
    }
  }
}
