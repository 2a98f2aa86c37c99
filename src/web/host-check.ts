import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { messages } from '../i18n/zh-cn.js'
import { HttpError } from './http-errors.js'

const wellFormed = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/** Refuses requests with no Host, with two, or with one that is not ours. */
export function hostCheck(baseUrl: URL | undefined): RequestHandler {
  return (req, _res, next) => {
    if (isOurHost(req, baseUrl)) next()
    else next(new HttpError(421, messages.refusal.badHost))
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
  return named === 1 && (baseUrl ? host.toLowerCase() === baseUrl.host : wellFormed.test(host))
}
