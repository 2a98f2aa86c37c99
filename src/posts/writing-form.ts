import { z } from 'zod'
import type { Settings } from '../site/settings.js'
import { bodyText, formIdField, lineText, rawText, typed, type FormErrors } from '../web/form.js'
import { randomToken } from '../web/secrets.js'

/** The fields of a reply: 描述 is optional. */
export const replyFields = fieldsFor(0)

/** The fields of a new thread, and of its first floor when edited: a subject is needed. */
export const threadFields = fieldsFor(1)

// Making a schema costs more than all the statements of a reply: once for each state of the settings.
function fieldsFor(leastSubject: number) {
  const make = ({ subjectMax, bodyMin, bodyMax }: Settings) =>
    z.object({
      subject: lineText({ least: leastSubject, most: subjectMax }),
      body: bodyText({ least: bodyMin, most: bodyMax }),
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

/** Whether the button pressed was the preview. */
export function wantsPreview(body: unknown): boolean {
  return (body as { preview?: unknown } | undefined)?.preview === '1'
}

/** What a writing form holds when it is shown. */
export interface Writing {
  formId: string
  subject: string
  body: string
}

/** A writing form as a page shows it: empty, filled again with what was wrong, or with a preview above it. */
export interface WritingShown {
  form: Writing
  errors?: FormErrors
  previewHtml?: string | null
  status?: number
}

/** An empty form with a fresh one-time id, or what was kept of one. */
export function freshWriting(kept: Record<string, string> | null, body = ''): Writing {
  return { formId: kept?.formId ?? randomToken(), subject: kept?.subject ?? '', body: kept?.body ?? body }
}

/** What was typed, to be shown again. */
export function typedWriting(body: unknown): Writing {
  return {
    formId: typed(body, 'formId') || randomToken(),
    subject: typed(body, 'subject'),
    body: typed(body, 'body'),
  }
}
