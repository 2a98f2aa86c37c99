import { inTransaction } from '../../db/transaction.js'
import { Refusal } from '../../refusal.js'
import { giveBack, takePlaces } from '../../web/rate-limit.js'
import { firstResult, rememberResult, type SentForm } from '../../forum/forms/form-result.js'
import { registerMember } from '../../forum/accounts/register-member.js'
import type { Visit } from '../visit.js'

/** Who registers; all of it has been checked. */
export interface Registration {
  username: string
  email: string
  password: string
}

/** A member just made. */
export interface Newcomer {
  id: number
  passwordHash: string
}

/**
 * Adds a member, counted by address before the password is hashed. Members made are counted for the day; a taken name is
 * a try, and what was refused as busy is neither. Returns null when the same form has made its member meanwhile. Throws a
 * Refusal when the name or e-mail is taken, or the address has had its share.
 */
export async function register(
  { db, limits, passwords, site, address, now }: Visit,
  form: SentForm,
  { username, email, password }: Registration,
): Promise<Newcomer | null> {
  const { signInTriesPerAddress, registrationsPerAddress } = site.settings
  const places = await takePlaces([
    { limit: limits.signInByAddress, key: `register ${address}`, most: signInTriesPerAddress },
    { limit: limits.registration, key: address, most: registrationsPerAddress },
  ])
  const [attempt, member] = places
  try {
    const passwordHash = await passwords.hash(password, address)
    const newcomer = await inTransaction(db, async (db) => {
      // Looked up once more, for a second click that came while this one was hashing.
      if ((await firstResult(db, form)) !== null) return null
      const id = await registerMember(db, { username, email, passwordHash, groupId: 'member', now })
      await rememberResult(db, form, id, now)
      return { id, passwordHash }
    })
    await giveBack(newcomer === null ? places : [attempt!])
    return newcomer
  } catch (error) {
    const isTaken = error instanceof Refusal && error.kind === 'invalid'
    await giveBack(isTaken ? [member!] : places)
    throw error
  }
}
