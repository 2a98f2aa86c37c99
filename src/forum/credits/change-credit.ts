import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import type { CreditEntryTable } from '../../db/schema.js'
import { inTransaction } from '../../db/transaction.js'
import { messages } from '../../i18n/zh-cn.js'
import type { Site } from '../site/site.js'

/** Why a balance changed; the ledger keeps it. `carried`: brought along from an older board. */
export type CreditCause =
  | 'thread'
  | 'reply'
  | 'removed-reply'
  | 'digest'
  | 'cancel-digest'
  | 'mood-given'
  | 'mood-received'
  | 'carried'
  | 'generated'

/** One change of one balance. */
export interface CreditChange {
  memberId: number
  kind: string
  amount: number
  cause: CreditCause
  now: number
}

const addToBalance = prepared(
  (db, { memberId, kind, amount }: { memberId: number; kind: string; amount: number }) =>
    db
      .insertInto('creditBalances')
      .values({ memberId, kind, balance: amount })
      .onConflict((conflict) =>
        conflict
          .columns(['memberId', 'kind'])
          .doUpdateSet((eb) => ({ balance: eb('creditBalances.balance', '+', amount) })),
      )
      .returning('balance'),
)

const enter = prepared((db, entry: Omit<CreditEntryTable, 'id'>) =>
  db.insertInto('creditEntries').values(entry),
)

/** Changes a balance and writes the ledger row with the balance after it. Returns that balance; a change of 0 writes nothing. */
export async function changeCredit(
  db: Db,
  { memberId, kind, amount, cause, now }: CreditChange,
): Promise<number | null> {
  if (amount === 0) return null
  return inTransaction(db, async (db) => {
    const { balance } = (await addToBalance.first(db, { memberId, kind, amount }))!
    await enter.all(db, { memberId, kind, amount, cause, balanceAfter: balance, createdAt: now })
    return balance
  })
}

/** What the site's award table gives for this cause, as it is told: 财富 +1. */
export function awardsTold(site: Site, cause: CreditCause): string[] {
  return (site.awards.get(cause) ?? [])
    .filter(({ amount }) => amount !== 0)
    .map(({ kind, amount }) =>
      messages.done.award(site.creditKinds.find(({ id }) => id === kind)?.title ?? kind, amount),
    )
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

/** Takes from a member again what the award table gives for a cause; the ledger says by which other cause. */
export async function takeAwardBack(
  db: Db,
  site: Site,
  memberId: number,
  { given, cause, now }: { given: CreditCause; cause: CreditCause; now: number },
): Promise<void> {
  for (const { kind, amount } of site.awards.get(given) ?? []) {
    await changeCredit(db, { memberId, kind, amount: -amount, cause, now })
  }
}
