import { createHash } from 'node:crypto'
import type { Db } from '../../db/database.js'
import { takeTurns } from '../../db/locking.js'
import { prepared } from '../../db/prepared.js'

/**
 * A form as it was sent. Member 0 stands for somebody not signed in; the empty id for a form sent without one, which
 * has no guard against being sent twice. `content` is what makes it the same form: what it is for and what it says.
 * Somebody who goes back and writes something else sends another one.
 */
export interface SentForm {
  memberId: number
  formId: string
  content: readonly (string | number)[]
}

/** What is written by no form: it has no guard against being written twice. */
export const noForm: SentForm = { memberId: 0, formId: '', content: [] }

interface FormKey {
  memberId: number
  formId: string
  contentHash: string
}

const resultOf = prepared((db, { memberId, formId, contentHash }: FormKey) =>
  db
    .selectFrom('formResults')
    .select('resultId')
    .where('memberId', '=', memberId)
    .where('formId', '=', formId)
    .where('contentHash', '=', contentHash),
)

const remember = prepared((db, row: FormKey & { resultId: number; createdAt: number }) =>
  db.insertInto('formResults').values(row),
)

/**
 * What this form made when it was first sent, or null. In a transaction the form is then held until it ends: the same
 * form sent at the same time, to whichever server, waits and finds the result.
 */
export async function firstResult(db: Db, form: SentForm): Promise<number | null> {
  if (form.formId === '') return null
  const { memberId, formId } = form
  if (db.isTransaction) await takeTurns(db, `form ${memberId} ${formId}`)
  const row = await resultOf.first(db, { memberId, formId, contentHash: contentHash(form) })
  return row?.resultId ?? null
}

/** Remembers what the form has made; to be called in the transaction that made it. */
export async function rememberResult(db: Db, form: SentForm, resultId: number, now: number): Promise<void> {
  const { memberId, formId } = form
  if (formId === '') return
  await remember.all(db, { memberId, formId, contentHash: contentHash(form), resultId, createdAt: now })
}

/** Forgets `most` form ids at most that are older than `before`. Returns how many. */
export async function sweepFormResults(db: Db, before: number, most: number): Promise<number> {
  const old = db
    .selectFrom('formResults')
    .select(['memberId', 'formId', 'contentHash'])
    .where('createdAt', '<', before)
    .limit(most)
  const { numDeletedRows } = await db
    .deleteFrom('formResults')
    .where((eb) =>
      eb(
        eb.refTuple('memberId', 'formId', 'contentHash'),
        'in',
        old.$asTuple('memberId', 'formId', 'contentHash'),
      ),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

function contentHash({ content }: SentForm): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}
