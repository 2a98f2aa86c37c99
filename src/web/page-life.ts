/** How long a visitor's page stays true by itself: until the earliest moment at which something on it ends. */
export class PageLife {
  #until: number

  /** Times are milliseconds UTC. */
  constructor(until: number) {
    this.#until = until
  }

  get until(): number {
    return this.#until
  }

  /** Something that the page shows ends at `at`; null: never. What has ended before `now` is not shown. */
  endBy(at: number | null, now: number): void {
    if (at !== null && at > now && at < this.#until) this.#until = at
  }
}
