import type { Say } from '../../refusal.js'
import { giveBack, takePlaces, type Place } from '../../web/rate-limit.js'
import type { Visit } from '../visit.js'

/** Failures from which on it is said how many tries are left. */
const WARNS_FROM = 3

/** A password to be compared; `of` is what its tries are counted by, besides the address if `byAddress`. */
export interface PasswordTry {
  password: string
  hash: string | undefined
  of: string
  byAddress: boolean
}

/** How a comparison ended; `warning` says how many tries are left, alike for names that somebody has and that nobody has. */
export type Compared = { isRight: true } | { isRight: false; warning: Say }

/**
 * Compares a password, counted before as a try. Only a failure stays counted; a password that is right, or that could not
 * be compared, gives its tries back. Throws Refusal `too-soon` when there were too many, `busy` when too many are being
 * compared.
 */
export async function comparePassword(
  { limits, passwords, site, address }: Visit,
  { password, hash, of, byAddress }: PasswordTry,
): Promise<Compared> {
  const { signInTriesPerName, signInTriesPerAddress } = site.settings
  const places = await takePlaces([
    ...(byAddress ? [{ limit: limits.signInByAddress, key: address, most: signInTriesPerAddress }] : []),
    { limit: limits.signInByName, key: of, most: signInTriesPerName },
  ])
  const isRight = await passwords.matches(password, hash, address).catch(async (error: unknown) => {
    await giveBack(places)
    throw error
  })
  if (!isRight) return { isRight, warning: warningOf(places) }
  await giveBack(places)
  await limits.signInByName.forget(of)
  return { isRight }
}

function warningOf(places: Place[]): Say {
  const tightest = places.reduce((least, place) => (place.left < least.left ? place : least))
  if (tightest.number < WARNS_FROM) return () => ''
  const { left, minutes } = tightest
  return (t) => (left > 0 ? t.member.triesLeft(left) : t.member.noTriesLeft(minutes))
}
