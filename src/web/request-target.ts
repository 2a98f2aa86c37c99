import type { RequestHandler } from 'express'
import { HttpError } from './http-errors.js'

/** Methods that some address of the site answers. */
const METHODS = 'GET, HEAD, POST'

/**
 * Lets only requests for a path go on: not `*`, a whole address, or what CONNECT names. Whatever comes later tells its
 * own requests by their path and would leave such a one without what the next needs.
 */
export const requirePath: RequestHandler = (req, res, next) => {
  if (req.url.startsWith('/')) next()
  // RFC 9110, 9.3.7: about the server as a whole.
  else if (req.method === 'OPTIONS' && req.url === '*') res.status(204).set('Allow', METHODS).end()
  else next(new HttpError(400, (t) => t.refusal.badRequest))
}
