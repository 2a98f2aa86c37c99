import type { Db } from '../db/database.js'

/**
 * A one-time form id as its sender knows it. Member 0 stands for somebody not signed in; the empty id for a form
 * sent without one, which has no such guard.
 */
export interface SentForm {
  memberId: number
  formId: string
}

/** What this form made when it was first sent, or null. */
export async function firstResult(db: Db, { memberId, formId }: SentForm): Promise<number | null> {
  if (formId === '') return null
  const row = await db
    .selectFrom('formResults')
    .select('resultId')
    .where('memberId', '=', memberId)
    .where('formId', '=', formId)
    .executeTakeFirst()
  return row?.resultId ?? null
}

/** Remembers what the form has made; to be called in the transaction that made it. */
export async function rememberResult(
  db: Db,
  { memberId, formId }: SentForm,
  resultId: number,
  now: number,
): Promise<void> {
  if (formId === '') return
  await db.insertInto('formResults').values({ memberId, formId, resultId, createdAt: now }).execute()
}

/** Forgets form ids older than `before`, `most` at a time. */
export async function sweepFormResults(db: Db, before: number, most = 500): Promise<void> {
  const old = db
    .selectFrom('formResults')
    .select(['memberId', 'formId'])
    .where('createdAt', '<', before)
    .limit(most)
  for (const { memberId, formId } of await old.execute()) {
    await db.deleteFrom('formResults').where('memberId', '=', memberId).where('formId', '=', formId).execute()
  }
}
