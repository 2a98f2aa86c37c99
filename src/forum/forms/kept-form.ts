import { z } from 'zod'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { inTransaction } from '../../db/transaction.js'

/** What a form holds that is no part of it: secrets, tokens, buttons, questions, and what the sign-in form asks itself. */
const NOT_OF_THE_FORM = /^_|password|^(username|remember|next|preview|answer|questionId)$/i

/** Forms kept for one member; of more, the oldest go. */
const MOST_FORMS = 10

/** Characters beside the text of the longest post that a form may hold and be kept. */
const BESIDE_TEXT = 10_000

/** What was typed into a form, by field; several values where a field has several. */
export type TypedFields = Record<string, string | string[]>

/** A form that was kept for its writer, and since when (milliseconds). */
export interface KeptForm {
  path: string
  fields: TypedFields
  at: number
}

const keptSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** What has to go with a form's text, but is none of it. */
const BESIDE_THE_TEXT = new Set(['formId', 'version'])

/** All that a person typed or chose in a form, ready to be printed; empty when there is nothing they would miss. */
export function fieldsToKeep(body: unknown): { name: string; value: string }[] {
  if (typeof body !== 'object' || body === null) return []
  const fields = Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    NOT_OF_THE_FORM.test(name)
      ? []
      : [value]
          .flat()
          .filter((each) => typeof each === 'string')
          .map((each) => ({ name, value: each.toWellFormed().replaceAll('\0', '') })),
  )
  return fields.some(({ name, value }) => value !== '' && !BESIDE_THE_TEXT.has(name)) ? fields : []
}

/** The words among what a person typed, without boxes ticked and choices made: to be read and copied by them. */
export function typedWords(body: unknown): string {
  return fieldsToKeep(body)
    .filter(({ name, value }) => !BESIDE_THE_TEXT.has(name) && /[^!-~]|.{12}/s.test(value))
    .map(({ value }) => value)
    .join('\n\n')
}

/** Whether so much may be kept: as much as the longest post and what stands around it. `bodyMax` in code points. */
export function mayKeep(fields: { name: string; value: string }[], bodyMax: number): boolean {
  const units = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  return units <= 2 * bodyMax + BESIDE_TEXT
}

/** Keeps what was typed for the form at `path` until the member opens it again. */
export async function keepForm(
  db: Db,
  {
    memberId,
    path,
    fields,
    now,
  }: { memberId: number; path: string; fields: { name: string; value: string }[]; now: number },
): Promise<void> {
  const row = { fields: JSON.stringify(gathered(fields)), createdAt: now }
  await inTransaction(db, async (db) => {
    await db
      .insertInto('keptForms')
      .values({ memberId, path, ...row })
      .onConflict((conflict) => conflict.columns(['memberId', 'path']).doUpdateSet(row))
      .execute()
    const latest = db
      .selectFrom('keptForms')
      .select('path')
      .where('memberId', '=', memberId)
      .orderBy('createdAt', 'desc')
      .orderBy('path')
      .limit(MOST_FORMS)
    await db
      .deleteFrom('keptForms')
      .where('memberId', '=', memberId)
      .where('path', '!=', path)
      .where('path', 'not in', latest)
      .execute()
  })
}

function gathered(fields: { name: string; value: string }[]): TypedFields {
  const typed: TypedFields = {}
  for (const { name, value } of fields) {
    const known = typed[name]
    typed[name] = known === undefined ? value : [...[known].flat(), value]
  }
  return typed
}

const keptFor = prepared((db, { memberId, path }: { memberId: number; path: string }) =>
  db
    .selectFrom('keptForms')
    .select(['fields', 'createdAt'])
    .where('memberId', '=', memberId)
    .where('path', '=', path),
)

/** What was kept for the form at `path`, or null. */
export async function keptForm(db: Db, memberId: number, path: string): Promise<KeptForm | null> {
  const row = await keptFor.first(db, { memberId, path })
  return row ? { path, fields: keptSchema.parse(JSON.parse(row.fields)), at: row.createdAt } : null
}

/** A form's values with what was kept of it in their place. A box that was not ticked was not sent: it is empty. */
export function withKept<Form extends Record<string, string | boolean | string[]>>(
  form: Form,
  kept: KeptForm | null,
): Form {
  if (kept === null) return form
  const entries = Object.entries(form).map(([name, value]) => {
    const typed = kept.fields[name]
    if (typeof value === 'boolean') return [name, typed === '1']
    if (Array.isArray(value)) return [name, [typed ?? []].flat()]
    return [name, typeof typed === 'string' ? typed : value]
  })
  return Object.fromEntries(entries) as Form
}

/** Forgets `most` forms at most, kept before `before` (milliseconds), that nobody came back for. Returns how many. */
export async function sweepKeptForms(db: Db, before: number, most: number): Promise<number> {
  const old = db
    .selectFrom('keptForms')
    .select(['memberId', 'path'])
    .where('createdAt', '<', before)
    .limit(most)
  const { numDeletedRows } = await db
    .deleteFrom('keptForms')
    .where((eb) => eb(eb.refTuple('memberId', 'path'), 'in', old.$asTuple('memberId', 'path')))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/**
 * Forgets what was kept for `path`; to be called when the form has been sent for good. What was kept of another form
 * there, by its one-time id, stays: somebody may answer in a word first and come back to the long text later.
 */
export async function forgetKeptForm(db: Db, memberId: number, path: string, formId = ''): Promise<void> {
  const kept = await keptForm(db, memberId, path)
  const id = kept?.fields.formId
  if (kept === null || (id !== undefined && id !== formId)) return
  await discardKeptForm(db, memberId, path)
}

/** Forgets what was kept for `path`, as its writer wishes. */
export async function discardKeptForm(db: Db, memberId: number, path: string): Promise<void> {
  await db.deleteFrom('keptForms').where('memberId', '=', memberId).where('path', '=', path).execute()
}
