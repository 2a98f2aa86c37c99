import type { Db } from './database.js'
import { isWorthAnotherTry } from './failures.js'
import { insideTransaction } from './transaction-guard.js'

/**
 * Runs `work` as one transaction and returns what it returns; an error undoes everything.
 * Called with a handle that is a transaction already, it joins it: a deed may use another deed.
 * Name the handle `db` inside as well, and await nothing but the database: who loses to another transaction on
 * PostgreSQL is undone and run once more.
 */
export async function inTransaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  const { adapter } = db.getExecutor()
  const run = () => db.transaction().execute((trx) => insideTransaction(adapter, () => work(trx)))
  try {
    return await run()
  } catch (error) {
    if (!isWorthAnotherTry(error)) throw error
    return run()
  }
}
