import { AsyncLocalStorage } from 'node:async_hooks'

const inside = new AsyncLocalStorage<true>()
let open = 0

/** Runs the body of a transaction so that the outer handle is refused within. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  open++
  try {
    return await inside.run(true, work)
  } finally {
    // As long as it is on, every promise of the process pays for it.
    if (--open === 0) inside.disable()
  }
}

/**
 * Throws when the outer handle is used inside a transaction: on SQLite's one connection that would wait for
 * itself for ever.
 */
export function refuseOuterHandle(): void {
  if (open > 0 && inside.getStore())
    throw new Error('The outer database handle was used inside a transaction')
}
