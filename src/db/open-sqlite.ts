import Sqlite from 'better-sqlite3'
import type { Dialect } from 'kysely'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { LockingSqliteDialect } from './sqlite-dialect.js'
import { withStatementCache } from './statement-cache.js'

/**
 * Opens the SQLite file at `path`, made with its folder if missing, or a database in memory: an empty one for
 * `:memory:`, or one that begins as the bytes of a file (not in WAL mode).
 * Throws when the connection would not survive a power loss (synchronous other than FULL).
 */
export function openSqlite(path: string | Buffer): Dialect {
  if (typeof path === 'string' && path !== ':memory:')
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const sqlite = new Sqlite(path)
  sqlite.pragma('journal_mode = WAL')
  // Set on every connection: better-sqlite3 reopens a WAL file with NORMAL, which may lose the last commits
  // at a power loss.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 2000')
  sqlite.pragma('trusted_schema = OFF')
  sqlite.pragma('journal_size_limit = 16777216')
  sqlite.pragma('cache_size = -8192')
  sqlite.pragma('temp_store = MEMORY')
  if (sqlite.pragma('synchronous', { simple: true }) !== 2) {
    throw new Error(`The database at ${String(path)} refuses synchronous=FULL`)
  }
  return new LockingSqliteDialect(withStatementCache(sqlite))
}
