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

  constructor(database: SqliteDatabase) {
    super({ database })
    this.#database = database
  }

  override createDriver(): Driver {
    return new LockingSqliteDriver({ database: this.#database })
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter()
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
  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseOuterHandle()
    return super.acquireConnection()
  }

  // A deferred transaction that reads and then writes fails at once with SQLITE_BUSY_SNAPSHOT, whatever the
  // busy timeout, when another process has written in between.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}
