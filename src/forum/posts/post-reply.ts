import { firstResult, noForm, rememberResult, type SentForm } from '../forms/form-result.js'
import { takeFloor } from '../counters/settle-thread.js'
import { tally } from '../counters/tally.js'
import { awardCredits } from '../credits/change-credit.js'
import type { Db } from '../../db/database.js'
import { lockMembers } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import type { Member } from '../members/member.js'
import { listenersOf, notifyOfReply } from '../notices/notify.js'
import { Refusal } from '../../refusal.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'
import type { Thread } from '../threads/thread.js'
import { holdBackFlood } from './hold-back-flood.js'
import { insertPost } from './insert-post.js'
import { floodInterval } from './post.js'
import type { Written } from './written.js'

/** A reply that has passed its checks. `day` is the site's day of `now`; `mayReplyLocked`: a moderator of the board. */
export interface Reply {
  thread: Thread
  author: Member
  subject: string
  text: Written
  /** the form it came by, if by any */
  sent?: SentForm
  mayReplyLocked: boolean
  /** the member whose post it answers, or null */
  answeredId?: number | null
  day: string
  now: number
}

/**
 * Posts a reply on the thread's next floor and returns the post's id; a form sent again returns the first post's.
 * Throws Refusal `too-soon` within the member's flood interval, `conflict` when the thread was locked meanwhile.
 */
export async function postReply(db: Db, site: Site, reply: Reply): Promise<number> {
  const { thread, author, subject, text, sent = noForm, now } = reply
  return inTransaction(db, async (db) => {
    const first = await firstResult(db, sent)
    if (first !== null) return first

    const listeners = await listenersOf(db, {
      thread,
      author,
      body: text.body,
      answeredId: reply.answeredId ?? null,
    })
    await lockMembers(db, [author.id, ...listeners.map(({ memberId }) => memberId)])
    await holdBackFlood(db, author.id, floodInterval(author, site.settings.floodSeconds), now)
    const mostLocked = Number(reply.mayReplyLocked)
    const floor = await takeFloor(db, { threadId: thread.id, authorId: author.id, mostLocked, now })
    if (floor === null) throw new Refusal('conflict', (t) => t.thread.locked)
    const postId = await insertPost(db, {
      threadId: thread.id,
      floor,
      authorId: author.id,
      subject,
      text,
      now,
    })
    await awardCredits(db, site, author.id, 'reply', now)
    await notifyOfReply(db, site, listeners, { thread, author, postId, now })
    await rememberResult(db, sent, postId, now)
    // Last, as all replies of the board and of the day wait for these rows.
    const post = {
      authorId: author.id,
      boardId: thread.boardId,
      threadId: thread.id,
      day: reply.day,
      isThread: false,
      isDigest: false,
    }
    await tally(db, [post], { sign: 1, today: reply.day })
    await changed(db, ...placesOf(thread, site.boards), `member:${author.id}`)
    return postId
  })
}
