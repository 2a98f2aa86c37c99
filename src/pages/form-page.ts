import type { Request, Response } from 'express'
import { z } from 'zod'
import { longest, printed, readEach, typedTexts, type Fields, type Texts, type Values } from '../field.js'
import { formIdField, parseForm, rawText, typed } from '../fields.js'
import { drawQuestion, requireAnswer } from '../forum/accounts/question.js'
import { firstResult, type SentForm } from '../forum/forms/form-result.js'
import { forgetKeptForm, keptForm, type KeptForm } from '../forum/forms/kept-form.js'
import { Refusal, Refusals } from '../refusal.js'
import { randomToken } from '../secrets.js'
import { formErrors, noErrors } from '../web/form.js'
import { answerFor } from '../web/http-errors.js'
import { renderPage, type Locals } from '../web/render.js'
import { memberOf, type Visit } from './visit.js'

/** Where a sent form has led: the next address, and what is said there. */
export interface Done {
  to: string
  said?: string
}

/**
 * A page with one form, filled in by a member: what is particular to it. The mechanism does the rest in one order for
 * all: load → read → first result of a form sent again → permit → question → limit → send → forget what was kept → 303.
 * Whatever refuses on the way shows the form again with what was typed.
 *
 * The view gets `form` (texts by field), `formId` (null without `sameAs`), `kept`, `errors`, `limits` (code points by
 * field), `previewHtml`, `question`, and what `around` adds.
 */
export interface FormPage<Thing, F extends Fields, Result = number> {
  view: string
  /** What they may see; throws "not found" otherwise. All that a form needs that is shown again. */
  load: (visit: Visit, req: Request) => Promise<Thing> | Thing
  /** Throws why they may not do it: when the form is opened, looked at, and sent. */
  permit?: (visit: Visit, thing: Thing) => void
  /** The fields, in the order of the page; `sent` is the body that is read, whose button may ask for fewer of them. */
  fields: (visit: Visit, thing: Thing, sent?: unknown) => F
  start: (
    visit: Visit,
    thing: Thing,
    req: Request,
  ) => Promise<NoInfer<Partial<Values<F>>>> | NoInfer<Partial<Values<F>>>
  /** What was kept of the form, beside what it starts with; left out, what was kept stands in its place. */
  withKept?: (kept: Texts<F>, start: Texts<F>) => Texts<F>
  around: (visit: Visit, thing: Thing, form: Texts<F>) => Promise<Locals> | Locals
  /** Checks that fields alone can't: notes more in `refused`. Only what could be read is there. */
  check?: (visit: Visit, thing: Thing, given: Partial<Values<F>>, refused: Refusals) => Promise<void> | void
  /** What makes two forms the same one: sent again, it finds its first result, which `send` returned: the id of what it made. */
  sameAs?: (thing: Thing, values: Values<F>) => SentForm['content']
  /** asks the question for those who have posted little, and counts among the posts of an address */
  isPosting?: { question: boolean }
  /** The HTML of what was typed, to be looked at before it is sent. Throws why there is none. */
  preview?: (visit: Visit, thing: Thing, body: unknown) => Promise<string> | string
  send: (visit: Visit, thing: Thing, values: Values<F>, sent: SentForm) => Promise<Result>
  done: (visit: Visit, thing: Thing, result: Result) => Promise<Done> | Done
  /** What the page shows in another way when it is shown again. */
  refused?: (visit: Visit, thing: Thing, form: Texts<F>, refusal: Refusal) => Record<string, unknown>
}

/** The page as it is: ties the types of its parts together. */
export function formPage<Thing, F extends Fields, Result = number>(
  page: FormPage<Thing, F, Result>,
): FormPage<Thing, F, Result> {
  return page
}

/** Whether the button pressed was the preview, however often. */
function wantsPreview(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'preview')
}

