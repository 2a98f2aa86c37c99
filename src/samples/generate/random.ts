/** Numbers in [0, 1) that depend on the seed alone: mulberry32, by Tommy Ettinger (public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A whole number from 0 to `below` − 1. */
export function wholeBelow(random: () => number, below: number): number {
  return Math.floor(random() * below)
}

/** One of the items. */
export function pick<T>(random: () => number, items: readonly T[]): T {
  return items[wholeBelow(random, items.length)]!
}

/** A whole number from 0 to `below` − 1, small ones far more often: a few write much, most write little. */
export function skewedBelow(random: () => number, below: number): number {
  return Math.floor(below * random() ** 3)
}
