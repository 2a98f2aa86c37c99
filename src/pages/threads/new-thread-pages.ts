import type { Request, Response } from 'express'
import { firstResult } from '../../forum/forms/form-result.js'
import { forgetKeptForm, keptForm } from '../../forum/forms/kept-form.js'
import { drawQuestion, requireAnswer } from '../../forum/accounts/question.js'
import { memberOf, type Visit } from '../visit.js'
import { boardHref, trailTo } from '../parts/board-cells.js'
import type { Board } from '../../forum/boards/board.js'
import { awardsTold } from '../../forum/credits/change-credit.js'
import { messages } from '../../i18n/zh-cn.js'
import {
  freshWriting,
  previewOf,
  readWriting,
  threadFields,
  typedWriting,
  wantsPreview,
  type WritingShown,
} from '../parts/writing-form.js'
import { written } from '../../forum/posts/written.js'
import { Refusal, notFound } from '../../refusal.js'
import { formErrors, noErrors } from '../../web/form.js'
import { answerFor } from '../../web/http-errors.js'
import { idNumber } from '../../fields.js'
import { renderPage } from '../../web/render.js'
import { sentThread, startThread } from '../../forum/posts/start-thread.js'

/** GET /boards/:id/threads/new */
export async function showNewThread(visit: Visit, req: Request, res: Response): Promise<void> {
  const board = boardOfRequest(visit, req)
  const kept = await keptForm(visit.db, memberOf(visit).id, newThreadPath(req))
  await renderForm(visit, res, board, { form: freshWriting(kept), kept })
}

/** POST /boards/:id/threads */
export async function createThread(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, viewer, now, calendar } = visit
  const board = boardOfRequest(visit, req)
  if (board.parentId === null) throw new Refusal('forbidden', messages.thread.categoryTakesNone)
  if (wantsPreview(req.body)) {
    const previewHtml = await previewOf(visit, req.body)
    return renderForm(visit, res, board, { form: typedWriting(req.body), previewHtml, sent: req.body })
  }
  const author = memberOf(visit)
  const fields = readWriting(visit, threadFields, req.body)
  const { subject, body, formId } = fields
  const sent = { boardId: board.id, author, subject, formId }
  // A form sent again is told of its first thread, whatever has become of the question meanwhile.
  let threadId = await firstResult(db, sentThread({ ...sent, text: { body } }))
  if (threadId === null) {
    requireAnswer(site.settings, 'post', viewer, fields)
    await visit.limits.posting.count(visit.address, site.settings.postsPerAddress)
    threadId = await startThread(db, site, { ...sent, text: written(body), day: calendar.today, now })
  }
  await forgetKeptForm(db, author.id, newThreadPath(req), formId)
  req.session.flash = { kind: 'good', text: messages.done.posted(awardsTold(site, 'thread')) }
  res.redirect(303, `/threads/${threadId}`)
}

/** The same form with what was typed, and why it was refused. */
export async function refillNewThread(
  visit: Visit,
  req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  const board = boardOfRequest(visit, req)
  await renderForm(visit, res, board, {
    form: typedWriting(req.body),
    sent: req.body,
    errors: formErrors(refusal),
    status: answerFor(refusal).status,
  })
}

/** The address of the form, where what was typed is kept. */
function newThreadPath(req: Request): string {
  return `/boards/${idNumber(req.params.id) ?? 0}/threads/new`
}

function boardOfRequest({ site, viewer }: Visit, req: Request): Board {
  const board = site.boards.get(idNumber(req.params.id) ?? 0)
  if (!board || !site.boards.isReadable(viewer, board.id)) throw notFound()
  return board
}

async function renderForm(
  { site, viewer }: Visit,
  res: Response,
  board: Board,
  { form, sent, kept = null, errors = noErrors, previewHtml = null, status = 200 }: WritingShown,
): Promise<void> {
  const { subjectMax, bodyMax } = site.settings
  renderPage(
    res,
    'threads/new',
    {
      title: messages.thread.newThread,
      trail: trailTo(site, board.id, { name: messages.thread.newThread, href: null }),
      board: { id: board.id, name: board.name },
      action: `${boardHref(board)}/threads`,
      form,
      kept,
      errors,
      previewHtml,
      subjectMax,
      bodyMax,
      question: drawQuestion(site.settings, 'post', viewer, sent),
    },
    status,
  )
}
