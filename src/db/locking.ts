import { sql, type RawBuilder } from 'kysely'
import type { Db } from './database.js'
import { engineOf } from './engine.js'
import { prepared } from './prepared.js'

// On SQLite a transaction holds the one write lock from its beginning: everything here is true there already. On
// PostgreSQL transactions run side by side (READ COMMITTED) and hold rows. All of this lasts until the transaction ends.

const waitForTurn = prepared((db, { name }: { name: string }) => {
  const query = sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`
  return { compile: () => query.compile(db) }
})

const tryForTurn = prepared((db, { name }: { name: string }) => {
  const query = sql<{ isOurs: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as is_ours`
  return { compile: () => query.compile(db) }
})

/** Has transactions that ask for the same `name` run one after the other; each sees what those before it have done. */
export async function takeTurns(db: Db, name: string): Promise<void> {
  if (engineOf(db) === 'postgres') await waitForTurn.all(db, { name })
}

/** As `takeTurns`, but returns false in place of waiting: somebody is at it already. */
export async function tryTurn(db: Db, name: string): Promise<boolean> {
  if (engineOf(db) === 'sqlite') return true
  return (await tryForTurn.first(db, { name }))!.isOurs
}

const holdMembers = prepared((db, { ids }: { ids: number[] }) =>
  db.selectFrom('members').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate(),
)

/**
 * Holds the rows of these members. A deed that changes members calls it before it changes anything else, with all of
 * them, so that no two deeds ever wait for each other: members first, by id; then threads, boards, days, and versions last.
 */
export async function lockMembers(db: Db, ids: readonly number[]): Promise<void> {
  if (engineOf(db) === 'sqlite' || ids.length === 0) return
  await holdMembers.all(db, { ids: [...new Set(ids)].sort((a, b) => a - b) })
}

/** Holds the rows of `table` that `condition` finds, in the order of `key`: what is counted next counts whoever held them before. */
export async function lockRows(
  db: Db,
  { table, key, condition }: { table: string; key: readonly string[]; condition: RawBuilder<unknown> },
): Promise<void> {
  if (engineOf(db) === 'sqlite') return
  const columns = sql.join(key.map((each) => sql.ref(each)))
  await sql`select 1 from ${sql.table(table)} where ${condition} order by ${columns} for no key update`.execute(
    db,
  )
}
