import type { Request, Response } from 'express'
import { z } from 'zod'
import { messages } from '../i18n/zh-cn.js'
import { findForSignIn } from '../members/member-queries.js'
import { badField, Refusal } from '../refusal.js'
import {
  formErrors,
  formIdField,
  lineText,
  noErrors,
  parseForm,
  rawText,
  typed,
  type FormErrors,
} from '../web/form.js'
import { answerFor } from '../web/http-errors.js'
import { renderPage } from '../web/render.js'
import { randomToken } from '../web/secrets.js'
import { firstResult, rememberResult } from './form-result.js'
import { emailField, requireGoodName, requireGoodPassword } from './member-fields.js'
import { inTransaction } from '../db/transaction.js'
import { drawQuestion, requireAnswer } from './question.js'
import { registerMember } from './register-member.js'
import { openSession } from './open-session.js'
import type { Visit } from './visit.js'

const registerFields = z.object({
  username: lineText({ least: 1, most: 200 }),
  email: emailField,
  password: rawText,
  passwordAgain: rawText,
  questionId: rawText,
  answer: rawText,
  formId: formIdField,
})

/** GET /register */
export async function showRegister(visit: Visit, req: Request, res: Response): Promise<void> {
  if (visit.viewer) return res.redirect(303, '/')
  await renderForm(visit, req, res, { form: { username: '', email: '', formId: randomToken() } })
}

/** POST /register: adds the member and signs them in. */
export async function createMember(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, viewer, now } = visit
  const { settings } = site
  if (visit.setup.token !== null) throw new Refusal('forbidden', messages.setup.first)
  if (!settings.registrationOpen) throw new Refusal('forbidden', messages.member.registrationClosed)
  const fields = parseForm(registerFields, req.body)
  const { username, email, password, formId } = fields
  const form = { memberId: 0, formId, content: ['register', username, email] }
  if ((await firstResult(db, form)) !== null) return signInAgain(visit, req, res, { username, password })

  requireGoodName(username, settings)
  requireGoodPassword(password, { username, email }, settings)
  if (password !== fields.passwordAgain) throw badField('passwordAgain', messages.member.passwordDiffers)
  requireAnswer(settings, 'register', viewer, fields)
  await visit.limits.signInByAddress.count(`register ${visit.address}`, settings.signInTriesPerAddress)
  await visit.limits.registration.requireRoom(visit.address, settings.registrationsPerAddress)

  const passwordHash = await visit.passwords.hash(password)
  const id = await inTransaction(db, async (db) => {
    // Looked up once more, for a second click that came while this one was hashing.
    if ((await firstResult(db, form)) !== null) return null
    const id = await registerMember(db, { username, email, passwordHash, groupId: 'member', now })
    await rememberResult(db, form, id, now)
    return id
  })
  if (id === null) return signInAgain(visit, req, res, { username, password })
  // Members made are counted, not tries: a taken name is no abuse.
  await visit.limits.registration.count(visit.address, Infinity)
  await openSession(visit, req, { memberId: id, remember: false })
  req.session.flash = { kind: 'good', text: messages.account.welcome(username) }
  res.redirect(303, '/')
}

/** A registration sent twice: the second time it signs in, if the password is the same. */
async function signInAgain(
  visit: Visit,
  req: Request,
  res: Response,
  { username, password }: { username: string; password: string },
): Promise<void> {
  const member = await findForSignIn(visit.db, username)
  if (!member || !(await visit.passwords.matches(password, member.passwordHash))) {
    throw new Refusal('conflict', messages.member.resent)
  }
  await openSession(visit, req, { memberId: member.id, remember: false })
  res.redirect(303, '/')
}

/** The form with what was typed, but for the passwords. */
export async function refillRegister(
  visit: Visit,
  req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  await renderForm(visit, req, res, {
    form: {
      username: typed(req.body, 'username'),
      email: typed(req.body, 'email'),
      formId: typed(req.body, 'formId') || randomToken(),
    },
    errors: formErrors(refusal),
    status: answerFor(refusal).status,
  })
}

async function renderForm(
  visit: Visit,
  req: Request,
  res: Response,
  {
    form,
    errors = noErrors,
    status = 200,
  }: { form: { username: string; email: string; formId: string }; errors?: FormErrors; status?: number },
): Promise<void> {
  const { settings } = visit.site
  renderPage(
    res,
    'accounts/register',
    {
      title: messages.title.register,
      csrf: visit.tokens.issue(req, res, visit.viewer !== null),
      form,
      errors,
      question: drawQuestion(settings, 'register', visit.viewer),
      nameMin: settings.usernameMin,
      nameMax: settings.usernameMax,
      passwordMin: settings.passwordMin,
      closed: !settings.registrationOpen || visit.setup.token !== null,
      robots: 'noindex',
    },
    status,
  )
}
