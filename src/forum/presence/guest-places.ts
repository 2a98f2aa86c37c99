import { addressKey } from '../../addresses.js'
import { signature } from '../../secrets.js'

/** Browsers told apart at one address: what a client says of itself is free, so whatever else comes counts as one of them. */
const PLACES = 5

/** Who a guest is, as far as their requests tell. */
export interface Guest {
  address: string
  agent: string | undefined
}

/**
 * Tells guests apart without keeping anything of them: a place is a keyed hash of an address and a small number. A browser
 * gets the same one in every process, as long as no other was there before it.
 */
export class GuestPlaces {
  readonly #secret: Buffer
  readonly #agents = new Map<string, string>()

  /** @param secret what places are made with, so that nobody can try out addresses against them */
  constructor(secret: Buffer) {
    this.#secret = secret
  }

  /** The guest's place, to be given back by `leave`. */
  take({ address, agent = '' }: Guest): string {
    const home = signature(this.#secret, addressKey(address)).slice(0, 21)
    const first = numberOf(agent)
    for (let tried = 0; tried < PLACES; tried++) {
      const place = `${home}${(first + tried) % PLACES}`
      const holder = this.#agents.get(place)
      if (holder !== undefined && holder !== agent) continue
      this.#agents.set(place, agent)
      return place
    }
    return `${home}${first}`
  }

  leave(place: string): void {
    this.#agents.delete(place)
  }
}

function numberOf(agent: string): number {
  let sum = 0
  for (let index = 0; index < agent.length; index++) sum = (sum * 31 + agent.charCodeAt(index)) % 9973
  return sum % PLACES
}
