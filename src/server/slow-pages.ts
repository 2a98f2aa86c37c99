import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { budgets } from '../pages/budgets.js'
import { recordStatements } from '../db/statement-record.js'

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
      const most = budgets[res.locals.routePath as string]?.milliseconds
      if (req.method === 'GET' && most !== undefined && took > most)
        logger.warn({ path: req.path, milliseconds: took, budget: most, statements }, 'slow page')
    })
    current.run(statements, next)
  }
}
