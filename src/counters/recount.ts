import { sql } from 'kysely'
import type { Db } from '../db/database.js'
import { siteChanged } from '../site/load-site.js'
import type { Calendar } from '../web/time.js'
import { counters, type Counter } from './counters.js'
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
  const reports: CounterReport[] = []
  for (const counter of counters) {
    const wrong = await wrongRows(db, counter)
    for (let start = 0; start < wrong.length; start += BATCH) {
      await repair(db, counter, wrong.slice(start, start + BATCH))
    }
    reports.push({ counter: nameOf(counter), wrong: wrong.length })
  }
  const members = await sql`
    update site_counters set value = (select count(*) from members)
    where name = 'members' and value <> (select count(*) from members)`.execute(db)
  reports.push({ counter: 'site_counters.members', wrong: Number(members.numAffectedRows ?? 0) })
  reports.push({ counter: 'daily_posts', wrong: await recountDays(db, calendar, { repair: true }) })
  await siteChanged(db)
  return reports
}

/** Says how many rows of each counter are wrong, and changes nothing. */
export async function checkCounters(db: Db, calendar: Calendar): Promise<CounterReport[]> {
  const reports: CounterReport[] = []
  for (const counter of counters) {
    reports.push({ counter: nameOf(counter), wrong: (await wrongRows(db, counter)).length })
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

async function wrongRows(db: Db, { table, column, expected }: Counter): Promise<number[]> {
  const { rows } = await sql<{ row: number }>`
    select rowid as row from ${sql.table(table)} where ${sql.ref(column)} is distinct from ${expected}`.execute(
    db,
  )
  return rows.map(({ row }) => row)
}

// Counted once more inside the statement: somebody may have posted since the row was looked at. What can't be counted,
// like the floors of a thread without posts, stays as it is and stays reported.
async function repair(db: Db, { table, column, expected }: Counter, rowids: number[]): Promise<void> {
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = coalesce(${expected}, ${sql.ref(column)})
    where rowid in (${sql.join(rowids)})`.execute(db)
}
