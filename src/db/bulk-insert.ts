import { CompiledQuery } from 'kysely'
import type { Db } from './database.js'
import { engineOf } from './engine.js'

/** Rows in one INSERT. Its text is the same for every full batch, so it is compiled and prepared once. */
const ROWS_PER_STATEMENT = { sqlite: 200, postgres: 1000 }

/**
 * Inserts many rows of numbers, texts and nulls, in the order of `columns` (database names), far faster than a query
 * builder would. For data that is generated, moved or imported; `continueIds` has to follow where rows bring their ids.
 */
export async function bulkInsert(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const engine = engineOf(db)
  const size = ROWS_PER_STATEMENT[engine]
  const insert = engine === 'postgres' ? insertOfColumns : insertOfRows
  for (let start = 0; start < rows.length; start += size)
    await db.executeQuery(insert(table, columns, rows.slice(start, start + size)))
}

function insertOfRows(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): CompiledQuery {
  const tuple = `(${columns.map(() => '?').join(', ')})`
  const values = Array.from({ length: rows.length }, () => tuple).join(', ')
  return CompiledQuery.raw(`${insertInto(table, columns)} values ${values}`, rows.flat())
}

// A list for each column: PostgreSQL takes 65,535 values at most, and reads a list many times as fast as single ones.
function insertOfColumns(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): CompiledQuery {
  const lists = columns.map((_column, index) => rows.map((row) => row[index]))
  const types = lists.map((list) => (list.some((value) => typeof value === 'string') ? 'text' : 'bigint'))
  const unnested = types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')
  return CompiledQuery.raw(`${insertInto(table, columns)} select * from unnest(${unnested})`, lists)
}

function insertInto(table: string, columns: readonly string[]): string {
  return `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})`
}
