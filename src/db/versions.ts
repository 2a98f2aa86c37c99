import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import type { Db } from './database.js'
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

/** Versions read as any other query is. */
export function versionsIn(db: Db): Versions {
  return {
    commits: () => null,
    sum: async (names) => (await sum.first(db, { names }))?.total ?? 0,
  }
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

const sum = prepared((db, { names }: { names: readonly string[] }) =>
  db
    .selectFrom('versions')
    .select(sql<number | null>`sum(version)`.as('total'))
    .where('name', 'in', [...names]),
)
