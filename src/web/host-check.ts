import type { RequestHandler } from 'express'
import { messages } from '../i18n/zh-cn.js'
import { HttpError } from './http-errors.js'

const wellFormed = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/**
 * Refuses requests with no Host, with two, or with one that is not ours. Node lets two pass and shows the first,
 * so the raw headers are counted.
 */
export function hostCheck(baseUrl: URL | undefined): RequestHandler {
  return (req, _res, next) => {
    const hosts = req.rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === 'host')
    const host = req.headers.host ?? ''
    const isOurs = baseUrl ? host.toLowerCase() === baseUrl.host : wellFormed.test(host)
    if (hosts.length === 1 && isOurs) next()
    else next(new HttpError(421, messages.refusal.badHost))
  }
}
