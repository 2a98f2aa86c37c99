import { z } from 'zod'
import { bodyText, lineText, optionalNumber, plainLine, numberAsked, refusedBy } from './fields.js'
import { Refusals, type Say } from './refusal.js'
import { seenLine } from './text/visible-characters.js'

/** One field, said once: forms, settings and deeds are made of them. */
export interface Field<T> {
  /** how it is drawn */
  kind: 'line' | 'text' | 'number' | 'flag' | 'choice' | 'several' | 'lines' | 'hidden'
  /** what was sent for it, or stands stored; issues say why it was refused */
  read: z.ZodType<T, unknown>
  /** the text that `read` makes the same value of: in a form, in a row of the settings, on the command line */
  print(value: T): string
  /** of a number; of text in code points */
  least?: number
  most?: number
  choices?: readonly string[]
  /** never shown again, kept or logged */
  isSecret?: true
}

export type Fields = Readonly<Record<string, Field<unknown>>>

/** What the fields of a form hold once they are read. */
export type Values<F extends Fields> = { [Name in keyof F]: F[Name] extends Field<infer T> ? T : never }

/** What stands in the fields of a form, as text: printed, or as somebody typed it. */
export type Texts<F extends Fields> = Record<keyof F & string, string>

/** The longest text of several lines, code points. */
const LONGEST = 10_000

/** One line, its length in code points; `isRight` asks more of it. */
export function line({
  least = 0,
  most,
  isRight = () => true,
}: {
  least?: number
  most: number
  isRight?: (text: string) => boolean
}): Field<string> {
  const read = lineText({ least, most }).refine(isRight)
  return { kind: 'line', read, print: String, least, most }
}

/** Text of several lines, kept as typed; lengths in code points. */
export function text({
  least,
  most,
  tooLong,
}: {
  least: number
  most: number
  tooLong?: (most: number, length: number) => Say
}): Field<string> {
  const read = bodyText(tooLong ? { least, most, tooLong } : { least, most })
  return { kind: 'text', read, print: String, least, most }
}

/** A whole number; it may be typed in the full-width digits of an input method. */
export function number(least: number, most: number): Field<number> {
  const isWithin = (text: string) => /^-?\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
  const read = plainLine({ most: 20 })
    .refine(isWithin, { params: { say: numberAsked(least, most) } })
    .transform(Number)
  return { kind: 'number', read, print: String, least, most }
}

/** A whole number, or nothing: null. */
export function numberOrNone(least: number, most: number): Field<number | null> {
  const print = (value: number | null) => (value === null ? '' : String(value))
  return { kind: 'number', read: optionalNumber(least, most), print, least, most }
}

/** Yes or no: 1, or 0; a box that is not ticked is not sent, and means no. */
export const flag: Field<boolean> = {
  kind: 'flag',
  read: plainLine({ most: 20 })
    .refine((text) => text === '1' || text === '0' || text === '')
    .transform((text) => text === '1'),
  print: (value) => (value ? '1' : '0'),
}

/** One of `choices`; the first when nothing was sent. */
export function choice<const C extends readonly [string, ...string[]]>(choices: C): Field<C[number]> {
  const read = z.literal<C[number][]>([...choices]).default(choices[0])
  return { kind: 'choice', read, print: String, choices }
}

/** Any of several words without spaces, `most` at most, each sent for itself. */
export function several(most: number): Field<string[]> {
  const words = (text: string) => text.split(' ').filter((word) => word !== '')
  const read = z
    .union([z.string(), z.array(z.string()).max(most)])
    .default([])
    .transform((sent) => [sent].flat().flatMap(words))
    .refine((all) => all.length <= most)
  return { kind: 'several', read, print: (value) => value.join(' ') }
}

/** Any number of lines, without the empty ones; `mend` is done to each, of which each must be `isRight`. */
export function lines({
  mend = (entry) => entry,
  isRight = () => true,
}: { mend?: (entry: string) => string; isRight?: (entry: string) => boolean } = {}): Field<string[]> {
  return {
    kind: 'lines',
    read: bodyText({ least: 0, most: LONGEST })
      .transform((text) => nonEmptyLines(text).map(mend))
      .refine((entries) => entries.every(isRight)),
    print: (entries) => entries.join('\n'),
  }
}

/** The number of a thing that our own page printed and a browser sends back, or nothing: null. */
export const hiddenNumber: Field<number | null> = {
  kind: 'hidden',
  read: z
    .string()
    .regex(/^(?:[1-9]\d{0,14})?$/)
    .default('')
    .transform((sent) => (sent === '' ? null : Number(sent))),
  print: (value) => (value === null ? '' : String(value)),
}

/**
 * Reads each field of a form by itself, so that one that can't be read hides nothing of the others; why is noted in
 * `refused`, in the order of the fields. What could be read comes back.
 */
export function readEach<F extends Fields>(fields: F, body: unknown, refused: Refusals): Partial<Values<F>> {
  const sent = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const values: Record<string, unknown> = {}
  for (const [name, { read }] of Object.entries(fields)) {
    const result = read.safeParse(Object.hasOwn(sent, name) ? sent[name] : undefined)
    if (result.success) values[name] = result.data
    else refused.add(name, refusedBy(result.error.issues[0]))
  }
  return values as Partial<Values<F>>
}

/** As `readEach`, for who needs them all. Throws a Refusal that names each field that was refused. */
export function readAll<F extends Fields>(fields: F, body: unknown): Values<F> {
  const refused = new Refusals()
  const values = readEach(fields, body, refused)
  refused.throwAny((t) => t.refusal.checkFields)
  return values as Values<F>
}

/** What stands in the fields of a form that shows `values`. */
export function printed<F extends Fields>(fields: F, values: Partial<Values<F>>): Texts<F> {
  const entries = Object.entries(fields).map(([name, field]) => {
    const value = values[name]
    return [name, value === undefined ? '' : field.print(value)]
  })
  return Object.fromEntries(entries) as Texts<F>
}

/**
 * What a person typed into the fields of a form, to be shown again: clean enough to print. Where nothing was sent there
 * is `otherwise`, but for boxes, of which those that were not ticked are not sent.
 */
export function typedTexts<F extends Fields>(fields: F, body: unknown, otherwise?: Texts<F>): Texts<F> {
  const sent = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const entries = Object.entries(fields).map(([name, { kind, isSecret }]) => {
    const texts = [sent[name]].flat().filter((each) => typeof each === 'string')
    const isBox = kind === 'flag' || kind === 'several'
    if (isSecret) return [name, '']
    if (texts.length === 0) return [name, isBox ? '' : (otherwise?.[name] ?? '')]
    const shown = kind === 'several' ? texts.join(' ') : texts[0]!
    return [name, shown.toWellFormed().replaceAll('\0', '')]
  })
  return Object.fromEntries(entries) as Texts<F>
}

/** How long each line of words may be, in code points, by its field: what the form's view counts against. */
export function longest(fields: Fields): Record<string, number> {
  const entries = Object.entries(fields).flatMap(([name, { kind, most }]) =>
    (kind === 'line' || kind === 'text') && most !== undefined ? [[name, most] as const] : [],
  )
  return Object.fromEntries(entries)
}

function nonEmptyLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(seenLine)
    .filter((entry) => entry !== '')
}
