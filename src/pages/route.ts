import type { Request, Response } from 'express'
import type { Presence } from '../forum/presence/presence.js'
import type { Shown } from '../forum/shown.js'
import type { Refusal } from '../refusal.js'
import type { QueryRule } from '../web/page-address.js'
import type { Fields } from '../field.js'
import { formHandlers, type FormPage } from './form-page.js'
import type { Guard } from './guards.js'
import type { Visit } from './visit.js'

export type Handler = (visit: Visit, req: Request, res: Response) => Promise<void> | void

/** One line of the site map: a page, or a form that is sent. */
export type Route = PageRoute | PostRoute

interface Line {
  path: string
  /** who may ask for it; contents are loaded through the reader's rights besides */
  guard: Guard
  handler: Handler
}

export interface PageRoute extends Line {
  method: 'get'
  budget: Budget
  /** a page whose visitors share one copy */
  kept?: KeptRoute
  refill?: never
  form?: never
}

export interface PostRoute extends Line {
  method: 'post'
  /** shows the same page with what was typed and why it was refused; without it the error page does */
  refill?: (visit: Visit, req: Request, res: Response, refusal: Refusal) => Promise<void>
  /** where a guest goes on after signing in: the form that what they typed belongs to, with the same :id */
  form?: string
  budget?: never
  kept?: never
}

/** What one page may cost. Addresses that only lead on cost something as well. */
export interface Budget {
  /** statements, all counted: versions, session, settings, everything */
  statements: number
  /** milliseconds from the request to the answer on a small machine; a page beyond it is logged in development */
  milliseconds: number
  /** bytes of HTML, unpacked, of a page as full as the default settings let it be */
  bytes: number
}

/** What a kept page depends on: the query values that change it, and what it shows, by the number in its address. */
export interface KeptRoute {
  query: Readonly<Record<string, QueryRule>>
  shows: (id: number) => Shown[]
  /** a list that may be up to a second behind while the forum is under load */
  mayLag?: true
  /** to be told of each look at it */
  seen?: (presence: Presence, id: number, reader: string, now: number) => void
}

/** Whether a line of the site map is a page. */
export function isPage(route: Route): route is PageRoute {
  return route.method === 'get'
}

/** A page: its address, who may ask, what answers, and what it may cost (statements, milliseconds, bytes). */
export function page(
  path: string,
  guard: Guard,
  handler: Handler,
  [statements, milliseconds, bytes]: readonly [number, number, number],
  kept?: KeptRoute,
): PageRoute {
  const budget = { statements, milliseconds, bytes }
  return { method: 'get', path, guard, handler, budget, ...(kept ? { kept } : {}) }
}

/** Where a form is sent to. */
export function post(
  path: string,
  guard: Guard,
  handler: Handler,
  more: Pick<PostRoute, 'refill' | 'form'> = {},
): PostRoute {
  return { method: 'post', path, guard, handler, ...more }
}

/** A form page, GET and POST: its address, where it is sent to if not there, and who may send it if not all who may see it. */
export function form<Thing, F extends Fields, Result>(
  { at, to = at, sentBy }: { at: string; to?: string; sentBy?: Guard },
  guard: Guard,
  formPage: FormPage<Thing, F, Result>,
  budget: readonly [number, number, number],
): [PageRoute, PostRoute] {
  const { show, send, refill } = formHandlers(formPage)
  return [page(at, guard, show, budget), post(to, sentBy ?? guard, send, { refill, form: at })]
}
