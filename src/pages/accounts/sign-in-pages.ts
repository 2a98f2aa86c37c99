import { promisify } from 'node:util'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { messages } from '../../i18n/zh-cn.js'
import { findForSignIn } from '../../forum/members/member-queries.js'
import { memberNameKey } from '../../forum/members/member-name.js'
import { Refusal, type Say } from '../../refusal.js'
import { formErrors, noErrors, type FormErrors } from '../../web/form.js'
import { checkbox, parseForm, rawText, typed } from '../../fields.js'
import { answerFor } from '../../web/http-errors.js'
import { safeNext } from '../../web/next-path.js'
import { renderPage } from '../../web/render.js'
import { carriedFields } from './carried-text.js'
import { fieldsToKeep } from '../../forum/forms/kept-form.js'
import { keepCarried } from '../parts/kept-form-pages.js'
import { signInNameField } from '../../forum/accounts/member-fields.js'
import { noteSignOut } from '../../forum/presence/note-sign-in.js'
import { openSession } from '../open-session.js'
import { otherForms } from '../other-forms.js'
import { comparePassword } from './password-tries.js'
import type { Visit } from '../visit.js'

const signInFailed: Say = (t) => t.member.signInFailed

const signInFields = z.object({
  username: signInNameField,
  password: rawText.refine((text) => text.length <= 2000, { params: { say: signInFailed } }),
  remember: checkbox,
  next: rawText,
})

/** GET /login */
export async function showSignIn(visit: Visit, req: Request, res: Response): Promise<void> {
  const next = safeNext(req.query.next)
  if (visit.viewer) return res.redirect(303, next)
  await renderForm(visit, req, res, { form: { username: '', remember: false, next } })
}

/** POST /login: answers alike for unknown and known names. */
export async function createSession(visit: Visit, req: Request, res: Response): Promise<void> {
  // From the registration form, with what was typed before.
  if (typed(req.body, '_start') === '1') {
    const form = { username: '', remember: false, next: safeNext(typed(req.body, 'next')) }
    return renderForm(visit, req, res, { form, kept: carriedFields(req.body) })
  }
  const { username, password, remember, next: wanted } = parseForm(signInFields, req.body)
  const member = await findForSignIn(visit.db, username)
  const isKnown = member !== undefined && visit.browsers.isKnown(req, member)
  // Name and e-mail of one member share their tries; a name nobody has is counted just so.
  const name = member ? `member ${member.id}` : `name ${memberNameKey(username)}`
  const compared = await comparePassword(visit, {
    password,
    hash: member?.passwordHash,
    of: `${name} ${isKnown ? 'known browser' : visit.address}`,
    byAddress: !isKnown,
  })
  if (!compared.isRight) throw new Refusal('invalid', (t) => signInFailed(t) + compared.warning(t))
  if (!member) throw new Refusal('invalid', signInFailed)

  const next = safeNext(wanted)
  const isKept = await keepCarried(visit, req.body, { memberId: member.id, next })
  await openSession(visit, req, { memberId: member.id, remember })
  visit.browsers.remember(req, res, member)
  if (!isKept) throw new Refusal('too-large', (t) => t.refusal.tooLargeToKeep)
  res.redirect(303, next)
}

/** The sign-in form again; of what was carried along nothing is lost. */
export async function refillSignIn(
  visit: Visit,
  req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  // Who is signed in by now is shown what they typed.
  if (refusal.kind === 'too-large') throw refusal
  await renderForm(visit, req, res, {
    form: {
      username: typed(req.body, 'username'),
      remember: typed(req.body, 'remember') === '1',
      next: safeNext(typed(req.body, 'next')),
    },
    kept: fieldsToKeep(req.body),
    errors: formErrors(refusal, visit.words),
    status: answerFor(refusal, visit.words).status,
  })
}

/** Asks a guest to sign in for what they were about to do; what they typed travels along and comes back afterwards. */
export async function askToSignIn(
  visit: Visit,
  req: Request,
  res: Response,
  { next, reason }: { next: string; reason: Say },
): Promise<void> {
  const kept = fieldsToKeep(req.body)
  await renderForm(visit, req, res, {
    form: { username: '', remember: false, next },
    kept,
    // That what they wrote is kept until they have signed in says as much.
    reason: kept.length > 0 ? null : reason(visit.words),
    status: 401,
  })
}

/** A form to sign out that is older than the session: who is signed out already is where they wanted to be. */
export async function refillSignOut(
  visit: Visit,
  _req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  if (visit.viewer) throw refusal
  res.redirect(303, '/')
}

/** POST /logout */
export async function endCurrentSession(visit: Visit, req: Request, res: Response): Promise<void> {
  if (visit.viewer) {
    const pending = visit.presence.memberLeft(visit.viewer.id)
    const { onlineGapSeconds } = visit.site.settings
    await noteSignOut(visit.db, visit.viewer.id, { now: visit.now, pending, onlineGapSeconds })
  }
  await promisify(req.session.destroy.bind(req.session))()
  const isHttps = visit.config.baseUrl?.protocol === 'https:'
  // A browser ignores a __Host- cookie that lacks Secure, also when it is taken away.
  res.clearCookie(isHttps ? '__Host-sid' : 'sid', {
    secure: isHttps,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
  })
  res.set('Clear-Site-Data', '"cache"')
  res.redirect(303, '/')
}

interface SignInShown {
  form: { username: string; remember: boolean; next: string }
  kept?: { name: string; value: string }[]
  reason?: string | null
  errors?: FormErrors
  status?: number
}

async function renderForm(visit: Visit, req: Request, res: Response, shown: SignInShown): Promise<void> {
  const { form, kept = [], reason = null, errors = noErrors, status = 200 } = shown
  const csrf = visit.tokens.issue(req, res, visit.viewer !== null)
  renderPage(
    res,
    'accounts/login',
    {
      title: messages.title.login,
      csrf,
      form,
      kept,
      reason,
      errors,
      ...otherForms(visit, form.next, { here: 'login', carriesText: kept.length > 0 }),
      robots: 'noindex',
    },
    status,
  )
}
