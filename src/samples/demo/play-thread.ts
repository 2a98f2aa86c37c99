import type { Db } from '../../db/database.js'
import { findPost } from '../../forum/posts/post-queries.js'
import { postReply } from '../../forum/posts/post-reply.js'
import { written } from '../../forum/posts/written.js'
import type { Site } from '../../forum/site/site.js'
import { quotePost } from '../../text/bbcode-plain.js'
import { startThread } from '../../forum/posts/start-thread.js'
import { readableThread } from '../../forum/threads/thread-queries.js'
import { Calendar } from '../../calendar.js'
import type { DemoCast } from './demo-cast.js'
import type { PlannedThread } from './plan-demo.js'

/** Where the sample community is played. */
export interface DemoStage {
  db: Db
  site: Site
  cast: DemoCast
  /** ids by the boards' keys */
  boards: ReadonlyMap<string, number>
  random: () => number
}

/** Plays planned threads post by post in order of time, as it would have happened. Returns the threads' ids in the plan's order. */
export async function playThread(stage: DemoStage, plan: readonly PlannedThread[]): Promise<number[]> {
  const played = plan.map(() => ({ id: 0, postIds: [] as number[] }))
  const events = plan
    .flatMap((thread, index) => [
      { at: thread.at, index, reply: null },
      ...thread.replies.map((reply) => ({ at: reply.at, index, reply })),
    ])
    .sort((a, b) => a.at - b.at)
  for (const { at, index, reply } of events) {
    const thread = played[index]!
    if (reply === null) thread.id = await start(stage, plan[index]!)
    else thread.postIds.push(await answer(stage, { threadId: thread.id, postIds: thread.postIds, reply, at }))
  }
  return played.map((thread) => thread.id)
}

async function start({ db, site, cast, boards }: DemoStage, thread: PlannedThread): Promise<number> {
  const author = await cast.member(db, site, cast.regulars[thread.author]!)
  return startThread(db, site, {
    boardId: boards.get(thread.board)!,
    author,
    subject: thread.subject,
    text: written(thread.body),
    day: new Calendar(site.settings.timeZone, thread.at).today,
    now: thread.at,
  })
}

async function answer(
  { db, site, cast }: DemoStage,
  {
    threadId,
    postIds,
    reply,
    at,
  }: { threadId: number; postIds: readonly number[]; reply: PlannedThread['replies'][number]; at: number },
): Promise<number> {
  const author = await cast.member(db, site, cast.regulars[reply.author]!)
  const thread = (await readableThread(db, site, author, threadId))!
  const quoted = reply.quotes === null ? undefined : await findPost(db, postIds[reply.quotes] ?? 0)
  const quote = quoted ? quotePost({ name: quoted.authorName, postId: quoted.id, source: quoted.body }) : ''
  return postReply(db, site, {
    thread,
    author,
    subject: '',
    text: written(quote + reply.body),
    mayReplyLocked: false,
    day: new Calendar(site.settings.timeZone, at).today,
    now: at,
  })
}
