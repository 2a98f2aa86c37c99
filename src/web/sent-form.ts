import type { Request, Response } from 'express'
import { formIdField, typed } from '../fields.js'
import { randomToken } from '../secrets.js'

/** How long a browser may take to ask for the page it is sent to, milliseconds. */
const TOLD_FOR = 86_400_000
/** Forms named at once; several tabs may send at the same time. */
const MOST_NAMED = 8

/**
 * What a draft of this page's form is known by, where the form has no one-time id of its own: kept when the form is
 * shown again, so that the browser knows it for the same.
 */
export function draftId(req: Request): string {
  return idOf(req, '_draft') || randomToken()
}

/**
 * Has the redirect that ends a form's way say which form went through, for the page it leads to: only then may the
 * browser throw away its draft. In a cookie, which costs no statement and outlives a page that did not arrive.
 */
export function tellWhenSent(req: Request, res: Response, { isHttps }: { isHttps: boolean }): void {
  const id = idOf(req, 'formId') || idOf(req, '_draft')
  if (id === '') return
  const redirect = res.redirect.bind(res) as (status: number, url: string) => void
  res.redirect = (first: number | string, second?: number | string) => {
    const ids = new Set([id, ...named(req, isHttps)].slice(0, MOST_NAMED))
    res.cookie(cookieName(isHttps), [...ids].join('.'), { ...attributes(isHttps), maxAge: TOLD_FOR })
    const [status, url] = typeof first === 'number' ? [first, String(second)] : [302, first]
    redirect(status, url)
  }
}

/** The forms that went through and that no page has named yet; to be called by the page that does. */
export function takeSent(req: Request, res: Response, { isHttps }: { isHttps: boolean }): string {
  const ids = named(req, isHttps)
  // At once: a page that goes back to its form is asked for with the same cookies as before, and found in the browser.
  if (ids.length > 0) res.clearCookie(cookieName(isHttps), attributes(isHttps))
  return ids.join('.')
}

function idOf(req: Request, field: 'formId' | '_draft'): string {
  const id = formIdField.safeParse(typed(req.body, field))
  return id.success ? id.data : ''
}

function named(req: Request, isHttps: boolean): string[] {
  const start = `${cookieName(isHttps)}=`
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const value = pairs.find((pair) => pair.startsWith(start))?.slice(start.length) ?? ''
  const ids = value.split('.').filter((id) => id !== '' && formIdField.safeParse(id).success)
  return ids.slice(0, MOST_NAMED)
}

function cookieName(isHttps: boolean): string {
  return isHttps ? '__Host-sent' : 'sent'
}

function attributes(isHttps: boolean) {
  return { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' } as const
}
