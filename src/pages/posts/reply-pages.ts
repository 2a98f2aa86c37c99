import type { Request } from 'express'
import { awardsTold } from '../../forum/credits/change-credit.js'
import { answeredMember, aroundReply, askedPosts } from '../../forum/posts/answered-posts.js'
import { findPost } from '../../forum/posts/post-queries.js'
import { postReply } from '../../forum/posts/post-reply.js'
import { written } from '../../forum/posts/written.js'
import { replyRefusal, type Thread } from '../../forum/threads/thread.js'
import { messages } from '../../i18n/zh-cn.js'
import { formPage } from '../form-page.js'
import { trailTo } from '../parts/board-cells.js'
import { replyTip } from '../parts/reply-tip.js'
import { requestedThread } from '../parts/requested-thread.js'
import { postAddress } from '../parts/thread-address.js'
import { previewOf, replyFields } from '../parts/writing-form.js'
import { memberOf, type Visit } from '../visit.js'

type Surroundings = Awaited<ReturnType<typeof aroundReply>>

/** The thread that is replied to, and what stands around the form: asked for where it is shown. */
interface Replied {
  thread: Thread
  surroundings: () => Promise<Surroundings>
}

/** GET /threads/:id/reply?quote=POST&to=POST and POST /threads/:id/posts */
export const replyForm = formPage({
  view: 'posts/reply',

  load: async (visit: Visit, req: Request): Promise<Replied> => {
    const thread = await requestedThread(visit, req)
    let around: Promise<Surroundings> | undefined
    const ask = () => aroundReply(visit.db, thread, visit.site.settings, askedPosts(req.query))
    return { thread, surroundings: () => (around ??= ask()) }
  },

  permit: ({ viewer, site }, { thread }) => {
    const refusal = replyRefusal(viewer, thread, site.boards.isModerator(viewer, thread.boardId))
    if (refusal) throw refusal
  },

  fields: ({ site }) => replyFields(site.settings),

  start: async (_visit, { surroundings }) => {
    const { quotes, subject = '', to = null } = await surroundings()
    return { subject, body: quotes, to }
  },

  withKept: (kept, start) => ({
    subject: kept.subject || start.subject,
    body: [kept.body, start.body].filter((part) => part !== '').join('\n\n'),
    to: start.to || kept.to,
  }),

  around: async ({ site }, { thread, surroundings }) => {
    const href = `/threads/${thread.id}`
    const here = { name: messages.title.reply, href: null }
    return {
      title: messages.title.reply,
      trail: trailTo(site, thread.boardId, { name: thread.subject, href }, here),
      thread: { id: thread.id, subject: thread.subject, href },
      action: `${href}/posts`,
      tip: replyTip(site.settings.replyTips, thread.id),
      latest: (await surroundings()).latest,
    }
  },

  sameAs: ({ thread }, { subject, body }) => ['reply', thread.id, subjectOf(thread, subject), body],
  isPosting: { question: true },
  preview: (visit, _thing, body) => previewOf(visit, body),

  send: async (visit, { thread }, { subject, body, to }, sent) => {
    const { db, site, viewer, calendar, now } = visit
    return postReply(db, site, {
      thread,
      author: memberOf(visit),
      subject: subjectOf(thread, subject),
      answeredId: await answeredMember(db, thread, to),
      text: written(body),
      mayReplyLocked: site.boards.isModerator(viewer, thread.boardId),
      sent,
      day: calendar.today,
      now,
    })
  },

  done: async ({ db, site }, { thread }, postId) => ({
    to: postAddress(thread.id, (await findPost(db, postId))!, site.settings),
    said: messages.done.posted(awardsTold(site, 'reply')),
  }),
})

// PHPWind 1.15: a title that only says Re: and the thread's subject is dropped.
function subjectOf(thread: Thread, subject: string): string {
  return subject.replace(/^re[:：]\s*/i, '') === thread.subject ? '' : subject
}
