import type { RequestHandler } from 'express'

/**
 * Has a changed session written before a redirect is sent. express-session sends the headers first, and browsers follow
 * them at once: whoever had just signed in would be asked to do so again, by the same server or by another one.
 * What the next page is to say floats there when the redirect leads to a place further down, where its head is out of sight.
 */
export const saveBeforeRedirect: RequestHandler = (req, res, next) => {
  const before = stateOf(req)
  const redirect = res.redirect.bind(res) as (status: number, url: string) => void
  res.redirect = (first: number | string, second?: number | string) => {
    const [status, url] = typeof first === 'number' ? [first, String(second)] : [302, first]
    const flash = (req.session as typeof req.session | undefined)?.flash
    if (flash && url.includes('#')) flash.isAfloat = true
    const isUnchanged = (req.session as unknown) === undefined || stateOf(req) === before
    if (isUnchanged) return redirect(status, url)
    req.session.save((error: unknown) => (error ? next(error) : redirect(status, url)))
  }
  next()
}

function stateOf({ session, sessionID }: Parameters<RequestHandler>[0]): string {
  const { cookie: _cookie, ...data } = (session as typeof session | undefined) ?? { cookie: null }
  return `${sessionID} ${JSON.stringify(data)}`
}
