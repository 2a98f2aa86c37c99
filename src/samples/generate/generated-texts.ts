import { bodyParts, subjectParts } from '../demo/texts/big-pool.js'
import { written, type Written } from '../../forum/posts/written.js'
import { pick } from './random.js'

/** Distinct bodies; each is rendered once. */
const BODIES = 2000

/** Subjects and bodies for made-up threads. */
export class GeneratedTexts {
  readonly #bodies: Written[]

  constructor(random: () => number) {
    const { openings, middles, closings } = bodyParts
    this.#bodies = Array.from({ length: BODIES }, (_, index) => {
      const middle = Array.from({ length: 1 + (index % 4) }, () => pick(random, middles)).join('')
      return written(
        `${pick(random, openings)}${middle}${index % 9 === 0 ? '\n\n' : ''}${pick(random, closings)}`,
      )
    })
  }

  /** How many bodies there are. */
  static get bodies(): number {
    return BODIES
  }

  /** The subject of a thread by its number. */
  subject(id: number): string {
    const { heads, tails } = subjectParts
    return `${heads[id % heads.length]!}${tails[Math.floor(id / heads.length) % tails.length]!}（${id}）`
  }

  /** A body by its number, below `GeneratedTexts.bodies`. */
  body(index: number): Written {
    return this.#bodies[index]!
  }
}
