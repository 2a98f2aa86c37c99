import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import { fieldsToKeep, typedWords } from '../forum/forms/kept-form.js'
import type { Visit } from '../pages/visit.js'
import type { Db } from '../db/database.js'
import { isDatabaseFailure } from '../db/failures.js'
import { messages } from '../i18n/zh-cn.js'
import { nextSteps, type FailedRequest } from './next-steps.js'
import { bareFrame } from '../pages/page-frame.js'
import { notThere, Refusal } from '../refusal.js'
import { lastKnownSite } from '../forum/site/load-site.js'
import type { AssetPaths } from '../web/assets.js'
import { answerFor, HttpError } from '../web/http-errors.js'
import { renderPage } from '../web/render.js'

const headings: Record<number, string> = messages.errorHeadings

/** Seconds after which to ask again when the database does not answer. */
const RETRY_AFTER = 5

/**
 * The error page, in the site's frame when the visit is known, otherwise in a bare one that asks the database for
 * nothing. What was typed stands on it to be copied, or to be sent once more as it is when only the server is to blame.
 */
export function showError(
  logger: Logger,
  { db, assets }: { db: Db; assets: AssetPaths },
): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    if (res.headersSent) {
      // A session that could not be written, say: too late for a page, and no reason to cut off the one that was given.
      if (!res.writableEnded) return next(error)
      return logger.error({ err: error, path: req.path }, 'failed after the answer')
    }
    const { status, message } = answerFor(error, messages)
    if (status >= 500) logger.error({ err: error, path: req.path }, 'request failed')
    const retryAfter = secondsUntilRetry(error)
    if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter))
    const bare = () => bareFrame(lastKnownSite(db), assets)
    res.locals.frame ??= bare
    const resend = status === 503 ? sentAgain(req) : null
    const heading = headings[status] ?? messages.title.error
    const visitor = visitorOf(res)
    // Nobody is told whether it is there: it may be one of those that members alone may see.
    const maySignIn = saysNotThere(error)
    const links = nextSteps({
      method: req.method,
      address: req.originalUrl,
      referer: req.headers.referer,
      host: req.headers.host,
      status,
      form: res.locals.formPath as string | undefined,
      visitor,
      maySignIn,
    })
    const shown = {
      title: heading,
      status,
      heading,
      message,
      hint: maySignIn && visitor === 'guest' ? messages.refusal.mayNeedSignIn : '',
      links,
      resend,
      keptText: resend ? null : typedWords(req.body) || ((res.locals.keptText as string | undefined) ?? null),
      robots: 'noindex',
    }
    try {
      renderPage(res, 'shared/error', shown, status)
    } catch (second) {
      // Whatever the frame has missed, an error before it may be why; what was typed is shown all the same.
      logger.error({ err: second, path: req.path }, 'the frame of an error page failed')
      res.locals.frame = bare
      res.locals.footer = undefined
      renderPage(res, 'shared/error', shown, status)
    }
  }
}

function secondsUntilRetry(error: unknown): number | undefined {
  if (error instanceof Refusal) return error.retryAfter
  return isDatabaseFailure(error) ? RETRY_AFTER : undefined
}

function saysNotThere(error: unknown): boolean {
  return (error instanceof Refusal || error instanceof HttpError) && error.say === notThere
}

function visitorOf(res: Response): FailedRequest['visitor'] {
  const visit = res.locals.visit as Visit | undefined
  if (!visit) return null
  if (visit.setup.token !== null) return 'founder to be'
  return visit.viewer ? 'member' : 'guest'
}

/** A form that holds what a person wrote, ready to be sent again: its one-time id makes sure that it counts once. */
function sentAgain(req: Request) {
  const body = req.body as unknown
  if (req.method !== 'POST' || fieldsToKeep(body).length === 0) return null
  const fields = Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    typeof value === 'string' && !/password/i.test(name) ? [{ name, value }] : [],
  )
  const isLong = ({ name, value }: { name: string; value: string }) => typedWords({ [name]: value }) !== ''
  return {
    action: req.originalUrl,
    hidden: fields.filter((field) => !isLong(field)),
    long: fields.filter(isLong),
  }
}
