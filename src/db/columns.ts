import { sql, type ColumnDataType, type CreateTableBuilder, type Kysely, type RawBuilder } from 'kysely'

type ColumnType = ColumnDataType | RawBuilder<unknown>

/**
 * The column types every migration uses, by meaning. SQLite tables are STRICT, so these are the five storage
 * classes; another engine gets its own map here and the migrations stay as they are.
 *
 * id: a row's number · time: milliseconds UTC · flag: 0 or 1 · text: Unicode text · amount: a whole number
 */
export const column = {
  id: 'integer',
  time: 'integer',
  flag: 'integer',
  text: 'text',
  amount: 'integer',
} as const satisfies Record<string, ColumnType>

/** Starts a table whose column types are enforced. End the chain with `.execute()`. */
export function strictTable<T extends string>(db: Kysely<unknown>, name: T): CreateTableBuilder<T> {
  return db.schema.createTable(name).modifyEnd(sql`strict`)
}
