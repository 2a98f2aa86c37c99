import { changeCredit } from '../../forum/credits/change-credit.js'
import { creditBalances } from '../../forum/credits/credit-queries.js'
import { digest } from '../../forum/moderation/deeds/digest-deed.js'
import { highlight } from '../../forum/moderation/deeds/highlight-deed.js'
import { doDeed } from '../../forum/moderation/do-deed.js'
import { postReply } from '../../forum/posts/post-reply.js'
import { written } from '../../forum/posts/written.js'
import { castMood } from '../../forum/reactions/cast-mood.js'
import { startThread } from '../../forum/posts/start-thread.js'
import { readableThread } from '../../forum/threads/thread-queries.js'
import type { Thread } from '../../forum/threads/thread.js'
import { Calendar } from '../../calendar.js'
import type { ReferenceThread } from './demo-samples.js'
import type { DemoStage } from './play-thread.js'

const HOUR = 3_600_000
/** Votes for the moods 1 to 7. */
const VOTES = [9, 4, 1, 5, 0, 1, 1]

/** Plays the thread of the saved page: its author and figures, its date, its highlight; texts of our own. */
export async function playReferenceThread(stage: DemoStage, reference: ReferenceThread): Promise<void> {
  const { db, site, cast, boards } = stage
  const { postedAt } = reference
  const author = await cast.member(db, site, cast.zj66)
  const day = (at: number) => new Calendar(site.settings.timeZone, at).today
  const threadId = await startThread(db, site, {
    boardId: boards.get('union')!,
    author,
    subject: reference.subject,
    text: written(reference.body),
    day: day(postedAt),
    now: postedAt,
  })
  const load = async () => (await readableThread(db, site, author, threadId))!

  for (const [index, body] of reference.replies.entries()) {
    const now = postedAt + Math.floor((index + 1) ** 1.8 * HOUR * 1.7)
    await postReply(db, site, {
      thread: await load(),
      author: await cast.member(db, site, cast.regulars[3 + ((index * 7) % 30)]!),
      subject: '',
      text: written(body),
      mayReplyLocked: false,
      day: day(now),
      now,
    })
  }
  await vote(stage, threadId, postedAt)
  await decorate(stage, await load(), reference)
  await db.updateTable('threads').set({ viewCount: 31_876 }).where('id', '=', threadId).execute()
  await carryFigures(stage, reference)
}

/** 精华, and the highlight that the saved page tells of. */
async function decorate(
  { db, site, cast }: DemoStage,
  thread: Thread,
  reference: ReferenceThread,
): Promise<void> {
  const now = reference.highlightedAt
  const by = { moderatorId: cast.qiufeng, reason: reference.highlightReason, tellsAuthor: true, now }
  await doDeed(db, site, {
    deed: digest,
    threads: [thread],
    wants: () => ({ digest: 1 }),
    by: { ...by, reason: '' },
  })
  const wants = () => ({ ...highlight.plain, highlightColor: 'red', highlightBold: 1 })
  await doDeed(db, site, { deed: highlight, threads: [thread], wants, by })
}

async function vote({ db, site, cast }: DemoStage, threadId: number, now: number): Promise<void> {
  let next = 5
  for (const [index, votes] of VOTES.entries()) {
    for (let count = 0; count < votes; count++) {
      const voter = await cast.member(db, site, cast.regulars[next++]!)
      const thread = (await readableThread(db, site, voter, threadId))!
      await castMood(db, { thread, voter, mood: site.moods[index]!, now: now + next * HOUR })
    }
  }
}

/** What the author brought along from the older board: the saved page's figures less what was earned here. */
async function carryFigures({ db, cast }: DemoStage, reference: ReferenceThread): Promise<void> {
  const memberId = cast.zj66
  const wanted = {
    wealth: reference.wealth,
    prestige: reference.prestige,
    contribution: reference.contribution,
    coin: reference.coin,
    praise: reference.praise,
  }
  const earned = (await creditBalances(db, [memberId])).get(memberId)!
  const now = reference.lastVisitAt
  for (const [kind, amount] of Object.entries(wanted)) {
    await changeCredit(db, {
      memberId,
      kind,
      amount: amount - (earned.get(kind) ?? 0),
      cause: 'carried',
      now,
    })
  }
  await db
    .updateTable('members')
    .set((eb) => ({
      carriedDigestCount: reference.digests - 1,
      carriedPostCount: eb(eb.val(reference.posts), '-', eb.ref('postCount')),
      onlineMs: reference.onlineHours * HOUR,
      lastVisitAt: now,
      previousVisitAt: now,
      onlineUntil: now,
    }))
    .where('id', '=', memberId)
    .execute()
}
