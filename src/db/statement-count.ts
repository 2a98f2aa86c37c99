import { AsyncLocalStorage } from 'node:async_hooks'

/** How many statements one request has run. Budgets per page are held against it, and the footer prints it. */
export interface StatementCount {
  statements: number
}

const current = new AsyncLocalStorage<StatementCount>()

/** Runs `work` so that each statement executed by it, at any depth, adds one to `count`. */
export function countingStatements<T>(count: StatementCount, work: () => T): T {
  return current.run(count, work)
}

/** Called by the driver, once for each statement executed. */
export function countStatement(): void {
  const count = current.getStore()
  if (count) count.statements++
}
