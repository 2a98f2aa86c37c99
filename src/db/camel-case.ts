import { CamelCasePlugin, type PluginTransformResultArgs, type QueryResult, type UnknownRow } from 'kysely'

type Naming = (row: UnknownRow) => UnknownRow

/** Shapes of rows remembered; the site's own queries have about a hundred. */
const MOST_SHAPES = 1000

/** Kysely's plugin with rows renamed by a function made once per shape, several times as fast. */
export class FastCamelCasePlugin extends CamelCasePlugin {
  readonly #namings = new Map<string, Naming>()

  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const [first] = result.rows
    if (!first) return result
    const columns = Object.keys(first)
    return { ...result, rows: result.rows.map(this.#namingOf(columns)) }
  }

  #namingOf(columns: string[]): Naming {
    const shape = columns.join()
    const known = this.#namings.get(shape)
    if (known) return known
    const pairs = columns.map(
      (column) => `${JSON.stringify(this.camelCase(column))}: row[${JSON.stringify(column)}]`,
    )
    // An object literal is the quickest way to make many objects of one shape.
    // eslint-disable-next-line no-implied-eval
    const naming = new Function('row', `return { ${pairs.join(', ')} }`) as Naming
    if (this.#namings.size < MOST_SHAPES) this.#namings.set(shape, naming)
    return naming
  }
}
