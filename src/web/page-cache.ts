import type { OutgoingHttpHeaders } from 'node:http'
import { KeptPage } from './kept-page.js'

/** Visitors' pages in memory by address, the longest unasked out first. Bounded by bytes, not by their number. */
export class PageCache {
  readonly #mostBytes: number
  readonly #pages = new Map<string, KeptPage>()
  readonly #sizes = new Map<string, number>()
  #bytes = 0

  constructor({ mostBytes }: { mostBytes: number }) {
    this.#mostBytes = mostBytes
  }

  /** Bytes held, and in how many pages: for whoever watches. */
  get held(): { bytes: number; pages: number } {
    return { bytes: this.#bytes, pages: this.#pages.size }
  }

  /** The page kept under `key`, unless its time has run out. Whether what it shows has changed, the caller asks. */
  find(key: string, now: number): KeptPage | undefined {
    const page = this.#pages.get(key)
    if (!page) return undefined
    if (page.until <= now) {
      this.#drop(key)
      return undefined
    }
    this.#pages.delete(key)
    this.#pages.set(key, page)
    return page
  }

  /** Keeps a page and returns it, ready to be sent; one that would fill much of the memory alone is only returned. */
  keep(
    key: string,
    html: string,
    about: { headers: OutgoingHttpHeaders; versions: number; until: number },
  ): KeptPage {
    const page: KeptPage = new KeptPage(html, {
      ...about,
      whenGrown: (bytes) => this.#grow(key, page, bytes),
    })
    this.#drop(key)
    if (page.bytes > this.#mostBytes / 8) return page
    this.#pages.set(key, page)
    this.#sizes.set(key, 0)
    this.#grow(key, page, page.bytes + key.length)
    return page
  }

  #grow(key: string, page: KeptPage, bytes: number): void {
    if (this.#pages.get(key) !== page) return
    this.#sizes.set(key, this.#sizes.get(key)! + bytes)
    this.#bytes += bytes
    while (this.#bytes > this.#mostBytes) this.#drop(this.#pages.keys().next().value!)
  }

  #drop(key: string): void {
    if (!this.#pages.delete(key)) return
    this.#bytes -= this.#sizes.get(key)!
    this.#sizes.delete(key)
  }
}
