import { AsyncLocalStorage } from 'node:async_hooks'

const inside = new AsyncLocalStorage<object>()
let open = 0

/** Runs the body of a transaction so that the outer handle of the same `database` is refused within. */
export async function insideTransaction<T>(database: object, work: () => Promise<T>): Promise<T> {
  open++
  try {
    return await inside.run(database, work)
  } finally {
    // As long as it is on, every promise of the process pays for it.
    if (--open === 0) inside.disable()
  }
}

/**
 * Throws when the outer handle of `database` is used inside a transaction: on SQLite's one connection that would wait
 * for itself for ever, on PostgreSQL it would stand beside the transaction and take a second connection of the pool.
 */
export function refuseOuterHandle(database: object): void {
  if (open > 0 && inside.getStore() === database)
    throw new Error('The outer database handle was used inside a transaction')
}
