import { PostgresAdapter, type Kysely } from 'kysely'

/** The database engines the forum runs on. */
export type Engine = 'sqlite' | 'postgres'

/**
 * Which engine a handle speaks to. Only `db/` asks: what must differ stands there, in one file for each kind of thing
 * (columns, ids, locking, append-only, autovacuum, bulk-insert, integrity, versions).
 */
export function engineOf(db: Pick<Kysely<unknown>, 'getExecutor'>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}