/** What answers GET and POST of a form page, and shows it again with a refusal. */
export function formHandlers<Thing, F extends Fields, Result>(page: FormPage<Thing, F, Result>) {
  async function show(visit: Visit, req: Request, res: Response): Promise<void> {
    const thing = await page.load(visit, req)
    page.permit?.(visit, thing)
    const fields = page.fields(visit, thing)
    const kept = await keptForm(visit.db, memberOf(visit).id, req.path)
    const start = printed(fields, await page.start(visit, thing, req))
    const form = kept ? merged(page, fields, kept, start) : start
    const formId = kept ? typed(kept.fields, 'formId') : ''
    await render(visit, res, thing, { form, formId, kept })
  }

  async function send(visit: Visit, req: Request, res: Response): Promise<void> {
    const thing = await page.load(visit, req)
    if (page.preview && wantsPreview(req.body)) return showPreview(visit, req, res, thing)
    const values = await read(visit, thing, req.body)
    const sent = sentForm(visit, thing, values, req.body)
    let result = page.sameAs ? ((await firstResult(visit.db, sent)) as Result | null) : null
    if (result === null) {
      page.permit?.(visit, thing)
      if (page.isPosting?.question) requireAnswerOf(visit, req.body)
      if (page.isPosting) await countPost(visit)
      result = await page.send(visit, thing, values, sent)
    }
    await forgetKeptForm(visit.db, sent.memberId, String(res.locals.formPath), sent.formId)
    const { to, said } = await page.done(visit, thing, result)
    if (said !== undefined) req.session.flash = { kind: 'good', text: said }
    res.redirect(303, to)
  }

  async function refill(visit: Visit, req: Request, res: Response, refusal: Refusal): Promise<void> {
    const thing = await loadAgain(visit, req, refusal)
    const form = typedTexts(page.fields(visit, thing), req.body)
    await render(visit, res, thing, {
      form,
      formId: typed(req.body, 'formId'),
      body: req.body,
      more: { errors: formErrors(refusal, visit.words), ...page.refused?.(visit, thing, form, refusal) },
      status: answerFor(refusal, visit.words).status,
    })
  }

  /** Who may not have the form is told what was refused first. */
  async function loadAgain(visit: Visit, req: Request, refusal: Refusal): Promise<Thing> {
    try {
      return await page.load(visit, req)
    } catch (error) {
      throw error instanceof Refusal && error.kind === 'forbidden' ? refusal : error
    }
  }

  async function showPreview(visit: Visit, req: Request, res: Response, thing: Thing): Promise<void> {
    page.permit?.(visit, thing)
    const previewHtml = await page.preview!(visit, thing, req.body)
    await render(visit, res, thing, {
      form: typedTexts(page.fields(visit, thing), req.body),
      formId: typed(req.body, 'formId'),
      body: req.body,
      more: { previewHtml },
    })
  }

  /** All fields, or one Refusal that names all that is wrong, a wrong answer to the question among it. */
  async function read(visit: Visit, thing: Thing, body: unknown): Promise<Values<F>> {
    const refused = new Refusals()
    const fields = page.fields(visit, thing, body)
    const values = readEach(fields, body, refused)
    await page.check?.(visit, thing, values, refused)
    refused.note(() => parseForm(besideFields, body), undefined)
    // Whether a form that is well filled in has been answered is asked when it is known to be no resent one.
    if (page.isPosting?.question && refused.any) refused.note(() => requireAnswerOf(visit, body), undefined)
    refused.throwAny((t) => t.refusal.checkFields, Object.keys(fields))
    return values as Values<F>
  }

  function sentForm(visit: Visit, thing: Thing, values: Values<F>, body: unknown): SentForm {
    const content = page.sameAs?.(thing, values) ?? []
    return { memberId: memberOf(visit).id, formId: typed(body, 'formId'), content }
  }

  async function render(
    visit: Visit,
    res: Response,
    thing: Thing,
    shown: { form: Texts<F>; formId: string; kept?: KeptForm | null; body?: unknown } & {
      more?: Record<string, unknown>
      status?: number
    },
  ): Promise<void> {
    const { form, formId, kept = null, body, more, status = 200 } = shown
    const { settings } = visit.site
    const locals = {
      form,
      formId: page.sameAs ? formId || randomToken() : null,
      kept,
      errors: noErrors,
      previewHtml: null,
      limits: longest(page.fields(visit, thing)),
      question: page.isPosting?.question ? drawQuestion(settings, 'post', visit.viewer, body) : null,
      ...(await page.around(visit, thing, form)),
      ...more,
    }
    renderPage(res, page.view, locals, status)
  }

  return { show, send, refill }
}

/** What a form holds beside its fields: its one-time id, and the answer to the question. */
const besideFields = z.object({ formId: formIdField, questionId: rawText, answer: rawText })

function merged<Thing, F extends Fields, Result>(
  page: FormPage<Thing, F, Result>,
  fields: F,
  kept: KeptForm,
  start: Texts<F>,
): Texts<F> {
  return page.withKept
    ? page.withKept(typedTexts(fields, kept.fields), start)
    : typedTexts(fields, kept.fields, start)
}

/** Throws unless the question was answered rightly, or none is asked of them. */
function requireAnswerOf({ site, viewer }: Visit, body: unknown): void {
  const given = { questionId: typed(body, 'questionId'), answer: typed(body, 'answer') }
  requireAnswer(site.settings, 'post', viewer, given)
}

/** Counts a post, or a look at one, among those of the address. Throws Refusal `too-soon` when there are too many. */
export async function countPost({ limits, address, site }: Visit): Promise<void> {
  await limits.posting.count(address, site.settings.postsPerAddress)
}
