import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type SqliteDatabase,
} from 'kysely'
import { refuseOuterHandle } from './transaction-guard.js'

/** Kysely's SQLite dialect with transactions that take the write lock at once, and a guard against the outer handle. */
export class LockingSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase
  readonly #adapter = new TransactionalDdlAdapter()

  constructor(database: SqliteDatabase) {
    super({ database })
    this.#database = database
  }

  override createDriver(): Driver {
    return new LockingSqliteDriver(this.#database, this.#adapter)
  }

  override createAdapter(): DialectAdapter {
    return this.#adapter
  }
}

// SQLite's schema changes are transactional, whatever Kysely's default says: a migration is done wholly or not
// at all, and a second process that migrates at the same time waits for the first.
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class LockingSqliteDriver extends SqliteDriver {
  readonly #adapter: DialectAdapter

  constructor(database: SqliteDatabase, adapter: DialectAdapter) {
    super({ database })
    this.#adapter = adapter
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseOuterHandle(this.#adapter)
    return super.acquireConnection()
  }

  // A deferred transaction that reads and then writes fails at once with SQLITE_BUSY_SNAPSHOT, whatever the
  // busy timeout, when another process has written in between.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  // On a full or failing disk SQLite has rolled back by itself, and says so: the error that made us come here is the
  // one that counts.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined)
  }
}
