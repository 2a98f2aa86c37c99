import { z } from 'zod'
import { withKept, type KeptForm } from '../../forum/forms/kept-form.js'
import { requireAnswer } from '../../forum/accounts/question.js'
import type { Visit } from '../visit.js'
import { messages } from '../../i18n/zh-cn.js'
import { Refusals } from '../../refusal.js'
import type { Settings } from '../../forum/site/settings.js'
import { renderBbcode } from '../../text/bbcode-html.js'
import type { FormErrors } from '../../web/form.js'
import { bodyText, formIdField, lineText, parseForm, rawText, typed } from '../../fields.js'
import { randomToken } from '../../secrets.js'

/** The fields of a reply: 描述 is optional. */
export const replyFields = fieldsFor({ leastSubject: 0 })

/** The fields of a new thread, and of its first floor when edited: a subject is needed. */
export const threadFields = fieldsFor({ leastSubject: 1 })

/** The fields of either when only looked at: nothing may be too long, but what is still missing need not be there. */
const previewFields = fieldsFor({ leastSubject: 0, isPreview: true })

// Making a schema costs more than all the statements of a reply: once for each state of the settings.
function fieldsFor({ leastSubject, isPreview = false }: { leastSubject: number; isPreview?: boolean }) {
  const make = ({ subjectMax, bodyMin, bodyMax }: Settings) =>
    z.object({
      subject: lineText({ least: leastSubject, most: subjectMax }),
      body: bodyText({ least: isPreview ? 0 : bodyMin, most: bodyMax }),
      formId: formIdField,
      questionId: rawText,
      answer: rawText,
    })
  const made = new WeakMap<Settings, ReturnType<typeof make>>()
  return (settings: Settings) => {
    const schema = made.get(settings) ?? make(settings)
    made.set(settings, schema)
    return schema
  }
}

/** Whether the button pressed was the preview, however often. */
export function wantsPreview(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'preview')
}

/** The HTML of a text that is to be looked at before it is posted. It is held to the same limits, and counts as a post does. */
export async function previewOf({ limits, address, site }: Visit, body: unknown): Promise<string> {
  const text = parseForm(previewFields(site.settings), body).body
  await limits.posting.count(address, site.settings.postsPerAddress)
  return renderBbcode(text)
}

/**
 * Reads a writing form. Throws a Refusal that names all that is wrong with it at once, a wrong answer to the question among
 * it; whether a form that is well filled in has been answered is asked when it is known to be no resent one.
 */
export function readWriting(
  { site: { settings }, viewer }: Visit,
  fieldsOf: typeof replyFields,
  body: unknown,
): z.output<ReturnType<typeof replyFields>> {
  const refused = new Refusals()
  const fields = refused.note(() => parseForm(fieldsOf(settings), body), null)
  if (fields !== null) return fields
  const given = { questionId: typed(body, 'questionId'), answer: typed(body, 'answer') }
  refused.note(() => requireAnswer(settings, 'post', viewer, given), undefined)
  refused.throwAny(messages.refusal.checkFields)
  throw new Error('a form was refused without a reason')
}

/** What a writing form holds when it is shown. */
export interface Writing {
  formId: string
  subject: string
  body: string
  /** the post that is answered, by its id; empty when none is */
  to?: string
}

/** A writing form as a page shows it: empty, filled again with what was wrong, or with a preview above it. */
export interface WritingShown {
  form: Writing
  /** the form that came back: an answer given rightly in it need not be given again */
  sent?: unknown
  /** what was kept of it while its writer signed in */
  kept?: KeptForm | null
  errors?: FormErrors
  previewHtml?: string | null
  status?: number
}

/** An empty form with a fresh one-time id, or what was kept of one; quotes, and whom it answers, are added to either. */
export function freshWriting(
  kept: KeptForm | null,
  { quotes = '', subject = '', to = '' }: { quotes?: string; subject?: string; to?: string } = {},
): Writing {
  const form = withKept({ formId: randomToken(), subject: '', body: '', to: '' }, kept)
  return {
    formId: form.formId,
    subject: form.subject || subject,
    body: [form.body, quotes].filter((part) => part !== '').join('\n\n'),
    to: to || form.to,
  }
}

/** What was typed, to be shown again. */
export function typedWriting(body: unknown): Writing {
  return {
    formId: typed(body, 'formId') || randomToken(),
    subject: typed(body, 'subject'),
    body: typed(body, 'body'),
    to: typed(body, 'to'),
  }
}
