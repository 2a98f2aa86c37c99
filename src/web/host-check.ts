import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { HttpError } from './http-errors.js'

const wellFormed = /^(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/** The port that a scheme's addresses leave out. */
const ports: Partial<Record<string, string>> = { 'http:': ':80', 'https:': ':443' }

/** Refuses requests with no Host, with two, or with one that is not ours. */
export function hostCheck(baseUrl: URL | undefined): RequestHandler {
  return (req, _res, next) => {
    if (isOurHost(req, baseUrl)) next()
    else next(new HttpError(421, (t) => t.refusal.badHost))
  }
}

/** Whether a request names one Host, and ours. Node lets two pass and shows the first, so the raw headers are counted. */
export function isOurHost({ headers, rawHeaders }: IncomingMessage, baseUrl: URL | undefined): boolean {
  const host = headers.host ?? ''
  let named = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!
    if (name.length === 4 && name.toLowerCase() === 'host') named++
  }
  if (named !== 1) return false
  if (!baseUrl) return wellFormed.test(withoutDot(host))
  return (
    host === baseUrl.host || normalHost(host, baseUrl.protocol) === normalHost(baseUrl.host, baseUrl.protocol)
  )
}

/** The one way to write a host of a scheme (like `https:`): in small letters, without the scheme's own port and a final dot. */
export function normalHost(host: string, scheme: string): string {
  const small = host.toLowerCase()
  const port = ports[scheme]
  return withoutDot(port !== undefined && small.endsWith(port) ? small.slice(0, -port.length) : small)
}

/** The one way to write an origin; what is none stays as it is. */
export function normalOrigin(origin: string): string {
  const [scheme = '', host] = origin.split('//')
  return host === undefined ? origin : `${scheme}//${normalHost(host, scheme)}`
}

// RFC 3986, 3.2.2: the dot that ends a name says only that nothing is to be added to it.
function withoutDot(host: string): string {
  return host.replace(/(?<=[^.\]])\.(?=$|:\d)/, '')
}
