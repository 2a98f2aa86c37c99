import { AsyncLocalStorage } from 'node:async_hooks'

/** How many statements one request has run. Budgets per page are held against it, and the footer prints it. */
export interface StatementCount {
  statements: number
}

/** A statement as it was run. */
export interface RecordedStatement {
  text: string
  parameters: readonly unknown[]
}

const current = new AsyncLocalStorage<StatementCount>()
let recorder: ((statement: RecordedStatement) => void) | undefined

/** Runs `work` so that each statement executed by it, at any depth, adds one to `count`. */
export function countingStatements<T>(count: StatementCount, work: () => T): T {
  return current.run(count, work)
}

/** Calls `record` for every statement of the process until the function returned is called: how tests ask for their plans. */
export function recordStatements(record: (statement: RecordedStatement) => void): () => void {
  recorder = record
  return () => {
    recorder = undefined
  }
}

/** Called by the driver, once for each statement executed. */
export function noteStatement(text: string, parameters: readonly unknown[]): void {
  const count = current.getStore()
  if (count) count.statements++
  recorder?.({ text, parameters })
}
