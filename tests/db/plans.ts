import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../../src/db/database.js'
import type { RecordedStatement } from '../../src/db/statement-count.js'

/** Tables whose rows a webmaster makes by hand. Every other table grows with a forum's life and is big. */
const small = [
  'settings',
  'groups',
  'levels',
  'credit_kinds',
  'credit_awards',
  'boards',
  'board_moderators',
  'site_counters',
  'moods',
  'kysely_migration',
  'kysely_migration_lock',
]

/** Indexes of which one key, or all, has few rows however old the forum is. */
const short = [
  // 20 sessions of a member: the longest unused go first
  'sessions_member',
  // kinds of credit
  'sqlite_autoindex_credit_balances_1',
  // moods
  'sqlite_autoindex_mood_counts_1',
  // threads that moderators keep pinned
  'threads_pinned',
]

/** What the planner may know of a database. */
export interface Planner {
  db: Db
  big: Set<string>
  /** by index, the columns of a unique one */
  unique: Map<string, string[]>
}

interface Step {
  id: number
  parent: number
  detail: string
}

const fixture = join(import.meta.dirname, 'fixtures', 'million-posts-statistics.json')
const statistics = JSON.parse(readFileSync(fixture, 'utf8')) as { stat1: string[]; stat4: string[] }

/** Makes the planner of a small forum believe that it has a million posts. */
export async function pretendMillionPosts(db: Db): Promise<Planner> {
  const run = (text: string, parameters: unknown[] = []) =>
    db.executeQuery(CompiledQuery.raw(text, parameters))
  await run('analyze')
  await run('delete from sqlite_stat1')
  await run('delete from sqlite_stat4')
  for (const row of statistics.stat1) {
    const [table, index, stat] = row.split(' | ')
    await run("insert into sqlite_stat1 (tbl, idx, stat) values (?, nullif(?, ''), ?)", [table, index, stat])
  }
  for (const row of statistics.stat4) {
    const cells = row.split(' | ')
    const sample = Buffer.from(cells.pop()!, 'hex')
    await run('insert into sqlite_stat4 (tbl, idx, neq, nlt, ndlt, sample) values (?, ?, ?, ?, ?, ?)', [
      ...cells,
      sample,
    ])
  }
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
  }
}

/** Big tables, and indexes of them, that the fixture knows nothing of or knows with other columns. */
export async function unknownToFixture({ db, big }: Planner): Promise<string[]> {
  const indexes = await sql<{ name: string; columns: number; owner: string }>`
    select name, tbl_name as owner, (select count(*) from pragma_index_info(name)) as columns
    from sqlite_schema where type = 'index'`.execute(db)
  const known = statistics.stat1.map((row) => row.split(' | ')) as [string, string, string][]
  const unknownTables = [...big].filter((table) => !known.some(([owner]) => owner === table))
  const unknownIndexes = indexes.rows.filter(
    ({ name, columns, owner }) =>
      // One number for the whole table, then one for each column.
      big.has(owner) &&
      !known.some(([, index, stat]) => index === name && stat.split(' ').length === columns + 1),
  )
  return [...unknownTables, ...unknownIndexes.map(({ name, owner }) => `${owner}.${name}`)]
}

export async function planOf(db: Db, { text, parameters }: RecordedStatement): Promise<Step[]> {
  const explained = CompiledQuery.raw(`explain query plan ${text}`, [...parameters])
  return (await db.executeQuery<Step>(explained)).rows
}

/** What is wrong with the plans of these statements, each text looked at once; empty when all is well. */
export async function faultsOf(planner: Planner, statements: RecordedStatement[]): Promise<string[]> {
  const byText = new Map(statements.map((statement) => [statement.text, statement]))
  const faults: string[] = []
  for (const statement of byText.values()) {
    if (/^(begin|commit|rollback|savepoint|release|pragma)/i.test(statement.text)) continue
    const plan = new Plan(planner, statement.text, await planOf(planner.db, statement))
    faults.push(...plan.faults().map((fault) => `${fault}\n  in ${statement.text}`))
  }
  return faults
}

/** How SQLite runs one statement. A big table may be searched by index, and only few of its rows sorted. */
class Plan {
  readonly #planner: Planner
  readonly #steps: Step[]
  /** the statement's selects without those inside them; the first is the outermost */
  readonly #selects: string[]
  readonly #tables = new Map<string, string>()

  constructor(planner: Planner, text: string, steps: Step[]) {
    this.#planner = planner
    this.#steps = steps
    this.#selects = selectsOf(text)
    // Plans name tables by their alias: "members" as "author".
    for (const [, table = '', alias = ''] of text.matchAll(
      /(?:\b(?:from|join|into|update)|,)\s*"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi,
    )) {
      this.#tables.set(table, table)
      if (alias !== '') this.#tables.set(alias, table)
    }
  }

