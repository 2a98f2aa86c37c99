import type { Request, Response } from 'express'
import { z } from 'zod'
import { forgetKeptForm, keptForm, withKept, type KeptForm } from '../../forum/forms/kept-form.js'
import { memberOf, type Visit } from '../visit.js'
import { trailTo } from '../parts/board-cells.js'
import { messages } from '../../i18n/zh-cn.js'
import type { Refusal, Say } from '../../refusal.js'
import {
  highlightClass,
  highlightColors,
  isHighlighted,
  isPlain,
  type Highlight,
} from '../../forum/threads/highlight.js'
import { requestedThread } from '../parts/requested-thread.js'
import type { Thread } from '../../forum/threads/thread.js'
import { formErrors, noErrors, type FormErrors } from '../../web/form.js'
import { checkbox, lineLimits, lineText, optionalNumber, parseForm, rawText, typed } from '../../fields.js'
import { answerFor } from '../../web/http-errors.js'
import { renderPage } from '../../web/render.js'
import { highlightThread } from '../../forum/moderation/highlight-thread.js'
import { daysLeft, deedInWords, endAfter, standingInWords } from './highlight-words.js'
import { DAYS_MAX, moderationRefusal, REASON_MAX } from '../../forum/moderation/moderation.js'

const reasonFields = z.object({
  reason: lineText({ most: REASON_MAX }),
  reasonPick: rawText,
  notify: checkbox,
})

const highlightFields = z.object({
  color: z.literal(['', ...highlightColors]).default(''),
  bold: checkbox,
  italic: checkbox,
  underline: checkbox,
  days: optionalNumber(1, DAYS_MAX),
  ...reasonFields.shape,
})

// Where nothing stands there is nothing to cancel; said together with what else is wrong.
const firstHighlightFields = highlightFields.refine((fields) => !isPlain({ ...fields, until: null }), {
  path: ['color'],
  params: { say: ((t) => t.moderation.nothingToCancel) satisfies Say },
  when: () => true,
})

/** GET /threads/:id/moderation/highlight */
export async function showHighlightForm(visit: Visit, req: Request, res: Response): Promise<void> {
  const thread = await moderatedThread(visit, req)
  const stands = isHighlighted(thread, visit.now)
  const kept = await keptForm(visit.db, memberOf(visit).id, highlightPath(thread))
  const form = {
    color: stands ? (thread.highlightColor ?? '') : '',
    bold: stands && thread.highlightBold === 1,
    italic: stands && thread.highlightItalic === 1,
    underline: stands && thread.highlightUnderline === 1,
    days: String(daysLeft(thread, visit.now) ?? ''),
    reason: '',
    reasonPick: '',
    notify: true,
  }
  await renderForm(visit, res, thread, { form: withKept(form, kept), kept })
}

/** POST /threads/:id/moderation/highlight; its button for cancelling, or nothing chosen, cancels. */
export async function createHighlight(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, now, site } = visit
  const thread = await moderatedThread(visit, req)
  const { highlight, days, ...fields } = readForm(req.body, thread, now)
  const picked = site.settings.highlightReasons.includes(fields.reasonPick) ? fields.reasonPick : ''
  const isChanged = await highlightThread(db, site, {
    thread,
    moderatorId: memberOf(visit).id,
    highlight,
    detail: deedInWords(highlight, days),
    reason: fields.reason || picked,
    tellsAuthor: fields.notify,
    now,
  })
  await forgetKeptForm(db, memberOf(visit).id, highlightPath(thread), typed(req.body, 'formId'))
  const deed = messages.moderation.deeds[isPlain(highlight) ? 'cancel-highlight' : 'highlight']!
  const text = isChanged ? messages.moderation.done(deed) : messages.done.nothing
  req.session.flash = { kind: 'good', text }
  res.redirect(303, `/threads/${thread.id}`)
}

interface ReadForm extends z.output<typeof reasonFields> {
  highlight: Highlight
  days: number | null
}

function readForm(body: unknown, thread: Thread, now: number): ReadForm {
  const plain: Highlight = { color: '', bold: false, italic: false, underline: false, until: null }
  if (typed(body, 'cancel') === '1') return { ...parseForm(reasonFields, body), highlight: plain, days: null }
  const fields = parseForm(isHighlighted(thread, now) ? highlightFields : firstHighlightFields, body)
  const { color, bold, italic, underline, days, ...reason } = fields
  const until = endAfter(thread, days, now)
  return { ...reason, highlight: { color, bold, italic, underline, until }, days }
}

/** The form with what was chosen, and why it was refused. */
export async function refillHighlight(
  visit: Visit,
  req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  const thread = await moderatedThread(visit, req)
  const isOn = (field: string) => typed(req.body, field) === '1'
  await renderForm(visit, res, thread, {
    form: {
      color: typed(req.body, 'color'),
      bold: isOn('bold'),
      italic: isOn('italic'),
      underline: isOn('underline'),
      days: typed(req.body, 'days'),
      reason: typed(req.body, 'reason'),
      reasonPick: typed(req.body, 'reasonPick'),
      notify: isOn('notify'),
    },
    errors: formErrors(refusal, visit.words),
    status: answerFor(refusal, visit.words).status,
  })
}

function highlightPath({ id }: { id: number }): string {
  return `/threads/${id}/moderation/highlight`
}

async function moderatedThread(visit: Visit, req: Request): Promise<Thread> {
  const thread = await requestedThread(visit, req)
  const refusal = moderationRefusal(visit.viewer, thread, visit.site)
  if (refusal) throw refusal
  return thread
}

interface HighlightShown {
  form: {
    color: string
    bold: boolean
    italic: boolean
    underline: boolean
    days: string
    reason: string
    reasonPick: string
    notify: boolean
  }
  kept?: KeptForm | null
  errors?: FormErrors
  status?: number
}

async function renderForm(
  { site, now, calendar }: Visit,
  res: Response,
  thread: Thread,
  shown: HighlightShown,
): Promise<void> {
  const { form, kept = null, errors = noErrors, status = 200 } = shown
  const href = `/threads/${thread.id}`
  renderPage(
    res,
    'moderation/highlight',
    {
      title: messages.title.highlight,
      trail: trailTo(
        site,
        thread.boardId,
        { name: thread.subject, href },
        { name: messages.title.highlight, href: null },
      ),
      action: highlightPath(thread),
      thread: { id: thread.id, subject: thread.subject, href, highlightClass: highlightClass(thread, now) },
      form,
      kept,
      colors: highlightColors.map((id) => ({ id, title: messages.moderation.colors[id] })),
      reasons: site.settings.highlightReasons,
      errors,
      limits: lineLimits(reasonFields),
      isHighlighted: isHighlighted(thread, now),
      standing: standingInWords(thread, calendar, now),
    },
    status,
  )
}
