import type { Db } from '../db/database.js'
import { inTransaction } from '../db/transaction.js'
import type { Site } from '../site/site.js'

/** Why a balance changed; the ledger keeps it. `carried`: brought along from an older board. */
export type CreditCause =
  'thread' | 'reply' | 'removed-reply' | 'mood-given' | 'mood-received' | 'carried' | 'generated'

/** One change of one balance. */
export interface CreditChange {
  memberId: number
  kind: string
  amount: number
  cause: CreditCause
  now: number
}

/** Changes a balance and writes the ledger row with the balance after it. Returns that balance; a change of 0 writes nothing. */
export async function changeCredit(
  db: Db,
  { memberId, kind, amount, cause, now }: CreditChange,
): Promise<number | null> {
  if (amount === 0) return null
  return inTransaction(db, async (db) => {
    const { balance } = await db
      .insertInto('creditBalances')
      .values({ memberId, kind, balance: amount })
      .onConflict((conflict) =>
        conflict
          .columns(['memberId', 'kind'])
          .doUpdateSet((eb) => ({ balance: eb('creditBalances.balance', '+', amount) })),
      )
      .returning('balance')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('creditEntries')
      .values({ memberId, kind, amount, cause, balanceAfter: balance, createdAt: now })
      .execute()
    return balance
  })
}

/** Gives a member what the site's award table says for this cause. */
export async function awardCredits(
  db: Db,
  site: Site,
  memberId: number,
  cause: CreditCause,
  now: number,
): Promise<void> {
  for (const { kind, amount } of site.awards.get(cause) ?? []) {
    await changeCredit(db, { memberId, kind, amount, cause, now })
  }
}
