import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './database.js'

/** What a prepared query is run with. Numbers and texts vary freely; each flag, and each length of a list, has a text of its own. */
type Value = number | string | boolean | null | readonly number[] | readonly string[]
type Values<V> = { [Name in keyof V]: Value }

/** A query that is compiled once and run many times. */
export interface Prepared<V extends Values<V>, Row> {
  all: (db: Db, values: V) => Promise<Row[]>
  first: (db: Db, values: V) => Promise<Row | undefined>
}

/** Stands in the compiled query where a value belongs. */
class Slot {
  readonly name: string
  /** the place in a list, or null for a single value */
  readonly index: number | null

  constructor(name: string, index: number | null) {
    this.name = name
    this.index = index
  }
}

/**
 * Prepares a query: `build` makes it with Kysely as usual, of values it must not look at, flags apart. Compiling costs
 * several times what a small query does, and every page asks the same dozen.
 */
export function prepared<V extends Values<V>, Row>(
  build: (db: Db, values: V) => Compilable<Row>,
): Prepared<V, Row> {
  const compiled = new Map<unknown, Map<string, CompiledQuery<Row>>>()

  function compiledFor(db: Db, values: V): CompiledQuery<Row> {
    const engine = db.getExecutor().adapter.constructor
    const texts = compiled.get(engine) ?? new Map<string, CompiledQuery<Row>>()
    compiled.set(engine, texts)
    const shape = shapeOf(values)
    const known = texts.get(shape)
    if (known) return known
    const made = build(db, slotsFor(values)).compile()
    texts.set(shape, made)
    return made
  }

  async function all(db: Db, values: V): Promise<Row[]> {
    const query = compiledFor(db, values)
    const parameters = query.parameters.map((each) => (each instanceof Slot ? valueOf(values, each) : each))
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }

  return { all, first: async (db, values) => (await all(db, values))[0] }
}

function shapeOf<V extends Values<V>>(values: V): string {
  let shape = ''
  for (const name in values) {
    const value: Value = values[name]
    if (typeof value === 'boolean') shape += `${name}${value} `
    else if (typeof value === 'object' && value !== null) shape += `${name}${value.length} `
  }
  return shape
}

function slotsFor<V extends Values<V>>(values: V): V {
  const slots = Object.entries<Value>(values).map(([name, value]) => {
    if (typeof value === 'boolean') return [name, value]
    if (typeof value !== 'object' || value === null) return [name, new Slot(name, null)]
    return [name, value.map((_each, index) => new Slot(name, index))]
  })
  return Object.fromEntries(slots) as V
}

function valueOf(values: object, { name, index }: Slot): unknown {
  const value = (values as Record<string, unknown>)[name]
  return index === null ? value : (value as readonly unknown[])[index]
}
