import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import { fieldsToKeep } from './accounts/kept-form.js'
import { messages } from './i18n/zh-cn.js'
import { Refusal } from './refusal.js'
import { answerFor } from './web/http-errors.js'
import { renderPage } from './web/render.js'

const headings: Record<number, string> = messages.errorHeadings

/** The error page, in the site's frame when the visit is known; what was typed stands on it to be copied. */
export function showError(logger: Logger): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const { status, message } = answerFor(error)
    if (status >= 500) logger.error({ err: error, path: req.path }, 'request failed')
    if (error instanceof Refusal && error.retryAfter !== undefined)
      res.set('Retry-After', String(error.retryAfter))
    const back =
      error instanceof Refusal && error.kind !== 'missing'
        ? (res.locals.formPath as string | undefined)
        : undefined
    if (!res.locals.frame) return void res.status(status).type('text').send(message)
    renderPage(
      res,
      'shared/error',
      {
        title: messages.title.error,
        status,
        heading: headings[status] ?? messages.title.error,
        message,
        hint: '',
        links: [
          ...(back ? [{ title: messages.title.back, href: back }] : []),
          { title: messages.title.home, href: '/' },
        ],
        keptText: typedText(req.body) || ((res.locals.keptText as string | undefined) ?? null),
        robots: 'noindex',
      },
      status,
    )
  }
}

/** Everything of a form that its writer would miss. */
function typedText(body: unknown): string {
  return fieldsToKeep(body)
    .filter(({ name }) => name !== 'formId' && name !== 'version')
    .map(({ value }) => value)
    .join('\n\n')
}
