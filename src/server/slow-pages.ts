import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { recordStatements } from '../db/statement-record.js'
import { isPage } from '../pages/route.js'
import { routes } from '../routes.js'

/** Milliseconds that a page may take, by its path in the site map. */
const most = new Map(routes.filter(isPage).map(({ path, budget }) => [path, budget.milliseconds]))

/**
 * For development: a page that takes longer than its budget says so in the log, with its statements. To follow each
 * request through all it awaits costs the whole process, so it is not for a forum that people use.
 */
export function slowPages(logger: Logger): RequestHandler {
  const current = new AsyncLocalStorage<string[]>()
  recordStatements(({ text }) => current.getStore()?.push(text))
  return (req, res, next) => {
    const statements: string[] = []
    const begun = performance.now()
    res.once('finish', () => {
      const took = Math.round(performance.now() - begun)
      const budget = most.get(res.locals.routePath as string)
      if (req.method === 'GET' && budget !== undefined && took > budget)
        logger.warn({ path: req.path, milliseconds: took, budget, statements }, 'slow page')
    })
    current.run(statements, next)
  }
}
