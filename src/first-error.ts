/**
 * Runs `work`, and `cleanUp` whatever came of it. Of two errors the first is thrown: it says what was wrong, and what
 * follows from it, like a database that can't be closed properly, would only hide it.
 */
export async function cleaningUp<T>(work: () => Promise<T>, cleanUp: () => unknown): Promise<T> {
  const result = await work().catch(async (error: unknown) => {
    try {
      await cleanUp()
    } catch {
      // The first error counts.
    }
    throw error
  })
  await cleanUp()
  return result
}
