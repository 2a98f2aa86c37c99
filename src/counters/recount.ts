import { sql } from 'kysely'
import type { Db } from '../db/database.js'
import { inTransaction } from '../db/transaction.js'
import type { Calendar } from '../web/time.js'
import { counters } from './counters.js'
import { recountDays } from './day-counters.js'

/** How many rows of a counter say something else than a count of what they stand for. */
export interface CounterReport {
  counter: string
  wrong: number
}

/** Counts everything anew, each counter in a transaction of its own, and returns what had to be put right. */
export async function recount(db: Db, calendar: Calendar): Promise<CounterReport[]> {
  const reports: CounterReport[] = []
  for (const { table, column, expected } of counters) {
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${expected}
      where ${sql.ref(column)} is distinct from ${expected}`.execute(db)
    reports.push({ counter: `${table}.${column}`, wrong: Number(numAffectedRows ?? 0) })
  }
  const members = await sql`
    update site_counters set value = (select count(*) from members)
    where name = 'members' and value <> (select count(*) from members)`.execute(db)
  reports.push({ counter: 'site_counters.members', wrong: Number(members.numAffectedRows ?? 0) })
  const days = await inTransaction(db, (db) => recountDays(db, calendar, { repair: true }))
  reports.push({ counter: 'daily_posts', wrong: days })
  return reports
}

/** Says how many rows of each counter are wrong, and changes nothing. */
export async function checkCounters(db: Db, calendar: Calendar): Promise<CounterReport[]> {
  const reports: CounterReport[] = []
  for (const { table, column, expected } of counters) {
    const { rows } = await sql<{ wrong: number }>`
      select count(*) as wrong from ${sql.table(table)} where ${sql.ref(column)} is distinct from ${expected}`.execute(
      db,
    )
    reports.push({ counter: `${table}.${column}`, wrong: rows[0]!.wrong })
  }
  const { rows } = await sql<{ wrong: number }>`
    select count(*) as wrong from site_counters
    where name = 'members' and value <> (select count(*) from members)`.execute(db)
  reports.push({ counter: 'site_counters.members', wrong: rows[0]!.wrong })
  reports.push({ counter: 'daily_posts', wrong: await recountDays(db, calendar, { repair: false }) })
  return reports
}
