/** What one page may cost. */
export interface Budget {
  /** statements, all counted: versions, session, settings, everything */
  statements: number
  /** milliseconds from the request to the answer on a small machine; a page beyond it is logged in development */
  milliseconds: number
  /** bytes of HTML, unpacked, of a page as full as the default settings let it be */
  bytes: number
}

const budget = (statements: number, milliseconds: number, bytes: number): Budget => ({
  statements,
  milliseconds,
  bytes,
})

/** The budget of every page, by its path in `routes.ts`. Addresses that only lead on have one as well. */
export const budgets: Readonly<Record<string, Budget>> = {
  '/': budget(8, 20, 60_000),
  '/latest': budget(6, 20, 45_000),
  '/boards/:id': budget(7, 20, 45_000),
  '/boards/:id/threads/new': budget(4, 10, 12_000),
  '/threads/:id': budget(10, 20, 60_000),
  '/threads/:id/previous': budget(6, 10, 0),
  '/threads/:id/next': budget(6, 10, 0),
  '/threads/:id/reply': budget(6, 10, 12_000),
  '/threads/:id/log': budget(7, 10, 20_000),
  '/threads/:id/moderation/highlight': budget(5, 10, 16_000),
  '/posts/:id': budget(6, 10, 0),
  '/posts/:id/edit': budget(6, 10, 20_000),
  '/posts/:id/remove': budget(6, 10, 20_000),
  '/members/:id': budget(8, 20, 30_000),
  '/register': budget(3, 10, 12_000),
  '/login': budget(3, 10, 12_000),
  '/account': budget(6, 10, 16_000),
  '/account/password': budget(5, 10, 12_000),
  '/account/sessions': budget(5, 10, 20_000),
  '/notices': budget(6, 15, 30_000),
  '/notices/:id': budget(6, 10, 0),
  '/setup': budget(3, 10, 12_000),
  '/admin': budget(4, 10, 0),
  '/admin/boards': budget(6, 20, 60_000),
  '/admin/boards/new': budget(6, 10, 20_000),
  '/admin/boards/:id': budget(6, 10, 20_000),
}
