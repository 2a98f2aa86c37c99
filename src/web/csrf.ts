import type { Request, RequestHandler, Response } from 'express'
import { Refusal } from '../refusal.js'
import { normalOrigin } from './host-check.js'
import { HttpError } from './http-errors.js'
import { randomToken, sameText, signature, type Secrets } from '../secrets.js'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The first layer, for every unsafe request: what a browser says of its origin. A form sent from another site is
 * refused outright. Old browsers and command lines say nothing and meet the second layer.
 */
export function refuseCrossSite(baseUrl: URL | undefined): RequestHandler {
  return (req, _res, next) => {
    if (safeMethods.has(req.method) || isSameSite(req, baseUrl)) next()
    else next(new HttpError(403, (t) => t.refusal.crossSite))
  }
}

function isSameSite(req: Request, baseUrl: URL | undefined): boolean {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = req.headers.origin
  if (origin === undefined) return true
  return normalOrigin(origin) === normalOrigin(baseUrl?.origin ?? `${req.protocol}://${req.headers.host}`)
}

/** The second layer: a token in each form, bound to the session or, for guests, to a cookie of its own. */
export class FormTokens {
  readonly #key: Buffer
  readonly #cookie: string
  readonly #isHttps: boolean

  constructor(secrets: Secrets, { isHttps }: { isHttps: boolean }) {
    this.#key = secrets.csrf
    this.#isHttps = isHttps
    this.#cookie = isHttps ? '__Host-guest' : 'guest'
  }

  /** The token to print into a form. For a guest it sets the cookie it is bound to. */
  issue(req: Request, res: Response, isSignedIn: boolean): string {
    if (isSignedIn) return signature(this.#key, `member:${req.sessionID}`)
    let guest = this.#guestOf(req)
    if (guest === null) {
      guest = randomToken()
      res.cookie(this.#cookie, guest, { httpOnly: true, sameSite: 'lax', secure: this.#isHttps, path: '/' })
      req.headers.cookie = `${req.headers.cookie ?? ''}; ${this.#cookie}=${guest}`
    }
    return signature(this.#key, `guest:${guest}`)
  }

  /** Throws a Refusal when the form's token is missing, old or somebody else's. */
  require(req: Request, isSignedIn: boolean): void {
    const given: unknown = (req.body as { _csrf?: unknown } | undefined)?._csrf
    const guest = this.#guestOf(req)
    const bound = isSignedIn ? `member:${req.sessionID}` : guest === null ? null : `guest:${guest}`
    if (typeof given === 'string' && bound !== null && sameText(given, signature(this.#key, bound))) return
    throw new Refusal('forbidden', (t) => t.refusal.formExpired)
  }

  #guestOf(req: Request): string | null {
    const cookies = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim())
    const own = cookies.find((pair) => pair.startsWith(`${this.#cookie}=`))
    const value = own?.slice(this.#cookie.length + 1) ?? ''
    return /^[\w-]{32}$/.test(value) ? value : null
  }
}
