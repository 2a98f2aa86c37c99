import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely'
import type { Db } from './database.js'

/** How many statements one request has run by its own handle, its session's reading apart: the footer prints it. */
export interface StatementCount {
  statements: number
}

/**
 * The same database by a handle that adds each statement to `count`. A handle per request is some objects; following
 * each request by AsyncLocalStorage would cost every promise and every answer of the process a tenth of its time.
 */
export function countingStatements(db: Db, count: StatementCount): Db {
  return db.withPlugin(new CountingPlugin(count))
}

class CountingPlugin implements KyselyPlugin {
  readonly #count: StatementCount

  constructor(count: StatementCount) {
    this.#count = count
  }

  transformQuery({ node }: PluginTransformQueryArgs) {
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    this.#count.statements++
    return result
  }
}
