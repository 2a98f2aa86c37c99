import type { Dialect } from 'kysely'
import pg from 'pg'
import { PostgresPoolDialect } from './postgres-dialect.js'

/** How a process uses a PostgreSQL server. Times in milliseconds; 0: no bound. */
export interface PoolLimits {
  /** connections at most */
  connections: number
  /** how long a query waits for one of them */
  waitMs: number
  /** how long a statement may take */
  statementMs: number
  /** how long a statement waits for a row that another transaction holds */
  lockMs: number
}

/** A transaction of a page that its process has forgotten is ended by the server, milliseconds. */
const IDLE_IN_TRANSACTION = 60_000
/** How much longer than the server's own bound an answer may take before the connection counts as dead. */
const NETWORK = 1.5

/** int8 and numeric: ids, times, counts and sums, all far below 2^53. */
const numbers = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC])

/** Opens a pool of connections to the PostgreSQL database at `address`; none is made before the first query. */
export function openPostgres(
  address: string,
  { connections, waitMs, statementMs, lockMs }: PoolLimits,
): Dialect {
  const pool = new pg.Pool({
    connectionString: address,
    max: connections,
    connectionTimeoutMillis: waitMs,
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    // A command may read for minutes from one database before it goes on in the other.
    idle_in_transaction_session_timeout: statementMs > 0 ? IDLE_IN_TRANSACTION : 0,
    ...(statementMs > 0 ? { query_timeout: statementMs * NETWORK } : {}),
    // Statements are parsed once and planned for their values each time: a plan for any value serves a member with twenty
    // posts and is thirty times as slow for one with thousands.
    options: '-c plan_cache_mode=force_custom_plan',
    keepAlive: true,
    application_name: 'louzhu',
    types: { getTypeParser: parserFor },
  })
  // A connection that is lost while nobody uses it leaves the pool by itself; unheard, the event would end the process.
  pool.on('error', () => undefined)
  return new PostgresPoolDialect(pool)
}

function parserFor(type: number, format?: 'text' | 'binary') {
  return numbers.has(type) ? Number : (pg.types.getTypeParser(type, format) as (text: string) => unknown)
}
