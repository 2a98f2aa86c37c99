import { CompiledQuery, type DialectAdapter, type Driver } from 'kysely'
import pg from 'pg'
import { PostgresConnection, unavailable } from './postgres-connection.js'
import { refuseOuterHandle } from './transaction-guard.js'

/** Kysely's way to a pool of PostgreSQL connections. */
export class PoolDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #adapter: DialectAdapter

  constructor(pool: pg.Pool, adapter: DialectAdapter) {
    this.#pool = pool
    this.#adapter = adapter
  }

  async init(): Promise<void> {}

  /** Throws DatabaseUnavailable when there is no connection in time; what the server says stays as it is. */
  async acquireConnection(): Promise<PostgresConnection> {
    refuseOuterHandle(this.#adapter)
    try {
      return new PostgresConnection(await this.#pool.connect())
    } catch (error) {
      throw error instanceof pg.DatabaseError ? error : unavailable(error)
    }
  }

  async beginTransaction(connection: PostgresConnection): Promise<void> {
    // Whatever the server's default is: what the deeds' conditional updates and locks were made for.
    await connection.executeQuery(CompiledQuery.raw('begin isolation level read committed'))
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    } catch {
      // The error that made us come here is the one that counts; what the connection holds is undone by its end.
      connection.giveUp()
    }
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release()
  }

  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}
