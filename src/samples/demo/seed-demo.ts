import { addBoard, addModerator } from '../../forum/boards/change-boards.js'
import type { Db } from '../../db/database.js'
import { analyze } from '../../db/integrity.js'
import { inTransaction } from '../../db/transaction.js'
import { pick, seededRandom, wholeBelow } from '../generate/random.js'
import { castMood } from '../../forum/reactions/cast-mood.js'
import { loadSite } from '../../forum/site/load-site.js'
import { setSetting } from '../../forum/site/set-setting.js'
import { readableThread } from '../../forum/threads/thread-queries.js'
import { demoCategories, demoSite, type DemoBoard } from './demo-boards.js'
import { decorateThreads } from './decorate-demo.js'
import { DemoCast } from './demo-cast.js'
import { playThread, type DemoStage } from './play-thread.js'
import { planDemo } from './plan-demo.js'
import { playReferenceThread } from './play-reference-thread.js'
import type { DemoBoardKey } from './texts/demo-text.js'
import { referenceThread } from './texts/reference-thread.js'

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
  await inTransaction(db, async (db) => {
    await setSetting(db, 'announcement', demoSite.announcement)
    if (accounts) await nameAsOnSavedPage(db)
    const cast = await DemoCast.assemble(db, { random, now, accounts })
    const boards = await addDemoBoards(db)
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
    await playReferenceThread(stage)
    const plan = planDemo(random, { people: cast.regulars.length, now })
    const threadIds = await playThread(stage, plan)
    await castMoods(stage, threadIds, now)
    await decorateThreads(db, threadIds, { random, plan, now })
    await cast.settle(db, { random, now })
  })
  await analyze(db)
}

/** The demo's own name, and the check question of the saved page with its answer beside it, asked of everybody. */
async function nameAsOnSavedPage(db: Db): Promise<void> {
  await setSetting(db, 'siteName', demoSite.name)
  await setSetting(db, 'siteTagline', demoSite.tagline)
  await setSetting(db, 'questions', referenceThread.question)
  await setSetting(db, 'questionOnPost', '1')
  await setSetting(db, 'questionShowAnswer', '1')
  await setSetting(db, 'questionExemptPosts', '1000000')
  await setSetting(db, 'replyTips', referenceThread.replyTip)
}

async function addDemoBoards(db: Db): Promise<Map<DemoBoardKey, number>> {
  const ids = new Map<DemoBoardKey, number>()
  const form = { description: '', access: 'open' as const, allowedGroups: [], moderatorIds: [] }
  const add = async (board: DemoBoard, parentId: number) => {
    const { key, name, description, access = 'open', subBoards = [] } = board
    const allowedGroups =
      access === 'hidden' ? ['founder', 'administrator', 'super-moderator', 'moderator'] : []
    const id = await addBoard(db, { ...form, parentId, name, description, access, allowedGroups })
    ids.set(key, id)
    for (const sub of subBoards) await add(sub, id)
  }
  for (const { name, boards } of demoCategories) {
    const id = await addBoard(db, { ...form, parentId: null, name })
    for (const board of boards) await add(board, id)
  }
  return ids
}

async function addModerators(
  db: Db,
  cast: DemoCast,
  boards: ReadonlyMap<DemoBoardKey, number>,
): Promise<void> {
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
