import type { Request, Response } from 'express'
import { z } from 'zod'
import { messages } from '../../i18n/zh-cn.js'
import { findForSignIn } from '../../forum/members/member-queries.js'
import { Refusal, Refusals } from '../../refusal.js'
import { formErrors, noErrors, type FormErrors } from '../../web/form.js'
import { formIdField, parseForm, rawText, typed } from '../../fields.js'
import { answerFor } from '../../web/http-errors.js'
import { safeNext } from '../../web/next-path.js'
import { renderPage } from '../../web/render.js'
import { randomToken } from '../../secrets.js'
import { carriedFields, carriedForm, carriedNames } from './carried-text.js'
import { firstResult } from '../../forum/forms/form-result.js'
import { fieldsToKeep } from '../../forum/forms/kept-form.js'
import { keepCarried } from '../parts/kept-form-pages.js'
import { readNewMember } from '../../forum/accounts/member-fields.js'
import { register, type Newcomer, type Registration } from './new-registration.js'
import { openSession } from '../open-session.js'
import { otherForms } from '../other-forms.js'
import { comparePassword } from './password-tries.js'
import { drawQuestion, requireAnswer } from '../../forum/accounts/question.js'
import type { Visit } from '../visit.js'

// Field by field, so that one that can't be read hides nothing of the others.
const againForm = z.object({ passwordAgain: rawText })
const answerForm = z.object({ questionId: rawText, answer: rawText })
const formIdForm = z.object({ formId: formIdField })

/** GET /register */
export async function showRegister(visit: Visit, req: Request, res: Response): Promise<void> {
  const next = safeNext(req.query.next)
  if (visit.viewer) return res.redirect(303, next)
  await renderForm(visit, req, res, { form: emptyForm(next) })
}

/** POST /register: adds the member and signs them in. */
export async function createMember(visit: Visit, req: Request, res: Response): Promise<void> {
  const { settings } = visit.site
  if (visit.setup.token !== null) throw new Refusal('forbidden', (t) => t.setup.first)
  if (!settings.registrationOpen) throw new Refusal('forbidden', (t) => t.member.registrationClosed)
  // From the sign-in form, with what was typed before.
  if (typed(req.body, '_start') === '1') {
    const form = emptyForm(safeNext(typed(req.body, 'next')))
    return renderForm(visit, req, res, { form, kept: fieldsToKeep(req.body) })
  }
  const refused = new Refusals()
  const { formId } = refused.note(() => parseForm(formIdForm, req.body), { formId: '' })
  const newMember = readNewMember(req.body, refused, settings)
  const form = { memberId: 0, formId, content: ['register', newMember.username, newMember.email] }
  if ((await firstResult(visit.db, form)) !== null) return signInAgain(visit, req, res, newMember)

  checkOthers(visit, req.body, refused, newMember.password)
  refused.throwAny((t) => t.refusal.checkFields)
  const newcomer = await register(visit, form, newMember)
  if (newcomer === null) return signInAgain(visit, req, res, newMember)
  await welcome(visit, req, res, { ...newcomer, username: newMember.username })
}

function checkOthers(visit: Visit, body: unknown, refused: Refusals, password: string): void {
  const { passwordAgain } = refused.note(() => parseForm(againForm, body), { passwordAgain: '' })
  if (password !== passwordAgain) refused.add('passwordAgain', (t) => t.member.passwordDiffers)
  const given = refused.note(() => parseForm(answerForm, body), { questionId: '', answer: '' })
  refused.note(() => requireAnswer(visit.site.settings, 'register', visit.viewer, given), undefined)
}

/** A registration sent twice: the second time it signs in, if the password is the same. */
async function signInAgain(
  visit: Visit,
  req: Request,
  res: Response,
  { username, password }: Registration,
): Promise<void> {
  const member = await findForSignIn(visit.db, username)
  const hash = member?.passwordHash
  const of = `member ${member?.id} ${visit.address}`
  const { isRight } = await comparePassword(visit, { password, hash, of, byAddress: true })
  if (!member || !isRight) throw new Refusal('conflict', (t) => t.member.resent)
  await welcome(visit, req, res, member)
}

/** Signs the newcomer in and lets them go on to where they came from, with what they had typed there. */
async function welcome(
  visit: Visit,
  req: Request,
  res: Response,
  newcomer: Newcomer & { username: string },
): Promise<void> {
  const next = safeNext(typed(req.body, 'next'))
  const isKept = await keepCarried(visit, carriedForm(req.body), { memberId: newcomer.id, next })
  await openSession(visit, req, { memberId: newcomer.id, remember: false })
  visit.browsers.remember(req, res, newcomer)
  if (!isKept) throw new Refusal('too-large', (t) => t.refusal.tooLargeToKeep)
  req.session.flash = {
    kind: 'good',
    text: messages.account.welcome(newcomer.username),
    // Who came for something goes on with that.
    links: next === '/' ? firstSteps : [],
  }
  res.redirect(303, next)
}

const firstSteps = [
  { title: messages.account.toSignature, href: '/account' },
  { title: messages.account.toLatest, href: '/latest' },
]

/** The form with what was typed, but for the passwords. */
export async function refillRegister(
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
      email: typed(req.body, 'email'),
      formId: typed(req.body, 'formId') || randomToken(),
      next: safeNext(typed(req.body, 'next')),
    },
    kept: carriedFields(req.body),
    errors: formErrors(refusal, visit.words),
    status: answerFor(refusal, visit.words).status,
  })
}

function emptyForm(next: string) {
  return { username: '', email: '', formId: randomToken(), next }
}

interface RegisterShown {
  form: { username: string; email: string; formId: string; next: string }
  kept?: { name: string; value: string }[]
  errors?: FormErrors
  status?: number
}

async function renderForm(visit: Visit, req: Request, res: Response, shown: RegisterShown): Promise<void> {
  const { form, kept = [], errors = noErrors, status = 200 } = shown
  const { settings } = visit.site
  renderPage(
    res,
    'accounts/register',
    {
      title: messages.title.register,
      csrf: visit.tokens.issue(req, res, visit.viewer !== null),
      form,
      kept: carriedNames(kept),
      errors,
      question: drawQuestion(settings, 'register', visit.viewer, req.body),
      nameMin: settings.usernameMin,
      nameMax: settings.usernameMax,
      passwordMin: settings.passwordMin,
      closed: !settings.registrationOpen || visit.setup.token !== null,
      ...otherForms(visit, form.next, { here: 'register', carriesText: kept.length > 0 }),
      robots: 'noindex',
    },
    status,
  )
}
