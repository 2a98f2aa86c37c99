import { Kysely } from 'kysely'
import { isPostgresAddress } from '../config.js'
import { FastCamelCasePlugin } from './camel-case.js'
import { openPostgres, type PoolLimits } from './open-postgres.js'
import { openSqlite } from './open-sqlite.js'
import type { Schema } from './schema.js'

/** The handle every query and deed takes: the database, or a transaction on it. */
export type Db = Kysely<Schema>

/** What commands run with: few connections, and as long as it takes. */
const forCommands: PoolLimits = { connections: 4, waitMs: 10_000, statementMs: 0, lockMs: 0 }

/**
 * Opens the database at `address`: a postgres:// address, the path of a SQLite file, `:memory:`, or the bytes of a file
 * to begin with in memory. `limits` are for PostgreSQL, which is asked for a connection only at the first query.
 */
export function openDatabase(address: string | Buffer, limits: PoolLimits = forCommands): Db {
  return new Kysely<Schema>({
    dialect:
      typeof address === 'string' && isPostgresAddress(address)
        ? openPostgres(address, limits)
        : openSqlite(address),
    plugins: [new FastCamelCasePlugin()],
  })
}
