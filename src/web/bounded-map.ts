/** A map that holds at most so many bytes, the longest unasked out first. */
export class BoundedMap<Value> {
  readonly #mostBytes: number
  readonly #entries = new Map<string, { value: Value; bytes: number }>()
  #bytes = 0

  constructor({ mostBytes }: { mostBytes: number }) {
    this.#mostBytes = mostBytes
  }

  /** Bytes held, and in how many entries. */
  get held(): { bytes: number; entries: number } {
    return { bytes: this.#bytes, entries: this.#entries.size }
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  /** Holds a value of about so many bytes; one that would fill much of the memory alone is not held. */
  set(key: string, value: Value, bytes: number): void {
    this.delete(key)
    if (bytes > this.#mostBytes / 8) return
    this.#entries.set(key, { value, bytes: 0 })
    this.grow(key, value, bytes + key.length)
  }

  /** Counts more bytes for a value, if it is the one still held. */
  grow(key: string, value: Value, bytes: number): void {
    const entry = this.#entries.get(key)
    if (entry?.value !== value) return
    entry.bytes += bytes
    this.#bytes += bytes
    while (this.#bytes > this.#mostBytes) this.delete(this.#entries.keys().next().value!)
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    this.#bytes -= entry.bytes
  }
}
