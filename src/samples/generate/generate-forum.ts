import type { Db } from '../../db/database.js'
import { continueIds } from '../../db/ids.js'
import { analyze } from '../../db/integrity.js'
import { inTransaction } from '../../db/transaction.js'
import { Refusal } from '../../refusal.js'
import { needsSetUp } from '../../forum/setup/set-up-forum.js'
import { siteChanged } from '../../forum/shown.js'
import { GeneratedTexts } from './generated-texts.js'
import { planTalk } from './plan-talk.js'
import { seededRandom } from './random.js'
import {
  GENERATED_UNTIL,
  writeBoards,
  writeCounters,
  writeMembers,
  writePosts,
  writeThreads,
  type GeneratedSize,
} from './write-generated.js'

/**
 * Fills an empty forum. The same seed and sizes give the same rows but for the password hash. Thread 1 has 10,010
 * posts or more once there are 100,000. Throws Refusal when the forum is not empty or the sizes do not fit together.
 */
export async function generateForum(db: Db, size: GeneratedSize): Promise<void> {
  if (!(await needsSetUp(db)))
    throw new Refusal('conflict', () => 'the forum has members already; generate wants an empty data folder')
  if (size.posts < size.threads)
    throw new Refusal('invalid', () => '--posts must be at least --threads: each thread begins with a post')
  if (size.members < 3 || size.boards < 1 || size.threads < 1)
    throw new Refusal('invalid', () => 'at least 3 members, 1 board and 1 thread')
  const random = seededRandom(size.seed)
  const talk = planTalk(random, { ...size, until: GENERATED_UNTIL })
  const texts = new GeneratedTexts(random)
  await inTransaction(db, async (db) => {
    await writeMembers(db, size, talk)
    await writeBoards(db, size, talk)
    await writeThreads(db, size, talk, texts)
  })
  await writePosts(db, size, talk, texts)
  await continueIds(db)
  await inTransaction(db, async (db) => {
    size.onProgress(size.posts, 'counters')
    await writeCounters(db, size, talk)
    await siteChanged(db)
  })
  await analyze(db)
}
