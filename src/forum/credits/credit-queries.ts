import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'

const balancesOf = prepared((db, { memberIds }: { memberIds: number[] }) =>
  db.selectFrom('creditBalances').selectAll().where('memberId', 'in', memberIds),
)

/** Balances of several members, by member id and then by kind; a missing kind is 0. */
export async function creditBalances(db: Db, memberIds: number[]): Promise<Map<number, Map<string, number>>> {
  const balances = new Map<number, Map<string, number>>(memberIds.map((id) => [id, new Map()]))
  if (memberIds.length === 0) return balances
  const rows = await balancesOf.all(db, { memberIds })
  for (const row of rows) balances.get(row.memberId)!.set(row.kind, row.balance)
  return balances
}
