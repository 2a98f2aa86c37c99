import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { lockRows } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import { siteChanged } from '../shown.js'
import type { Calendar } from '../../calendar.js'
import { countedAnew, counters, type Counter } from './counters.js'
import { recountDays } from './day-counters.js'

/** Rows put right in one statement: few enough that a running server never waits long for the write lock. */
const BATCH = 500

/** How many rows of a counter say something else than a count of what they stand for. */
export interface CounterReport {
  counter: string
  wrong: number
}

/** Counts everything anew and returns what had to be put right. Looking takes seconds on a big board and holds no lock. */
export async function recount(db: Db, calendar: Calendar): Promise<CounterReport[]> {
  const { now } = calendar
  const reports: CounterReport[] = []
  for (const counter of counters) {
    const wrong = await wrongRows(db, counter, now)
    for (let start = 0; start < wrong.length; start += BATCH) {
      await repair(db, counter, { wrong: wrong.slice(start, start + BATCH), now })
    }
    reports.push({ counter: nameOf(counter), wrong: wrong.length })
  }
  reports.push({ counter: 'site_counters.members', wrong: await recountMembers(db) })
  reports.push({ counter: 'daily_posts', wrong: await recountDays(db, calendar, { repair: true }) })
  await siteChanged(db)
  return reports
}

async function recountMembers(db: Db): Promise<number> {
  return inTransaction(db, async (db) => {
    await lockRows(db, { table: 'site_counters', key: ['name'], condition: sql`name = 'members'` })
    const { numAffectedRows } = await sql`
      update site_counters set value = (select count(*) from members)
      where name = 'members' and value <> (select count(*) from members)`.execute(db)
    return Number(numAffectedRows ?? 0)
  })
}

/** Says how many rows of each counter are wrong, and changes nothing. */
export async function checkCounters(db: Db, calendar: Calendar): Promise<CounterReport[]> {
  const { now } = calendar
  const reports: CounterReport[] = []
  for (const counter of counters) {
    reports.push({ counter: nameOf(counter), wrong: (await wrongRows(db, counter, now)).length })
  }
  const { rows } = await sql<{ wrong: number }>`
    select count(*) as wrong from site_counters
    where name = 'members' and value <> (select count(*) from members)`.execute(db)
  reports.push({ counter: 'site_counters.members', wrong: rows[0]!.wrong })
  reports.push({ counter: 'daily_posts', wrong: await recountDays(db, calendar, { repair: false }) })
  return reports
}

function nameOf({ table, column }: Counter): string {
  return `${table}.${column}`
}

type Key = Record<string, string | number>

async function wrongRows(db: Db, counter: Counter, now: number): Promise<Key[]> {
  const { table, column, expected } = counter
  // By names that no naming plugin changes.
  const key = keyOf(counter).map((name, index) => sql`${sql.ref(name)} as ${sql.raw(`k${index}`)}`)
  const { rows } = await sql<Key>`
    select ${sql.join(key)} from ${sql.table(table)}
    where ${sql.ref(column)} is distinct from ${expected(now)}`.execute(db)
  return rows
}

// Counted once more while the rows are held: somebody may have posted since they were looked at. What can't be counted
// stays reported.
async function repair(
  db: Db,
  counter: Counter,
  { wrong, now }: { wrong: Key[]; now: number },
): Promise<void> {
  const { table } = counter
  const key = keyOf(counter)
  const names = sql.join(key.map((name) => sql.ref(name)))
  const rows = wrong.map((row) => sql`(${sql.join(Object.values(row).map((value) => sql.lit(value)))})`)
  const condition = sql`(${names}) in (values ${sql.join(rows)})`
  await inTransaction(db, async (db) => {
    await lockRows(db, { table, key, condition })
    await sql`update ${sql.table(table)} set ${countedAnew(counter, now)} where ${condition}`.execute(db)
  })
}

function keyOf({ key = ['id'] }: Counter): readonly string[] {
  return key
}
