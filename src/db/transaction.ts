import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from './database.js'

const inside = new AsyncLocalStorage<true>()

/**
 * Runs `work` as one transaction and returns what it returns; an error undoes everything.
 * Called with a handle that is a transaction already, it joins it: a deed may use another deed.
 * Name the handle `db` inside as well, and await nothing but the database.
 */
export async function inTransaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  return db.transaction().execute((trx) => inside.run(true, () => work(trx)))
}

/**
 * Throws when the outer handle is used inside a transaction: on SQLite's one connection that would wait for
 * itself for ever.
 */
export function refuseOuterHandle(): void {
  if (inside.getStore()) throw new Error('The outer database handle was used inside a transaction')
}
