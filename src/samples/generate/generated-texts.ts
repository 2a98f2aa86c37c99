import { z } from 'zod'
import { written, type Written } from '../../forum/posts/written.js'
import { readSample, sampleLine, sampleTexts } from '../read-sample.js'
import { pick } from './random.js'

/** Distinct bodies; each is rendered once. */
const BODIES = 2000

const parts = z.strictObject({
  names: z.strictObject({
    member: sampleLine,
    category: sampleLine,
    board: sampleLine,
    description: sampleLine,
  }),
  bodies: z.strictObject({ openings: sampleTexts, middles: sampleTexts, closings: sampleTexts }),
  subjects: z.strictObject({ heads: sampleTexts, tails: sampleTexts }),
})

/** What made-up members and boards are called, before their number. */
export function generatedNames() {
  return readSample('generated.yaml', parts).names
}

/** Subjects and bodies for made-up threads, of parts from samples/. */
export class GeneratedTexts {
  readonly #subjects: { heads: string[]; tails: string[] }
  readonly #bodies: Written[]

  constructor(random: () => number) {
    const { subjects, bodies } = readSample('generated.yaml', parts)
    const { openings, middles, closings } = bodies
    this.#subjects = subjects
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
    const { heads, tails } = this.#subjects
    return `${heads[id % heads.length]!}${tails[Math.floor(id / heads.length) % tails.length]!}（${id}）`
  }

  /** A body by its number, below `GeneratedTexts.bodies`. */
  body(index: number): Written {
    return this.#bodies[index]!
  }
}
