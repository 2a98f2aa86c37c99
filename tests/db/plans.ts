import { CompiledQuery } from 'kysely'
import type { Db } from '../../src/db/database.js'
import type { RecordedStatement } from '../../src/db/statement-record.js'
import type { Planner } from './million-posts.js'

/** Rows that one key of an index may have on average where a statement reads them all. */
const MOST_ROWS = 200

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

interface Step {
  id: number
  parent: number
  detail: string
}

export async function planOf(db: Db, { text, parameters }: RecordedStatement): Promise<Step[]> {
  const explained = CompiledQuery.raw(`explain query plan ${text}`, [...parameters])
  return (await db.executeQuery<Step>(explained)).rows
}

/**
 * What is wrong with the plans of these statements, each fault once; empty when all is well. The same text may have
 * another plan with other values: the statistics know who has written how much.
 */
export async function faultsOf(planner: Planner, statements: RecordedStatement[]): Promise<string[]> {
  const faults = new Set<string>()
  for (const statement of statements) {
    if (/^(begin|commit|rollback|savepoint|release|pragma)/i.test(statement.text)) continue
    const plan = new Plan(planner, statement.text, await planOf(planner.db, statement))
    for (const fault of plan.faults()) faults.add(`${fault}\n  in ${statement.text}`)
  }
  return [...faults]
}

/** How SQLite runs one statement. A big table may be searched by index, and only few of its rows sorted. */
class Plan {
  readonly #planner: Planner
  readonly #steps: Step[]
  /** the statement's selects without those inside them; the first is the outermost */
  readonly #selects: string[]
  readonly #tables = new Map<string, string>()
  readonly #isInsert: boolean

  constructor(planner: Planner, text: string, steps: Step[]) {
    this.#planner = planner
    this.#steps = steps
    this.#selects = selectsOf(text)
    // Plans name tables by their alias: "members" as "author".
    for (const [, table = '', alias = ''] of text.matchAll(
      /\b(?:from|join|into|update)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi,
    )) {
      this.#tables.set(table, table)
      if (alias !== '') this.#tables.set(alias, table)
    }
    this.#isInsert = /^\s*insert\b/i.test(text)
  }

  faults(): string[] {
    return this.#steps.filter((step) => this.#isFaulty(step)).map((step) => step.detail)
  }

  #isFaulty(step: Step): boolean {
    const { detail } = step
    if (/\bAUTOMATIC\b/.test(detail)) return true
    if (detail.startsWith('SCAN ')) return this.#isBig(step) && !this.#endsEarly(step)
    if (detail.startsWith('SEARCH ')) return this.#isBig(step) && this.#readsMany(step)
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

  /** Whether a search is for what many rows have, as a board has its threads, and goes on to the last of them. */
  #readsMany(step: Step): boolean {
    const index = /INDEX (\w+)/.exec(step.detail)?.[1] ?? ''
    const equal = [...step.detail.matchAll(/\w=\?/g)].length
    const rows = this.#planner.rows.get(index)?.[equal] ?? 0
    const selects = this.#selectsNaming(step)
    return equal > 0 && rows > MOST_ROWS && !selects.every((select) => /\blimit\b/i.test(select))
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

  /** Whether a search finds few rows for each key: by id, by all columns of a unique index, or in a short one. */
  #findsFew(detail: string): boolean {
    const index = /INDEX (\w+)/.exec(detail)?.[1] ?? ''
    const columns = /INTEGER PRIMARY KEY/.test(detail) ? ['rowid'] : this.#planner.unique.get(index)
    // Between two values of a unique index, as floors of a thread, there is no more than the page asked for.
    const isBounded = (column: string) =>
      new RegExp(`\\b${column}=\\?|\\b${column}>\\? AND ${column}<\\?`).test(detail)
    return short.includes(index) || columns?.every(isBounded) === true
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
    if (isMade || /VIRTUAL TABLE|CONSTANT ROW|-ROW VALUES CLAUSE/.test(detail)) return false
    const table = this.#tables.get(name)
    // An insert shows a scan of each table that refers to its own, which is run only where a row broke a reference
    // before. Deleting what is referred to does scan.
    if (table === undefined && this.#isInsert) return false
    return table === undefined || this.#planner.big.has(table)
  }

  /** The selects that a step may belong to: the outermost for a step at the top, otherwise inner ones naming its table. */
  #selectsNaming({ parent, detail }: Step): string[] {
    const [outermost = '', ...inner] = this.#selects
    if (parent === 0) return [outermost]
    const name = /^\w+ (\S+)/.exec(detail)![1]!
    const naming = new RegExp(`\\b(from|join)\\s+("?\\w+"?\\s+(as\\s+)?)?"?${name}\\b`, 'i')
    return inner.filter((select) => naming.test(select))
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
