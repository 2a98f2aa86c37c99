import type { Express, Request, Response } from 'express'
import type { Logger } from 'pino'
import { visitOf } from '../pages/current-member.js'
import { fieldsToKeep, keptForm, typedWords } from '../forum/forms/kept-form.js'
import { askToSignIn } from '../pages/accounts/sign-in-pages.js'
import type { Visit } from '../pages/visit.js'
import { Refusal } from '../refusal.js'
import type { Route } from '../pages/route.js'
import { isDatabaseFailure } from '../db/failures.js'
import { HttpError } from '../web/http-errors.js'
import { idNumber } from '../fields.js'
import { tellWhenSent } from '../web/sent-form.js'

/** Seconds after which to try again while the site is read-only. */
const READ_ONLY_RETRY = 300

/** Puts the site map on the application; a known address asked for in another way answers 405. */
export function mount(app: Express, table: readonly Route[]): void {
  const paths = [...new Set(table.map((route) => route.path))]
  // Addresses that are written out come first: /notices/read is not the notice whose id is "read".
  for (const path of [
    ...paths.filter((path) => !path.includes(':')),
    ...paths.filter((path) => path.includes(':')),
  ]) {
    const here = table.filter((route) => route.path === path)
    for (const route of here) app[route.method](path, (req, res) => run(route, req, res))
    const methods = here.map((route) => route.method.toUpperCase())
    app.all(path, (_req, res) => {
      res.set('Allow', [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', '))
      throw new HttpError(405, (t) => t.refusal.methodNotAllowed)
    })
  }
}

/** The length of a form that is taken, bytes: Chinese takes nine bytes a character. */
const LONGEST_FORM = 1024 * 1024

/** Tells of a path whether what was typed may wait there for its writer: it is that of a form which shows it again. */
export function formsOf(table: readonly Route[]): (path: string) => boolean {
  const patterns = table.flatMap(({ form, refill }) => (form && refill ? [form] : []))
  const known = new RegExp(`^(?:${patterns.join('|').replaceAll(':id', String.raw`[1-9]\d{0,14}`)})$`)
  return (path) => known.test(path)
}

/** Guard, form token, handler; and when one of them refuses, the same page with what was typed. */
async function run(route: Route, req: Request, res: Response): Promise<void> {
  const visit = visitOf(res)
  res.locals.routePath = route.path
  if (route.form !== undefined) res.locals.formPath = formPath(route.form, req)
  try {
    // It was read all the same, so that it can be given back.
    if (Number(res.locals.formBytes ?? 0) > LONGEST_FORM)
      throw new Refusal('too-large', (t) => t.refusal.tooLarge)
    route.guard(visit, req)
    if (route.method === 'post' && visit.site.settings.readOnly)
      throw new Refusal('busy', (t) => t.refusal.readOnly, { retryAfter: READ_ONLY_RETRY })
    if (route.method === 'post') visit.tokens.require(req, visit.viewer !== null)
    if (route.form !== undefined)
      tellWhenSent(req, res, { isHttps: visit.config.baseUrl?.protocol === 'https:' })
    await route.handler(visit, req, res)
  } catch (error) {
    const refusal = isDatabaseFailure(error) ? databaseRefusal(error, res) : error
    if (!(refusal instanceof Refusal)) throw error
    if (route.method === 'get') res.locals.keptText = await keptText(visit, req.path)
    if (refusal.retryAfter !== undefined) res.set('Retry-After', String(refusal.retryAfter))
    if (refusal.kind === 'signed-out') {
      const next = route.method === 'get' ? req.originalUrl : ((res.locals.formPath as string) ?? '/')
      await askToSignIn(visit, req, res, { next, reason: refusal.say })
    } else if (route.refill && mayRefill(route, visit, refusal))
      await route.refill(visit, req, res, withWordOfText(refusal, req.body))
    else throw refusal
  }
}

/** Whether the form may be shown again: never of what is not there, nor a member's to who is none. */
function mayRefill(route: Route, visit: Visit, refusal: Refusal): boolean {
  return refusal.kind !== 'missing' && (visit.viewer !== null || route.form === undefined)
}

/** The address of a form for the thing that a request is about. */
function formPath(form: string, req: Request): string {
  return form.replace(':id', String(idNumber(req.params.id) ?? 0))
}

/** The refusal, and where it is not about what was typed the word that all of it is still there. */
function withWordOfText(refusal: Refusal, body: unknown): Refusal {
  if (refusal.kind === 'invalid' || fieldsToKeep(body).length === 0) return refusal
  const { kind, say, fields, retryAfter } = refusal
  const more = retryAfter === undefined ? { fields } : { fields, retryAfter }
  return new Refusal(kind, (t) => say(t) + t.refusal.textIsHere, more)
}

/** A disk that is full or failing loses nobody's text: the form comes back, and the log says why. */
function databaseRefusal(error: unknown, res: Response): Refusal {
  ;(res.locals.logger as Logger).error({ err: error }, 'the database refused')
  return new Refusal('busy', (t) => t.refusal.busy, { retryAfter: 5 })
}

/** What was typed for the form at `path` while signed out: should the form be refused, its text is shown all the same. */
async function keptText({ db, viewer }: Visit, path: string): Promise<string | undefined> {
  const kept = viewer ? await keptForm(db, viewer.id, path) : null
  return kept ? typedWords(kept.fields) : undefined
}
