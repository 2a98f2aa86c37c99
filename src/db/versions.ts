import Sqlite from 'better-sqlite3'
import type { Db } from './database.js'
import { isPostgresAddress } from '../config.js'
import { prepared } from './prepared.js'

/** Tells whether what a page shows has changed. */
export interface Versions {
  /**
   * Differs from before when anything was committed in between, by whichever process; null where that can't be told.
   * As long as it is the same, nothing needs to be asked of `sum`.
   */
  commits: () => number | null
  /**
   * The versions of these names added up, as they are at this moment; one that was never raised counts 0. Versions
   * only grow, so the sum is the same as before when, and only when, none of them was raised in between.
   */
  sum: (names: readonly string[]) => number | Promise<number>
}

/**
 * Raises the versions of what a deed changes, within its transaction. Names without a row begin at 1. In order of
 * name, so that two deeds never wait for each other's rows.
 */
export async function raiseVersions(db: Db, names: readonly string[]): Promise<void> {
  await raise.all(db, { names: [...new Set(names)].sort() })
}

/** The quickest way to read the versions of the database at `address`, of which `db` is a handle. */
export function openVersions(db: Db, address: string): Versions & { close: () => void } {
  return isPostgresAddress(address) ? { ...versionsIn(db), close: () => undefined } : versionsAt(address)
}

/**
 * Versions read by queries. Who asks while a query is under way is answered by the next one, together with all others:
 * a hundred visitors at once ask the database once, and each answer was read after its question.
 */
export function versionsIn(db: Db): Versions {
  let waiting: Asked[] = []
  let isAsking = false

  async function answerAll(): Promise<void> {
    isAsking = true
    // What comes in the same turn of the event loop is asked for together.
    await Promise.resolve()
    while (waiting.length > 0) {
      const asked = waiting.splice(0, MOST_ASKED)
      try {
        const versions = await readVersions(db, [...new Set(asked.flatMap(({ names }) => names))])
        for (const { names, answer } of asked)
          answer(names.reduce((total, name) => total + (versions.get(name) ?? 0), 0))
      } catch (error) {
        for (const { fail } of asked) fail(error)
      }
    }
    isAsking = false
  }

  return {
    commits: () => null,
    sum: async (names) =>
      new Promise((answer, fail) => {
        waiting.push({ names, answer, fail })
        if (!isAsking) void answerAll()
      }),
  }
}

/** Questions answered by one query at most. */
const MOST_ASKED = 100

interface Asked {
  names: readonly string[]
  answer: (sum: number) => void
  fail: (error: unknown) => void
}

/**
 * Versions read from the SQLite file at `path` at once, by a connection of their own: nothing waits for a transaction
 * under way, what isn't committed isn't seen, and the forum's own commits count as others' do. Some microseconds each.
 */
export function versionsAt(path: string): Versions & { close: () => void } {
  const sqlite = new Sqlite(path, { readonly: true })
  sqlite.pragma('busy_timeout = 100')
  const commits = sqlite.prepare<[], number>('pragma data_version').pluck()
  const statements = new Map<number, Sqlite.Statement<string[], number>>()
  const statementFor = (length: number) => {
    const known = statements.get(length)
    if (known) return known
    // Three times as quick as `name in (…)`, for which SQLite builds a table.
    const each = '(select version from versions where name = ?)'
    const text = `select ${Array.from({ length }, () => `ifnull(${each}, 0)`).join(' + ')}`
    const made = sqlite.prepare<string[], number>(text).pluck()
    statements.set(length, made)
    return made
  }
  return {
    commits: () => commits.get()!,
    sum: (names) => statementFor(names.length).get(...names)!,
    close: () => void sqlite.close(),
  }
}

const raise = prepared((db, { names }: { names: readonly string[] }) =>
  db
    .insertInto('versions')
    .values(names.map((name) => ({ name, version: 1 })))
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ version: eb('versions.version', '+', 1) })),
    ),
)

const read = prepared((db, { names }: { names: readonly string[] }) =>
  db.selectFrom('versions').selectAll().where('name', 'in', names),
)

async function readVersions(db: Db, names: string[]): Promise<Map<string, number>> {
  // Lists of 1, 2, 4 … names, so that there are few texts to prepare.
  const length = 2 ** Math.ceil(Math.log2(names.length))
  const padded = [...names, ...Array.from({ length: length - names.length }, () => names[0]!)]
  const rows = await read.all(db, { names: padded })
  return new Map(rows.map(({ name, version }) => [name, version]))
}
