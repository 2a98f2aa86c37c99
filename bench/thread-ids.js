/** Coprime to every number of threads, so that each comes up once before any comes again, far from the one before. */
const STRIDE = 7919

/** Goes through the numbers of all threads out of order; `rounds()` is how often it has come to the end. */
export function threadIds(threads) {
  let turn = 0
  return {
    next: () => 1 + ((turn++ * STRIDE) % threads),
    rounds: () => Math.floor(turn / threads),
  }
}
