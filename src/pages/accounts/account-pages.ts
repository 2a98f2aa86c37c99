import type { Request, Response } from 'express'
import { z } from 'zod'
import { messages } from '../../i18n/zh-cn.js'
import { Refusals, type Refusal } from '../../refusal.js'
import { renderSignature } from '../../text/bbcode-html.js'
import { visibleLength } from '../../text/visible-length.js'
import { formErrors, noErrors, type FormErrors } from '../../web/form.js'
import { line, readAll, text } from '../../field.js'
import { parseForm, rawText, typed } from '../../fields.js'
import { answerFor } from '../../web/http-errors.js'
import { renderPage } from '../../web/render.js'
import { formPage } from '../form-page.js'
import { changePassword } from '../../forum/accounts/change-password.js'
import { changeProfile, ownProfile, type Profile } from '../../forum/accounts/change-profile.js'
import { endOtherSessions, endSession } from '../../forum/accounts/end-sessions.js'
import { requireGoodPassword } from '../../forum/accounts/member-fields.js'
import { openSession } from '../open-session.js'
import { comparePassword } from './password-tries.js'
import { deviceName } from './session-device.js'
import { sessionsOf } from '../../forum/accounts/session-queries.js'
import { memberOf, type Visit } from '../visit.js'

/** Changes of a profile within an hour. */
const MOST_CHANGES = 20

/** GET and POST /account */
export const profileForm = formPage({
  view: 'accounts/profile',
  load: (visit: Visit) => memberOf(visit),

  fields: profileFields,

  start: async ({ db }, { id }) => {
    const { honor, signature } = await ownProfile(db, id)
    return { honor, signature }
  },

  around: () => ({ title: messages.account.tabs.profile, tabs: tabs('profile') }),
  preview: (visit, _member, body) => signatureHtml(readAll(profileFields(visit), body).signature),

  send: (visit, { id }, { honor, signature }) =>
    changedInTurn(visit, id, { honor, signature, signatureHtml: signatureHtml(signature) }),

  done: (_visit, _member, isChanged) => ({
    to: '/account',
    said: isChanged ? messages.account.saved : messages.account.unchanged,
  }),
})

function profileFields(visit: Visit) {
  return {
    honor: line({ most: visit.site.settings.honorMax }),
    signature: text({
      least: 0,
      most: signatureMax(visit),
      tooLong: (most) => (t) => t.account.signatureTooLong(most),
    }),
  }
}

function signatureHtml(signature: string): string {
  return visibleLength(signature) === 0 ? '' : renderSignature(signature)
}

// Pages that others share are made anew for it, so there is an end to it.
async function changedInTurn({ db, limits }: Visit, memberId: number, profile: Profile): Promise<boolean> {
  const place = await limits.profile.take(String(memberId), MOST_CHANGES)
  const isChanged = await changeProfile(db, memberId, profile).catch(async (error: unknown) => {
    await place.giveBack()
    throw error
  })
  if (!isChanged) await place.giveBack()
  return isChanged
}

/** GET /account/password */
export async function showPasswordForm(visit: Visit, _req: Request, res: Response): Promise<void> {
  await renderPassword(visit, res, noErrors)
}

// Field by field, so that one that can't be read hides nothing of the others.
const currentForm = z.object({ currentPassword: rawText })
const newForm = z.object({ password: rawText })
const againForm = z.object({ passwordAgain: rawText })

/** POST /account/password: ends all other sessions. */
export async function savePassword(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, passwords, limits, site, address } = visit
  const { id, username } = memberOf(visit)
  const own = await ownProfile(db, id)
  const refused = new Refusals()
  const nothing = { currentPassword: '', password: '', passwordAgain: '' }
  const { currentPassword } = refused.note(() => parseForm(currentForm, req.body), nothing)
  const { password } = refused.note(() => parseForm(newForm, req.body), nothing)
  const { passwordAgain } = refused.note(() => parseForm(againForm, req.body), nothing)
  // Whatever is compared and hashed is counted, also for who knows the password.
  await limits.signInByAddress.count(`password ${id}`, site.settings.signInTriesPerAddress)
  const of = `password ${id}`
  const hash = own.passwordHash
  const compared = await comparePassword(visit, { password: currentPassword, hash, of, byAddress: true })
  if (!compared.isRight) refused.add('currentPassword', (t) => t.member.passwordWrong + compared.warning(t))
  const names = { username, email: own.email }
  refused.note(() => requireGoodPassword(password, names, site.settings), undefined)
  if (password !== passwordAgain) refused.add('passwordAgain', (t) => t.member.passwordDiffers)
  refused.throwAny((t) => t.refusal.checkFields)

  const passwordHash = await passwords.hash(password, address)
  const remember = req.session.cookie.originalMaxAge !== null
  // This device too gets a new session: a copy of its cookie is worth nothing from now on.
  await changePassword(db, { memberId: id, passwordHash })
  await openSession(visit, req, { memberId: id, remember })
  visit.browsers.remember(req, res, { id, passwordHash })
  req.session.flash = { kind: 'good', text: messages.account.passwordChanged }
  res.redirect(303, '/account/password')
}

/** The password form, empty, with why it was refused. */
export async function refillPassword(
  visit: Visit,
  _req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  await renderPassword(visit, res, formErrors(refusal, visit.words), answerFor(refusal, visit.words).status)
}

/** GET /account/sessions */
export async function showSessions(visit: Visit, req: Request, res: Response): Promise<void> {
  const sessions = await sessionsOf(visit.db, memberOf(visit).id, { sid: req.sessionID, now: visit.now })
  renderPage(res, 'accounts/sessions', {
    title: messages.account.tabs.sessions,
    tabs: tabs('sessions'),
    sessions: sessions.map((session) => ({
      ...session,
      agent: session.device,
      device: deviceName(session.device) ?? messages.account.unknownDevice,
    })),
    endAction: '/account/sessions',
  })
}

/** POST /account/sessions: ends one, or all others. */
export async function endSessions(visit: Visit, req: Request, res: Response): Promise<void> {
  const memberId = memberOf(visit).id
  const which = typed(req.body, 'session')
  if (which === 'others') {
    await endOtherSessions(visit.db, memberId, req.sessionID)
    req.session.flash = { kind: 'good', text: messages.account.othersEnded }
  } else if (await endSession(visit.db, memberId, which)) {
    req.session.flash = { kind: 'good', text: messages.account.sessionEnded }
  }
  res.redirect(303, '/account/sessions')
}

function tabs(current: keyof typeof messages.account.tabs) {
  const { tabs: titles } = messages.account
  return [
    { title: titles.profile, href: '/account', current: current === 'profile' },
    { title: titles.password, href: '/account/password', current: current === 'password' },
    { title: titles.sessions, href: '/account/sessions', current: current === 'sessions' },
  ]
}

function signatureMax(visit: Visit): number {
  const { group, level } = memberOf(visit)
  return group.id === 'member' ? level.signatureLength : group.signatureLength
}

async function renderPassword(visit: Visit, res: Response, errors: FormErrors, status = 200): Promise<void> {
  const { passwordMin } = visit.site.settings
  renderPage(
    res,
    'accounts/password',
    { title: messages.account.tabs.password, tabs: tabs('password'), errors, passwordMin },
    status,
  )
}
