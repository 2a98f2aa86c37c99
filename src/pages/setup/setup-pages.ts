import type { Request, Response } from 'express'
import { z } from 'zod'
import { readNewMember } from '../../forum/accounts/member-fields.js'
import { openSession } from '../open-session.js'
import { memberOf, type Visit } from '../visit.js'
import { messages } from '../../i18n/zh-cn.js'
import { Refusal, Refusals } from '../../refusal.js'
import { loadSite } from '../../forum/site/load-site.js'
import { setSetting } from '../../forum/site/set-setting.js'
import { formErrors, noErrors, type FormErrors } from '../../web/form.js'
import { lineLimits, lineText, parseForm, typed } from '../../fields.js'
import { answerFor } from '../../web/http-errors.js'
import { addressWith } from '../../web/paging.js'
import { renderPage } from '../../web/render.js'
import { sameText } from '../../secrets.js'
import { addFirstBoard, beginFirstSteps, setUpForum } from '../../forum/setup/set-up-forum.js'

const siteForm = z.object({ siteName: lineText({ least: 1, most: 40 }), siteTagline: lineText({ most: 80 }) })
const sampleForm = z.object({ sample: z.literal(['0', '1']).default('0') })

/** GET /setup?token=…, the one-time link of the terminal. */
export async function showSetUp(visit: Visit, req: Request, res: Response): Promise<void> {
  requireToken(visit, req)
  await renderForm(visit, req, res, {
    form: { siteName: '', siteTagline: '', username: '', email: '', sample: '0' },
  })
}

/** POST /setup: makes the founder and signs them in; the page is closed from then on. */
export async function createForum(visit: Visit, req: Request, res: Response): Promise<void> {
  requireToken(visit, req)
  const { settings } = visit.site
  const refused = new Refusals()
  const nothing = { siteName: '', siteTagline: '' }
  const { siteName, siteTagline } = refused.note(() => parseForm(siteForm, req.body), nothing)
  const ofSite = { ...settings, siteName }
  const founder = readNewMember(req.body, refused, ofSite, { allowReserved: true })
  const { sample } = refused.note(() => parseForm(sampleForm, req.body), { sample: '0' })
  refused.throwAny((t) => t.refusal.checkFields)
  const { username, email, password } = founder
  const passwordHash = await visit.passwords.hash(password)
  const founderId = await setUpForum(visit.db, {
    siteName,
    siteTagline,
    username,
    email,
    passwordHash,
    now: visit.now,
  })
  visit.setup.token = null
  if (sample === '1') await addSample(visit)
  else await addFirstBoard(visit.db)
  await beginFirstSteps(visit.db)
  await openSession({ ...visit, site: await loadSite(visit.db) }, req, {
    memberId: founderId,
    remember: false,
  })
  req.session.flash = { kind: 'good', text: messages.setup.opened }
  res.redirect(303, '/')
}

/** POST /first-steps/dismiss: the founder has seen what to do next. */
export async function dismissFirstSteps(visit: Visit, _req: Request, res: Response): Promise<void> {
  if (memberOf(visit).group.id !== 'founder') throw new Refusal('forbidden', (t) => t.refusal.notAllowed)
  if (visit.site.settings.firstSteps > 0) await setSetting(visit.db, 'firstSteps', '0')
  res.redirect(303, '/')
}

/** The form with what was typed, but for the password. */
export async function refillSetUp(
  visit: Visit,
  req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  requireToken(visit, req)
  await renderForm(visit, req, res, {
    form: {
      siteName: typed(req.body, 'siteName'),
      siteTagline: typed(req.body, 'siteTagline'),
      username: typed(req.body, 'username'),
      email: typed(req.body, 'email'),
      sample: typed(req.body, 'sample') === '1' ? '1' : '0',
    },
    errors: formErrors(refusal, visit.words),
    status: answerFor(refusal, visit.words).status,
  })
}

// Its texts are loaded only by the one forum that asks for them, once.
async function addSample({ db, now }: Visit): Promise<void> {
  const { seedDemo } = await import('../../samples/demo/seed-demo.js')
  await seedDemo(db, { now, accounts: null })
}

function requireToken({ setup }: Visit, req: Request): void {
  const { token } = req.query
  if (setup.token === null) throw new Refusal('missing', (t) => t.setup.closed)
  if (typeof token !== 'string' || !sameText(token, setup.token))
    throw new Refusal('forbidden', (t) => t.setup.badLink)
}

interface SetUpShown {
  form: { siteName: string; siteTagline: string; username: string; email: string; sample: '0' | '1' }
  errors?: FormErrors
  status?: number
}

async function renderForm(
  visit: Visit,
  req: Request,
  res: Response,
  { form, errors = noErrors, status = 200 }: SetUpShown,
): Promise<void> {
  renderPage(
    res,
    'setup/setup',
    {
      title: messages.title.setup,
      csrf: visit.tokens.issue(req, res, false),
      action: addressWith('/setup', { token: visit.setup.token }),
      form,
      errors,
      limits: lineLimits(siteForm),
      passwordMin: visit.site.settings.passwordMin,
      robots: 'noindex',
    },
    status,
  )
}
