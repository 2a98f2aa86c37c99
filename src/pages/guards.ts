import type { Request } from 'express'
import { Refusal } from '../refusal.js'
import { memberOf, type Visit } from './visit.js'

/** Stands on a route's line and throws a Refusal for who may not pass. What a thing's own state decides, the handler asks. */
export type Guard = (visit: Visit, req: Request) => void

/** Everybody, signed in or not. */
export const anyone: Guard = () => undefined

/** Members, the banned too: reading their notices, changing their password. */
export const signedIn: Guard = (visit, req) => {
  if (visit.viewer) return
  const isGet = req.method === 'GET'
  throw new Refusal('signed-out', (t) => (isGet ? t.refusal.signInToSee : t.refusal.signInFirst))
}

/** Members whose group may write. */
export const mayWrite: Guard = (visit, req) => {
  signedIn(visit, req)
  if (!memberOf(visit).group.mayPost) throw new Refusal('forbidden', (t) => t.refusal.banned)
}

/** Moderators of whatever kind; whether this board is theirs, the handler asks. */
export const moderators: Guard = (visit, req) => {
  signedIn(visit, req)
  if (memberOf(visit).group.mayModerate === 'no') throw new Refusal('forbidden', (t) => t.refusal.notAllowed)
}

/** Administrators and founders. */
export const administrators: Guard = (visit, req) => {
  signedIn(visit, req)
  if (!memberOf(visit).group.mayAdminister) throw new Refusal('forbidden', (t) => t.refusal.notAllowed)
}

/** Who holds the one-time link, while there is no member yet. */
export const beforeSetup: Guard = (visit) => {
  if (visit.setup.token === null) throw new Refusal('missing', (t) => t.setup.closed)
}
