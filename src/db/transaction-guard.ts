import { AsyncLocalStorage } from 'node:async_hooks'

const inside = new AsyncLocalStorage<true>()

/** Runs the body of a transaction so that the outer handle is refused within. */
export function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  return inside.run(true, work)
}

/**
 * Throws when the outer handle is used inside a transaction: on SQLite's one connection that would wait for
 * itself for ever.
 */
export function refuseOuterHandle(): void {
  if (inside.getStore()) throw new Error('The outer database handle was used inside a transaction')
}
