import { tokenHash } from '../web/secrets.js'

/** Tells guests apart without keeping anything of them: a hash of address and browser, short enough to keep many. */
export function guestKey(req: {
  ip?: string | undefined
  headers: { 'user-agent'?: string | undefined }
}): string {
  return tokenHash(`${req.ip ?? ''} ${req.headers['user-agent'] ?? ''}`).slice(0, 22)
}
