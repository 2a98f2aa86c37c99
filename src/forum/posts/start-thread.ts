import { firstResult, noForm, rememberResult, type SentForm } from '../forms/form-result.js'
import { tally } from '../counters/tally.js'
import { awardCredits } from '../credits/change-credit.js'
import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import type { Member } from '../members/member.js'
import { holdBackFlood } from './hold-back-flood.js'
import { insertPost } from './insert-post.js'
import { floodInterval } from './post.js'
import type { Written } from './written.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'

/** A thread that has passed its checks. `day` is the site's day of `now`. */
export interface NewThread {
  boardId: number
  author: Member
  subject: string
  text: Written
  /** the form it came by, if by any */
  sent?: SentForm
  day: string
  now: number
}

/**
 * Starts a thread with its floor 0 and returns its id; a form sent again returns the first thread's.
 * Throws Refusal `too-soon` within the member's flood interval.
 */
export async function startThread(
  db: Db,
  site: Site,
  { boardId, author, subject, text, sent = noForm, day, now }: NewThread,
): Promise<number> {
  return inTransaction(db, async (db) => {
    const first = await firstResult(db, sent)
    if (first !== null) return first

    await holdBackFlood(db, author.id, floodInterval(author, site.settings.floodSeconds), now)
    const { id: threadId } = await db
      .insertInto('threads')
      .values({
        boardId,
        authorId: author.id,
        subject,
        createdAt: now,
        lastPostAt: now,
        lastAuthorId: author.id,
        nextFloor: 1,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertPost(db, { threadId, floor: 0, authorId: author.id, subject: '', text, now })
    await awardCredits(db, site, author.id, 'thread', now)
    await rememberResult(db, sent, threadId, now)
    // Last, as whoever posts in the board or on the day waits for these rows.
    const post = { authorId: author.id, boardId, threadId, day, isThread: true, isDigest: false }
    await tally(db, [post], { sign: 1, today: day })
    await changed(db, ...placesOf({ id: threadId, boardId, pin: 0 }, site.boards), `member:${author.id}`)
    return threadId
  })
}
