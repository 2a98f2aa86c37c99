import type { Request, Response } from 'express'
import { firstResult } from '../../forum/forms/form-result.js'
import { forgetKeptForm, keptForm } from '../../forum/forms/kept-form.js'
import { drawQuestion, requireAnswer } from '../../forum/accounts/question.js'
import { memberOf, type Visit } from '../visit.js'
import { trailTo } from '../parts/board-cells.js'
import { messages } from '../../i18n/zh-cn.js'
import { awardsTold } from '../../forum/credits/change-credit.js'
import type { Refusal } from '../../refusal.js'
import { requestedThread } from '../parts/requested-thread.js'
import { postAddress } from '../parts/thread-address.js'
import { replyRefusal, type Thread } from '../../forum/threads/thread.js'
import { formErrors, noErrors } from '../../web/form.js'
import { typed, idNumber } from '../../fields.js'
import { answerFor } from '../../web/http-errors.js'
import { renderPage } from '../../web/render.js'
import { answeredMember, aroundReply, askedPosts } from '../../forum/posts/answered-posts.js'
import { postReply, sentReply } from '../../forum/posts/post-reply.js'
import { findPost } from '../../forum/posts/post-queries.js'
import { replyTip } from '../parts/reply-tip.js'
import {
  freshWriting,
  previewOf,
  readWriting,
  replyFields,
  typedWriting,
  wantsPreview,
  type WritingShown,
} from '../parts/writing-form.js'
import { written } from '../../forum/posts/written.js'

/** GET /threads/:id/reply?quote=POST&to=POST */
export async function showReplyForm(visit: Visit, req: Request, res: Response): Promise<void> {
  const thread = await requestedThread(visit, req)
  requireReply(visit, thread)
  const kept = await keptForm(visit.db, memberOf(visit).id, replyPath(req))
  const { db, site } = visit
  const { latest, ...asked } = await aroundReply(db, thread, site.settings, askedPosts(req.query))
  await renderForm(visit, res, thread, { form: freshWriting(kept, asked), kept, latest })
}

/** POST /threads/:id/posts */
export async function createReply(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, viewer, now, calendar } = visit
  const thread = await requestedThread(visit, req)
  if (wantsPreview(req.body)) {
    requireReply(visit, thread)
    const previewHtml = await previewOf(visit, req.body)
    return renderForm(visit, res, thread, { form: typedWriting(req.body), previewHtml, sent: req.body })
  }
  const author = memberOf(visit)
  const fields = readWriting(visit, replyFields, req.body)
  const { body, formId } = fields
  const subject = isRepeated(fields.subject, thread.subject) ? '' : fields.subject
  const sent = { thread, author, subject, formId }
  // A form sent again is told of its first post, whatever has become of the thread or the question meanwhile.
  let postId = await firstResult(db, sentReply({ ...sent, text: { body } }))
  if (postId === null) {
    const mayReplyLocked = requireReply(visit, thread)
    requireAnswer(site.settings, 'post', viewer, fields)
    await visit.limits.posting.count(visit.address, site.settings.postsPerAddress)
    postId = await postReply(db, site, {
      ...sent,
      answeredId: await answeredMember(db, thread, typed(req.body, 'to')),
      text: written(body),
      mayReplyLocked,
      day: calendar.today,
      now,
    })
  }
  await forgetKeptForm(db, author.id, replyPath(req), formId)
  const post = await findPost(db, postId)
  req.session.flash = { kind: 'good', text: messages.done.posted(awardsTold(site, 'reply')) }
  res.redirect(303, postAddress(thread.id, post!, site.settings))
}

/** The full form with what was typed, and why it was refused; a locked thread shows it too, so that nothing is lost. */
export async function refillReply(
  visit: Visit,
  req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  const thread = await requestedThread(visit, req)
  await renderForm(visit, res, thread, {
    form: typedWriting(req.body),
    sent: req.body,
    errors: formErrors(refusal),
    status: answerFor(refusal).status,
  })
}

/** The address of the form, where what was typed is kept. */
function replyPath(req: Request): string {
  return `/threads/${idNumber(req.params.id) ?? 0}/reply`
}

/** Throws why the viewer may not reply; returns whether they moderate the board. */
function requireReply({ site, viewer }: Visit, thread: Thread): boolean {
  const isModerator = site.boards.isModerator(viewer, thread.boardId)
  const refusal = replyRefusal(viewer, thread, isModerator)
  if (refusal) throw refusal
  return isModerator
}

// PHPWind 1.15: a title that only says Re: and the thread's subject is dropped.
function isRepeated(subject: string, threadSubject: string): boolean {
  return subject.replace(/^re[:：]\s*/i, '') === threadSubject
}

async function renderForm(
  visit: Visit,
  res: Response,
  thread: Thread,
  shown: WritingShown & { latest?: Awaited<ReturnType<typeof aroundReply>>['latest'] },
): Promise<void> {
  const { form, kept = null, errors = noErrors, previewHtml = null, status = 200 } = shown
  const { db, site, viewer } = visit
  const { settings } = site
  const href = `/threads/${thread.id}`
  renderPage(
    res,
    'posts/reply',
    {
      title: messages.title.reply,
      trail: trailTo(
        site,
        thread.boardId,
        { name: thread.subject, href },
        { name: messages.title.reply, href: null },
      ),
      thread: { id: thread.id, subject: thread.subject, href },
      action: `${href}/posts`,
      form,
      kept,
      errors,
      previewHtml,
      subjectMax: settings.subjectMax,
      bodyMax: settings.bodyMax,
      question: drawQuestion(settings, 'post', viewer, shown.sent),
      tip: replyTip(settings.replyTips, thread.id),
      latest: shown.latest ?? (await aroundReply(db, thread, settings)).latest,
    },
    status,
  )
}
