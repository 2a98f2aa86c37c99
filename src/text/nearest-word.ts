/** Parts of the longer word that may differ from a word that was meant. */
const MAY_DIFFER = 0.4

/** The word that was most likely meant by a mistyped one, upper and lower case being the same; undefined when none is near. */
export function nearestWord<Word extends string>(mistyped: string, words: readonly Word[]): Word | undefined {
  const typed = mistyped.normalize('NFKC').trim().toLowerCase()
  const near = words
    .map((word) => ({ word, apart: distance(typed, word.toLowerCase()) }))
    .filter(({ word, apart }) => apart <= MAY_DIFFER * Math.max(typed.length, word.length))
    .sort((a, b) => a.apart - b.apart)
  return near[0]?.word
}

/** How many letters must be put in, left out, put for others or swapped with their neighbour to make one word of another. */
function distance(from: string, to: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const other = from[i - 1] === to[j - 1] ? 0 : 1
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + other)
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (isSwapped) next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    before = row
    row = next
  }
  return row[to.length]!
}
