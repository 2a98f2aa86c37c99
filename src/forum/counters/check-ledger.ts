import { sql } from 'kysely'
import type { Db } from '../../db/database.js'

/** How many ledger rows do not continue the balance before them, and how many balances have no ledger. 0: all is well. */
export async function ledgerProblems(db: Db): Promise<number> {
  const { rows } = await sql<{ wrong: number }>`
    select
      (select count(*) from (
        select balance_after, amount, lag(balance_after, 1, 0) over (partition by member_id, kind order by id) as before
        from credit_entries) as entries
       where balance_after <> before + amount)
      + (select count(*) from credit_balances
         where balance <> coalesce(
           (select sum(amount) from credit_entries
            where credit_entries.member_id = credit_balances.member_id and credit_entries.kind = credit_balances.kind), 0))
      as wrong`.execute(db)
  return rows[0]!.wrong
}
