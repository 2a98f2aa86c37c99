import { z } from 'zod'
import type { Db } from '../db/database.js'
import { prepared } from '../db/prepared.js'

/** Names of fields worth keeping from a writing form, and the most characters kept of each. */
const keptNames = ['subject', 'body', 'formId', 'version', 'honor', 'signature', 'reason'] as const
const MOST_CHARACTERS = 200_000

const keptSchema = z.record(z.string(), z.string())

/** The fields of a form's body that a person would miss; empty when there are none. */
export function fieldsToKeep(body: unknown): { name: string; value: string }[] {
  if (typeof body !== 'object' || body === null) return []
  const fields = body as Record<string, unknown>
  return keptNames.flatMap((name) => {
    const value = fields[name]
    if (typeof value !== 'string' || value === '') return []
    return [{ name, value: value.toWellFormed().replaceAll('\0', '').slice(0, MOST_CHARACTERS) }]
  })
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
  const row = {
    fields: JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value]))),
    createdAt: now,
  }
  await db
    .insertInto('keptForms')
    .values({ memberId, path, ...row })
    .onConflict((conflict) => conflict.columns(['memberId', 'path']).doUpdateSet(row))
    .execute()
}

const keptFor = prepared((db, { memberId, path }: { memberId: number; path: string }) =>
  db.selectFrom('keptForms').select('fields').where('memberId', '=', memberId).where('path', '=', path),
)

/** What was kept for the form at `path`, or null. */
export async function keptForm(
  db: Db,
  memberId: number,
  path: string,
): Promise<Record<string, string> | null> {
  const row = await keptFor.first(db, { memberId, path })
  return row ? keptSchema.parse(JSON.parse(row.fields)) : null
}

/** Forgets forms kept before `before` (milliseconds) that nobody came back for. */
export async function sweepKeptForms(db: Db, before: number): Promise<void> {
  await db.deleteFrom('keptForms').where('createdAt', '<', before).execute()
}

/**
 * Forgets what was kept for `path`; to be called when the form has been sent for good. What was kept of another form
 * there, by its one-time id, stays: somebody may answer in a word first and come back to the long text later.
 */
export async function forgetKeptForm(db: Db, memberId: number, path: string, formId = ''): Promise<void> {
  const kept = await keptForm(db, memberId, path)
  if (kept === null || (kept.formId !== undefined && kept.formId !== formId)) return
  await db.deleteFrom('keptForms').where('memberId', '=', memberId).where('path', '=', path).execute()
}
