/** A statement as it was run. */
export interface RecordedStatement {
  text: string
  parameters: readonly unknown[]
}

let recorder: ((statement: RecordedStatement) => void) | undefined

/**
 * Calls `record` for every statement of the process until the function returned is called: how tests count statements
 * and ask for their plans.
 */
export function recordStatements(record: (statement: RecordedStatement) => void): () => void {
  recorder = record
  return () => {
    recorder = undefined
  }
}

/** Called by the driver, once for each statement executed. */
export function noteStatement(text: string, parameters: readonly unknown[]): void {
  recorder?.({ text, parameters })
}
