import type { OutgoingHttpHeaders } from 'node:http'
import { BoundedMap } from './bounded-map.js'
import { KeptPage } from './kept-page.js'

/** Visitors' pages in memory by address. Bounded by bytes, not by their number. */
export class PageCache {
  readonly #pages: BoundedMap<KeptPage>

  constructor({ mostBytes }: { mostBytes: number }) {
    this.#pages = new BoundedMap({ mostBytes })
  }

  /** Bytes held, and in how many pages: for whoever watches. */
  get held(): { bytes: number; pages: number } {
    const { bytes, entries } = this.#pages.held
    return { bytes, pages: entries }
  }

  /** The page kept under `key`, unless its time has run out. Whether what it shows has changed, the caller asks. */
  find(key: string, now: number): KeptPage | undefined {
    const page = this.#pages.get(key)
    if (!page || page.until > now) return page
    this.#pages.delete(key)
    return undefined
  }

  /** Keeps a page and returns it, ready to be sent. */
  keep(
    key: string,
    html: string,
    about: { headers: OutgoingHttpHeaders; versions: number; site: number; until: number },
  ): KeptPage {
    const page: KeptPage = new KeptPage(html, {
      ...about,
      whenGrown: (bytes) => this.#pages.grow(key, page, bytes),
    })
    this.#pages.set(key, page, page.bytes)
    return page
  }
}
