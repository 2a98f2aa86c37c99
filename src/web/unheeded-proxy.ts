import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** Says once that requests come through a proxy that is not trusted: all its visitors then count as one address. */
export function noticeUnheededProxy(trustProxy: readonly string[], logger: Logger): RequestHandler {
  let isSaid = trustProxy.length > 0
  return (req, _res, next) => {
    if (!isSaid && req.headers['x-forwarded-for'] !== undefined) {
      isSaid = true
      logger.warn(
        'X-Forwarded-For arrives, but TRUST_PROXY is not set: limits count everybody behind the proxy as one address',
      )
    }
    next()
  }
}
