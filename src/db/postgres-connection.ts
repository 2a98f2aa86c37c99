import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import pg from 'pg'
import { DatabaseUnavailable } from './failures.js'
import { noteStatement } from './statement-record.js'

/** Distinct SQL texts that a connection keeps prepared; each takes some tens of kilobytes of the server's memory. */
const MOST_NAMES = 300
/** Texts longer than this (characters) are of bulk writes, and each is seldom the same. */
const LONGEST_NAMED = 4000

/**
 * With these the server has closed the connection (shut down, idle in a transaction), or holds statements prepared for
 * tables that a newer forum has changed meanwhile: a new connection knows better.
 */
const endings = /^(57P0[1-3]|25P03|0A000|26000)$/

const names = new Map<string, string>()

/** A connection taken from the pool: statements are prepared once, and one that was lost never goes back. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  #isLost = false

  constructor(client: pg.PoolClient) {
    this.#client = client
    // Lost between two statements of a transaction, it says so by an event that would end the process unheard.
    client.on('error', this.#lose)
  }

  /** Has the connection end in place of going back to the pool. */
  giveUp(): void {
    this.#isLost = true
  }

  readonly #lose = (): void => this.giveUp()

  async executeQuery<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    noteStatement(text, parameters)
    const name = nameOf(text)
    try {
      const { command, rowCount, rows } = await this.#client.query({
        text,
        values: [...parameters],
        ...(name === undefined ? {} : { name }),
      })
      const isRead = command === 'SELECT'
      return {
        rows: rows as Row[],
        ...(isRead || rowCount === null ? {} : { numAffectedRows: BigInt(rowCount) }),
      }
    } catch (error) {
      // What the server says about a statement leaves the connection as it was; anything else is the connection's end.
      const isAboutStatement = error instanceof pg.DatabaseError && !endings.test(error.code ?? '')
      if (isAboutStatement) throw withoutRows(error)
      this.#isLost = true
      throw unavailable(error)
    }
  }

  // eslint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are never streamed: a slow reader would hold the connection')
  }

  /** Gives the connection back to the pool, or ends it. */
  release(): void {
    this.#client.off('error', this.#lose)
    this.#client.release(this.#isLost)
  }
}

/** What Node or pg says of a connection that can't be had or was lost. */
export function unavailable(error: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(error instanceof Error ? error.message : String(error), { cause: error })
}

/** The server's words without the row they are about: names, addresses and hashes of passwords belong in no log. */
function withoutRows(error: pg.DatabaseError): pg.DatabaseError {
  error.detail = undefined
  error.where = undefined
  return error
}

/** The same name for the same text, in every connection, so that each is parsed once. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES || text.length > LONGEST_NAMED) return known
  const name = `louzhu${names.size + 1}`
  names.set(text, name)
  return name
}
