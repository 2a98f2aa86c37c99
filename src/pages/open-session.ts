import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import type { Session, SessionData } from 'express-session'
import { forgetGuest, onlineWindow } from '../forum/presence/flush-presence.js'
import { guestKeyOf } from './current-member.js'
import { noteSignIn } from '../forum/presence/note-sign-in.js'
import type { Visit } from './visit.js'

/** Life of the cookie of who stays signed in, milliseconds; the session itself ends earlier when unused. */
const REMEMBERED = 90 * 86_400_000

interface RequestWithSession extends IncomingMessage {
  session: Session & Partial<SessionData>
}

/** Signs a member in under a new session id, so that an id known before is worth nothing. */
export async function openSession(
  visit: Visit,
  req: RequestWithSession,
  { memberId, remember }: { memberId: number; remember: boolean },
): Promise<void> {
  const { db, site, presence, now } = visit
  await promisify(req.session.regenerate.bind(req.session))()
  Object.assign(req.session, {
    memberId,
    device: (req.headers['user-agent'] ?? '').slice(0, 200),
    ip: visit.clientAddress(req),
    createdAt: now,
  })
  if (remember) req.session.cookie.maxAge = REMEMBERED
  const guest = guestKeyOf(visit, req)
  presence.guestLeft(guest)
  // Counted as a guest until the next flush otherwise.
  if (await forgetGuest(db, guest)) presence.guestsCounted = Math.max(0, presence.guestsCounted - 1)
  await noteSignIn(db, memberId, { now, windowMs: onlineWindow(site.settings.onlineGapSeconds) })
}