  faults(): string[] {
    return this.#steps.filter((step) => this.#isFaulty(step)).map((step) => step.detail)
  }

  #isFaulty(step: Step): boolean {
    const { detail } = step
    if (/\bAUTOMATIC\b/.test(detail)) return true
    if (detail.startsWith('SCAN ')) return this.#isBig(step) && !this.#endsEarly(step)
    // Whatever is sorted must be read whole first, so that a limit after it saves nothing: the rows of a page may be
    // sorted, found by their ids or cut by a limit of their own, but not all that a member or a board has.
    if (detail.startsWith('USE TEMP B-TREE')) return !this.#areFew(step.parent)
    return false
  }

  /** Whether a scan walks an index in order and stops at its own limit: it neither counts nor skips rows. */
  #endsEarly(step: Step): boolean {
    const covering = step.detail.includes('USING COVERING INDEX')
    const selects = this.#selectsNaming(step)
    return (
      / USING (COVERING )?INDEX /.test(step.detail) &&
      selects.length > 0 &&
      selects.every(
        (select) =>
          /\blimit\b/i.test(select) &&
          (covering || !/\boffset\b/i.test(select)) &&
          !/\b(count|sum|total|avg|group_concat)\s*\(|\bgroup by\b/i.test(select),
      )
    )
  }

  /** Whether the loops directly below `parent` make few rows in all. */
  #areFew(parent: number): boolean {
    return this.#childrenOf(parent)
      .filter(({ detail }) => !/SCALAR SUBQUERY|^USE TEMP|^BLOOM/.test(detail))
      .every((step) => {
        if (isLoop(step)) return !this.#isBig(step) || this.#findsFew(step.detail)
        return this.#areFew(step.id) || this.#isCut(step)
      })
  }

  /** Whether a search finds at most one row for each key: by id, by all columns of a unique index, or by a short one. */
  #findsFew(detail: string): boolean {
    const index = /INDEX (\w+)/.exec(detail)?.[1] ?? ''
    const equal = [...detail.matchAll(/(\w+)=\?/g)].map((match) => match[1]!)
    const columns = /INTEGER PRIMARY KEY/.test(detail) ? ['rowid'] : this.#planner.unique.get(index)
    return short.includes(index) || columns?.every((column) => equal.includes(column)) === true
  }

  /** Whether a subquery reads its big tables up to a limit only. */
  #isCut({ id, detail }: Step): boolean {
    const selects = this.#childrenOf(id)
      .filter((step) => isLoop(step) && this.#isBig(step))
      .flatMap((step) => this.#selectsNaming(step))
    return (
      /^(LIST SUBQUERY|CO-ROUTINE|MATERIALIZE)/.test(detail) &&
      selects.length > 0 &&
      selects.every((select) => /\blimit\b/i.test(select))
    )
  }

  /** Whether a step reads a big table; a name that stands for neither table nor subquery counts as one. */
  #isBig({ detail }: Step): boolean {
    const name = /^(?:SCAN|SEARCH) (\S+)/.exec(detail)![1]!
    const isMade = this.#steps.some(
      (step) => /^(CO-ROUTINE|MATERIALIZE) /.test(step.detail) && step.detail.endsWith(` ${name}`),
    )
    if (isMade || /VIRTUAL TABLE|CONSTANT ROW/.test(detail)) return false
    const table = this.#tables.get(name)
    return table === undefined || this.#planner.big.has(table)
  }

  /** The selects that a step may belong to: the outermost for a step at the top, otherwise inner ones naming its table. */
  #selectsNaming({ parent, detail }: Step): string[] {
    const [outermost = '', ...inner] = this.#selects
    if (parent === 0) return [outermost]
    const name = /^\w+ (\S+)/.exec(detail)![1]!
    return inner.filter((select) => new RegExp(`\\b${name}\\b`).test(select))
  }

  #childrenOf(parent: number): Step[] {
    return this.#steps.filter((step) => step.parent === parent)
  }
}

/** Whether a step goes through rows of a table or a subquery. */
function isLoop({ detail }: Step): boolean {
  return /^(SCAN|SEARCH) /.test(detail)
}

/** Takes a statement apart: itself and each select in brackets, all without the selects inside them. */
function selectsOf(text: string): string[] {
  const open = ['']
  const selects: string[] = []
  for (const char of text) {
    if (char === '(') open.push('')
    else if (char === ')' && open.length > 1) {
      const inside = open.pop()!
      const isSelect = /^\s*(select|with)\b/i.test(inside)
      if (isSelect) selects.push(inside)
      open.push(`${open.pop()!}(${isSelect ? '' : inside})`)
    } else open.push(open.pop()! + char)
  }
  return [open.join('('), ...selects]
}
