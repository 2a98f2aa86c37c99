import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../../src/db/database.js'

/** Tables whose rows a webmaster makes by hand. Every other table grows with a forum's life and is big. */
const small = [
  'settings',
  'groups',
  'levels',
  'credit_kinds',
  'credit_awards',
  'boards',
  'board_moderators',
  'jobs',
  'site_counters',
  'moods',
  'kysely_migration',
  'kysely_migration_lock',
]

/** A database with what its planner knows. */
export interface Planner {
  db: Db
  big: Set<string>
  /** by unique index, its columns */
  unique: Map<string, string[]>
  /** by index, how many rows there are in all, for a value of its first column, of its first two, … */
  rows: Map<string, number[]>
}

const fixture = join(import.meta.dirname, 'fixtures', 'million-posts-statistics.json')
const statistics = JSON.parse(readFileSync(fixture, 'utf8')) as string[]

const known = statistics.map((row) => row.split(' | ')) as [table: string, index: string, stat: string][]

/** Makes the planner of a small forum believe that it has a million posts. */
export async function pretendMillionPosts(db: Db): Promise<Planner> {
  const run = (text: string, parameters: unknown[] = []) =>
    db.executeQuery(CompiledQuery.raw(text, parameters))
  await run('analyze')
  await run('delete from sqlite_stat1')
  await run('delete from sqlite_stat4')
  for (const row of known)
    await run("insert into sqlite_stat1 (tbl, idx, stat) values (?, nullif(?, ''), ?)", row)
  await run('analyze sqlite_schema')

  const tables = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`.execute(db)
  const unique = await sql<{ name: string; columns: string }>`
    select list.name, group_concat(info.name) as columns
    from sqlite_schema, pragma_index_list(sqlite_schema.name) as list, pragma_index_info(list.name) as info
    where type = 'table' and list."unique" group by list.name`.execute(db)
  return {
    db,
    big: new Set(tables.rows.map(({ name }) => name).filter((name) => !small.includes(name))),
    unique: new Map(unique.rows.map(({ name, columns }) => [name, columns.split(',')])),
    rows: new Map(known.map(([, index, stat]) => [index, stat.split(' ').map(Number)])),
  }
}

/** Big tables, and indexes of them, that the fixture knows nothing of or knows with other columns. */
export async function unknownToFixture({ db, big }: Planner): Promise<string[]> {
  const indexes = await sql<{ name: string; columns: number; owner: string }>`
    select name, tbl_name as owner, (select count(*) from pragma_index_info(sqlite_schema.name)) as columns
    from sqlite_schema where type = 'index'`.execute(db)
  const unknownTables = [...big].filter((table) => !known.some(([owner]) => owner === table))
  const unknownIndexes = indexes.rows.filter(
    ({ name, columns, owner }) =>
      // One number for the whole table, then one for each column.
      big.has(owner) &&
      !known.some(([, index, stat]) => index === name && stat.split(' ').length === columns + 1),
  )
  return [...unknownTables, ...unknownIndexes.map(({ name, owner }) => `${owner}.${name}`)]
}
