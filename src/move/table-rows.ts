import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db/database.js'
import type { MovedTable } from './moved-tables.js'

/** Rows read at a time: a bound on memory, and on how long SQLite keeps the process from anything else. */
const BATCH = 5000

export type Row = readonly (string | number | null)[]

/** The rows of a table in the order of its key, as lists of the values of `columns`, some thousands at a time. */
export async function* batchesOf(db: Db, { name, key }: MovedTable, columns: readonly string[]) {
  const keys = key.map((column) => columns.indexOf(column))
  const names = sql.join(key.map((column) => sql.ref(column)))
  let after: Row | null = null
  for (;;) {
    const beyond = after ? sql`where (${names}) > (${sql.join([...after])})` : sql``
    const { rows } = await sql<Record<string, string | number | null>>`
      select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(name)} ${beyond}
      order by ${names} limit ${sql.lit(BATCH)}`.execute(db.withoutPlugins())
    if (rows.length === 0) return
    const batch: Row[] = rows.map((row) => columns.map((column) => row[column]!))
    yield batch
    if (batch.length < BATCH) return
    after = keys.map((index) => batch.at(-1)![index]!)
  }
}

/** How many rows a table has, and a checksum of all their values in the order of its key: the same on every engine. */
export interface TableDigest {
  rows: number
  checksum: string
}

/** Reads a whole table. `onBatch` is told how many rows were read, batch by batch. */
export async function digestOf(
  db: Db,
  table: MovedTable,
  columns: readonly string[],
  onBatch: (rows: number) => void,
): Promise<TableDigest> {
  const hash = createHash('sha256')
  let count = 0
  for await (const batch of batchesOf(db, table, columns)) {
    hash.update(JSON.stringify(batch))
    count += batch.length
    onBatch(batch.length)
  }
  return { rows: count, checksum: hash.digest('hex').slice(0, 16) }
}

/** The columns of each table, in the order of their names. */
export async function columnsOf(db: Db): Promise<Map<string, string[]>> {
  const tables = await db.withoutPlugins().introspection.getTables()
  return new Map(
    tables.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()] as const),
  )
}
