import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import { engineOf } from './engine.js'

/**
 * The column types every migration uses, by meaning. SQLite tables are STRICT, so these are its storage classes; what
 * PostgreSQL calls them stands in `postgres-dialect.ts`.
 *
 * id: a row's number · time: milliseconds UTC · flag: 0 or 1 · text: Unicode text · amount: a whole number
 */
export const column = {
  id: 'integer',
  time: 'integer',
  flag: 'integer',
  text: 'text',
  amount: 'integer',
} as const

/** Starts a table whose column types are enforced. End the chain with `.execute()`. */
export function strictTable<T extends string>(db: Kysely<unknown>, name: T): CreateTableBuilder<T> {
  const table = db.schema.createTable(name)
  // PostgreSQL enforces them anyway.
  return engineOf(db) === 'sqlite' ? table.modifyEnd(sql`strict`) : table
}
