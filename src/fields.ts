import { z } from 'zod'
import { Refusal, type Say } from './refusal.js'
import { codePointLength, isCleanText } from './text/code-points.js'
import { seenLine } from './text/visible-characters.js'
import { visibleLength } from './text/visible-length.js'

/** The longest text of a field that says nothing of its length, UTF-16 code units: room for the longest password. */
const LONGEST = 2100

/** Code units that a line of `most` code points may have been typed with: letters and marks apart, spaces around it. */
const roomFor = (most: number) => 8 * most + 100

/** What was sent for one field. Bounded by code units before anything else is done with it. Missing counts as empty. */
function given(longest: number, tooLong: (text: string) => Say) {
  return z
    .string()
    .default('')
    .superRefine((text, context) => {
      if (text.length > longest) refuse(context, tooLong(text), { continue: false })
      else if (!isCleanText(text)) refuse(context, (t) => t.field.badText, { continue: false })
    })
}

/** A short text exactly as typed, like a password: well-formed and without NUL, which SQLite would cut or alter. */
export const rawText = given(LONGEST, (text) => (t) => t.field.tooLong(LONGEST, text.length))

/**
 * One line, NFC and trimmed; lengths in code points. A line in which nothing can be seen is an empty one. Its form counts
 * along what may still be written: see `lineLimits`.
 */
export function lineText({ least = 0, most }: { least?: number; most: number }) {
  return given(roomFor(most), (text) => (t) => t.field.tooLong(most, codePointLength(text)))
    .transform((text) => seenLine(text))
    .superRefine((text, context) => checkLength(text, least, most, context))
    .meta({ most })
}

/** How long each line of words in a form may be, in code points, by its field: what the form's view counts against. */
export function lineLimits({ shape }: z.ZodObject): Record<string, number> {
  const limits: Record<string, number> = {}
  for (const [name, field] of Object.entries(shape)) {
    const most = (field as z.ZodType).meta()?.most
    if (typeof most === 'number') limits[name] = most
  }
  return limits
}

/**
 * One line to be compared, like the answer to a question, a number or an address: as `lineText`, and what an input method
 * writes in full width is read as if it had not (NFKC).
 */
export function plainLine({ most }: { most: number }) {
  return given(roomFor(most), () => (t) => t.field.bad).transform((text) => seenLine(text.normalize('NFKC')))
}

/** Text of several lines, kept as typed; lengths in code points, of which `least` must be such that can be seen. */
export function bodyText({
  least,
  most,
  tooLong = (most, length) => (t) => t.field.tooLong(most, length),
}: {
  least: number
  most: number
  tooLong?: (most: number, length: number) => Say
}) {
  return given(2 * most, (text) => tooLong(most, codePointLength(text))).superRefine((text, context) => {
    const length = codePointLength(text)
    if (length > most) refuse(context, tooLong(most, length))
    else if (least > 0 && !isVisible(text, 1)) refuse(context, (t) => t.field.required)
    else if (!isVisible(text, least)) refuse(context, (t) => t.field.tooShort(least))
  })
}

function isVisible(source: string, least: number): boolean {
  return least === 0 || visibleLength(source) >= least
}

function checkLength(text: string, least: number, most: number, context: z.RefinementCtx): void {
  const length = codePointLength(text)
  if (length > most) refuse(context, (t) => t.field.tooLong(most, length))
  else if (length === 0 && least > 0) refuse(context, (t) => t.field.required)
  else if (length < least) refuse(context, (t) => t.field.tooShort(least))
}

/** Refuses a field in a refinement; what it says is put in words for who is told. */
export function refuse(context: z.RefinementCtx, say: Say, more: { continue?: boolean } = {}): void {
  context.addIssue({ code: 'custom', params: { say }, ...more })
}

/** A checkbox: `1` or nothing. */
export const checkbox = z
  .literal(['1', ''])
  .default('')
  .transform((value) => value === '1')

/** A one-time form id as our own forms print it, or empty. */
export const formIdField = z
  .string()
  .regex(/^[\w-]{16,64}$/)
  .or(z.literal(''))
  .default('')

/** That a number between these two is asked for. */
export function numberAsked(least: number, most: number): Say {
  return (t) => t.field.number(least, most)
}

/** A whole number in a form field, or empty for null. */
export function optionalNumber(least: number, most: number) {
  return plainLine({ most: 20 })
    .refine(
      (text) => text === '' || (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most),
      { params: { say: numberAsked(least, most) } },
    )
    .transform((text) => (text === '' ? null : Number(text)))
}

/** Reads a form by its schema. Throws a Refusal that names each bad field, in the order of the schema. */
export function parseForm<Schema extends z.ZodObject>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const fields: Record<string, Say> = {}
  for (const field of Object.keys(schema.shape)) {
    const issue = parsed.error.issues.find(({ path }) => path[0] === field)
    if (issue) fields[field] = refusedBy(issue)
  }
  throw new Refusal('invalid', (t) => t.refusal.checkFields, { fields })
}

/** Why a field was refused, in words that are ours: what the library says of a wrong shape is not. */
export function refusedBy(issue: z.core.$ZodIssue | undefined): Say {
  const say = issue?.code === 'custom' ? (issue.params?.say as Say | undefined) : undefined
  return say ?? ((t) => t.field.bad)
}

/** What a person typed into a field, for showing the form again: a string whatever was sent, clean enough to print. */
export function typed(body: unknown, field: string): string {
  if (typeof body !== 'object' || body === null) return ''
  const value = (body as Record<string, unknown>)[field]
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : ''
}

/** A positive number in an address or a hidden field, or null. */
export function idNumber(value: unknown): number | null {
  return typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null
}

/** A positive number as people type it: in the full-width digits of an input method, too, and with spaces around it. */
export function typedNumber(value: unknown): number | null {
  return typeof value === 'string' && value.length <= 20 ? idNumber(value.normalize('NFKC').trim()) : null
}
