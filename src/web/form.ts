import { z } from 'zod'
import { messages } from '../i18n/zh-cn.js'
import { Refusal } from '../refusal.js'
import { codePointLength, isCleanText, oneLine } from '../text/code-points.js'

/** Text exactly as typed: well-formed and without NUL, which SQLite would cut or alter. Missing counts as empty. */
export const rawText = z.string(messages.field.bad).refine(isCleanText, messages.field.badText).default('')

/** One line, NFC and trimmed; lengths in code points. */
export function lineText({ least = 0, most }: { least?: number; most: number }) {
  return rawText.transform(oneLine).superRefine((text, context) => checkLength(text, least, most, context))
}

/** Text of several lines, kept as typed; lengths in code points, and white space alone counts as empty. */
export function bodyText({ least, most }: { least: number; most: number }) {
  return rawText.superRefine((text, context) => {
    checkLength(text, least, most, context)
    if (text.trim() === '' && least > 0)
      context.addIssue({ code: 'custom', message: messages.field.required })
  })
}

function checkLength(text: string, least: number, most: number, context: z.RefinementCtx): void {
  const length = codePointLength(text)
  if (length > most) context.addIssue({ code: 'custom', message: messages.field.tooLong(most, length) })
  else if (length === 0 && least > 0) context.addIssue({ code: 'custom', message: messages.field.required })
  else if (length < least) context.addIssue({ code: 'custom', message: messages.field.tooShort(least) })
}

/** A checkbox: `1` or nothing. */
export const checkbox = z
  .literal(['1', ''], messages.field.bad)
  .default('')
  .transform((value) => value === '1')

/** A one-time form id as our own forms print it, or empty. */
export const formIdField = z
  .string()
  .regex(/^[\w-]{16,64}$/)
  .or(z.literal(''))
  .default('')

/** A whole number in a form field, or empty for null. */
export function optionalNumber(least: number, most: number) {
  return z
    .string(messages.field.bad)
    .trim()
    .default('')
    .refine(
      (text) => text === '' || (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most),
      {
        message: messages.field.number(least, most),
      },
    )
    .transform((text) => (text === '' ? null : Number(text)))
}

/** Reads a form by its schema. Throws a Refusal that names each bad field. */
export function parseForm<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '')
    fields[field] ??= issue.code === 'custom' ? issue.message : messages.field.bad
  }
  throw new Refusal('invalid', messages.refusal.checkFields, { fields })
}

/** What a person typed into a field, for showing the form again: a string whatever was sent, clean enough to print. */
export function typed(body: unknown, field: string): string {
  if (typeof body !== 'object' || body === null) return ''
  const value = (body as Record<string, unknown>)[field]
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : ''
}

/** Errors as the forms show them. */
export interface FormErrors {
  summary: string | null
  fields: Record<string, string>
}

export const noErrors: FormErrors = { summary: null, fields: {} }

/** Errors of a refusal, for the form it came from. */
export function formErrors(refusal: Refusal): FormErrors {
  return { summary: refusal.message, fields: refusal.fields }
}
