import Sqlite from 'better-sqlite3'
import type { Dialect } from 'kysely'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unusable } from '../unusable.js'
import { DatabaseUnusable } from './failures.js'
import { LockingSqliteDialect } from './sqlite-dialect.js'
import { withStatementCache } from './statement-cache.js'

/**
 * Opens the SQLite file at `path`, made with its folder if missing, or a database in memory: an empty one for
 * `:memory:`, or one that begins as the bytes of a file (not in WAL mode).
 * Throws Unusable with one line when the file or its folder can't be used, and an error when the connection would not
 * survive a power loss (synchronous other than FULL).
 */
export function openSqlite(path: string | Buffer): Dialect {
  if (typeof path !== 'string' || path === ':memory:') return opened(path)
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw unusable(dirname(path), error)
  }
  refuseEmptied(path)
  try {
    return opened(path)
  } catch (error) {
    throw unusable(path, error)
  }
}

/** An empty file where a forum was, from a failed copy say, must not become a new forum that anybody may set up. */
function refuseEmptied(path: string): void {
  const isEmpty = existsSync(path) && statSync(path).size === 0
  // Where there is a secret, a forum has run; SQLite would throw away the log that may still hold all of it.
  if (!isEmpty || !existsSync(join(dirname(path), 'secrets.json'))) return
  throw new DatabaseUnusable(
    `${path}: it is empty, but a forum has run in this folder; bring it back from a backup, or remove the empty file to begin a new forum`,
    { exitCode: 69 },
  )
}

function opened(path: string | Buffer): Dialect {
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
