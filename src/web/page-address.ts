/** What a page makes of a query value: a number from 1, one of a few words, or nothing that could be kept. */
export type QueryRule = 'number' | 'never' | readonly string[]

/** An address that the page is the same for, however else it was written. */
export interface PageAddress {
  /** path and query with what the page depends on, and nothing else */
  key: string
  /** the number in the path, 0 where there is none */
  id: number
}

const number = /^[1-9]\d{0,14}$/

/**
 * Reads the address of a request for a page at `path` (like /threads/:id). Query values that the page does not know
 * are left out of the key, and so is 1 as a page number; null when what is asked for is not to be kept.
 */
export function pageAddress(
  path: string,
  query: Readonly<Record<string, QueryRule>>,
): (url: string) => PageAddress | null {
  const pattern = new RegExp(`^${path.replace(':id', String.raw`([1-9]\d{0,14})`)}$`)
  return (url) => {
    const at = url.indexOf('?')
    const found = pattern.exec(at < 0 ? url : url.slice(0, at))
    if (!found) return null
    const id = Number(found[1] ?? 0)
    if (at < 0) return { key: url, id }
    const kept = keptQuery(new URLSearchParams(url.slice(at + 1)), query)
    return kept === null ? null : { key: kept === '' ? found[0] : `${found[0]}?${kept}`, id }
  }
}

function keptQuery(given: URLSearchParams, query: Readonly<Record<string, QueryRule>>): string | null {
  const kept = new URLSearchParams()
  for (const [name, rule] of Object.entries(query)) {
    const [value, ...more] = given.getAll(name)
    if (value === undefined) continue
    if (more.length > 0 || rule === 'never') return null
    if (rule === 'number') {
      if (!number.test(value)) return null
      if (name !== 'page' || value !== '1') kept.set(name, value)
    } else if (rule.includes(value)) kept.set(name, value)
  }
  return kept.toString()
}
