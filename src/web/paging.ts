import { typedNumber } from '../fields.js'
import { notFound } from '../refusal.js'

/** Links to the pages of a list; null in `items` stands for a gap. */
export interface Pager {
  page: number
  pages: number
  items: ({ n: number; href: string; current: boolean } | null)[]
  previous: string | null
  next: string | null
  /** a form that asks for a page by its number, where not all of them are linked */
  form: { action: string; hidden: { name: string; value: string }[] } | null
}

/** How many rows of a list may be skipped by OFFSET at most; pages beyond it are not linked. */
export const DEEPEST_ROW = 1_000_000

/** The page number of a query string, 1 when there is none. Throws "not found" for anything but a whole number from 1. */
export function pageNumber(value: unknown): number {
  if (value === undefined) return 1
  const page = typedNumber(value)
  if (page === null || page > DEEPEST_ROW) throw notFound()
  return page
}

/** The number of pages for `rows`; an empty list has one page. */
export function pageCount(rows: number, perPage: number): number {
  return Math.max(1, Math.ceil(rows / perPage))
}

/** A pager, or null when one page holds everything. `href` makes the address of a page. */
export function pager(page: number, pages: number, href: (page: number) => string): Pager | null {
  if (pages <= 1) return null
  const shown = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, pages])]
    .filter((n) => n >= 1 && n <= pages)
    .sort((a, b) => a - b)
  const items: Pager['items'] = []
  for (const [index, n] of shown.entries()) {
    if (index > 0 && n > shown[index - 1]! + 1) items.push(null)
    items.push({ n, href: href(n), current: n === page })
  }
  return {
    page,
    pages,
    items,
    previous: page > 1 ? href(page - 1) : null,
    next: page < pages ? href(page + 1) : null,
    form: items.includes(null) ? formTo(href(1)) : null,
  }
}

/** What a form needs to ask for other pages of the list at this address. */
function formTo(address: string): Pager['form'] {
  const [action = '', query = ''] = address.split('?')
  const hidden = [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
  return { action, hidden }
}

/** An address with those query values that are set; 1 as a page number is left out. */
export function addressWith(path: string, query: Record<string, string | number | null | undefined>): string {
  const set = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const isLeftOut =
      value === null || value === undefined || value === '' || (name === 'page' && value === 1)
    if (!isLeftOut) set.set(name, String(value))
  }
  return set.size === 0 ? path : `${path}?${set.toString()}`
}
