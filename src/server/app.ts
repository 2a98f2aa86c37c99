import { join } from 'node:path'
import type { RequestListener } from 'node:http'
import express, { type NextFunction, type Request, type Response } from 'express'
import session from 'express-session'
import type { Logger } from 'pino'
import { currentMember, visitOf } from '../pages/current-member.js'
import { PasswordHasher } from '../forum/accounts/password-hash.js'
import { SessionStore } from '../forum/accounts/session-store.js'
import type { Forum } from '../pages/visit.js'
import { notThere } from '../refusal.js'
import { projectFolder } from '../web/project-folder.js'
import type { Config } from '../config.js'
import type { Db } from '../db/database.js'
import { countingStatements, type StatementCount } from '../db/counting-handle.js'
import { versionsIn, type Versions } from '../db/versions.js'
import { showError } from './error-page.js'
import { pageFrame } from '../pages/page-frame.js'
import { pageFront } from './page-front.js'
import { Presence } from '../forum/presence/presence.js'
import { routes } from '../routes.js'
import { formsOf, mount } from './run-route.js'
import { slowPages } from './slow-pages.js'
import { makeAssets, readAssets, type Asset } from '../web/asset-files.js'
import { Assets } from '../web/assets.js'
import { clientAddressBehind } from '../web/client-address.js'
import { FormTokens, refuseCrossSite } from '../web/csrf.js'
import { hostCheck } from '../web/host-check.js'
import { KnownBrowsers } from '../web/known-browsers.js'
import { PageCache } from '../web/page-cache.js'
import { HttpError } from '../web/http-errors.js'
import { RateLimit } from '../web/rate-limit.js'
import { requestLog } from '../web/logger.js'
import { requirePath } from '../web/request-target.js'
import { saveBeforeRedirect } from '../web/save-before-redirect.js'
import type { Secrets } from '../secrets.js'
import { noticeUnheededProxy } from '../web/unheeded-proxy.js'
import { requireUtf8 } from '../web/utf8-body.js'
import { draftId, takeSent } from '../web/sent-form.js'
import { securityHeaders } from '../web/security-headers.js'

/** Memory for visitors' pages. */
const PAGE_CACHE_BYTES = 32 * 1024 * 1024

/** What the application is made of. */
export interface AppParts {
  db: Db
  config: Config
  secrets: Secrets
  logger: Logger
  /** milliseconds UTC */
  clock: () => number
  /** the one-time token of /setup, or null when there is a member */
  setupToken: string | null
  /** a quicker way to read versions than by a query, where the database has one */
  versions?: Versions
  /** stylesheet and script, where they are made already; otherwise those of the build, or made now */
  assets?: Asset[]
}

/** Builds the forum: the page cache for visitors in front, then every middleware of Express, in order. */
export function createApp(parts: AppParts): { listener: RequestListener; forum: Forum; pages: PageCache } {
  const { config, logger, clock } = parts
  const isHttps = config.baseUrl?.protocol === 'https:'
  const sessionCookie = isHttps ? '__Host-sid' : 'sid'
  const forum = createForum(parts, isHttps)
  const publicDir = projectFolder('public')
  // A build has made them; what runs from its source makes them now.
  const assets = new Assets(
    parts.assets ?? readAssets(join(import.meta.dirname, '..', '..', 'assets')) ?? makeAssets(publicDir),
  )

  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustProxy.length > 0 ? config.trustProxy : false)
  app.set('query parser', 'simple')
  // A member's page differs each time, and a visitor's has a tag of its own.
  app.disable('etag')

  app.use((_req, res, next) => {
    res.locals.logger = logger
    next()
  })
  if (config.isDevelopment) app.use(slowPages(logger))
  app.use(countStatements(forum.db))
  app.use(securityHeaders({ isHttps }))
  app.use(requestLog(logger, forum.clientAddress))
  app.use(requirePath)
  app.use(noticeUnheededProxy(config.trustProxy, logger))
  // Before the Host is checked: who watches the site may ask by address.
  app.get('/healthz', (_req, res) => void res.type('text').send('ok'))
  app.get('/readyz', async (_req, res) => {
    const isReady = await forum.db
      .selectFrom('versions')
      .select('version')
      .executeTakeFirstOrThrow()
      .then(
        () => true,
        () => false,
      )
    res
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ok' : 'the database does not answer')
  })
  app.use(hostCheck(config.baseUrl))
  app.use(assets.serve)
  // Mounted where its files are: elsewhere it would ask the file system about every page's address.
  app.use('/images', express.static(join(publicDir, 'images'), { index: false, maxAge: '1d' }))
  app.get('/robots.txt', (_req, res) => res.sendFile(join(publicDir, 'robots.txt')))
  app.use(refuseCrossSite(config.baseUrl))
  app.use(parseForm)
  const sessions = session({
    name: sessionCookie,
    secret: parts.secrets.session,
    store: new SessionStore(forum.db, clock),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
  })
  // A page that visitors share is made for nobody in particular.
  app.use((req, res, next) => (res.locals.keep ? next() : void sessions(req, res, next)))
  app.use((req, res, next) => (res.locals.keep ? next() : void saveBeforeRedirect(req, res, next)))
  app.use(currentMember(forum))
  app.use(frameFor(assets, isHttps))
  app.use((_req, res, next) => next(res.locals.bodyError))
  mount(app, routes)
  app.use(() => {
    throw new HttpError(404, notThere)
  })
  app.use(showError(logger, { db: forum.db, assets }))
  const pages = new PageCache({ mostBytes: PAGE_CACHE_BYTES })
  return { listener: pageFront(app, forum, { pages, sessionCookie, logger }), forum, pages }
}

function createForum(
  { db, config, secrets, clock, setupToken, versions }: AppParts,
  isHttps: boolean,
): Forum {
  return {
    db,
    config,
    clock,
    clientAddress: clientAddressBehind(config.trustProxy),
    presence: new Presence(secrets.guest),
    versions: versions ?? versionsIn(db),
    passwords: new PasswordHasher({ pepper: secrets.password, cost: config.passwordCost }),
    tokens: new FormTokens(secrets, { isHttps }),
    browsers: new KnownBrowsers(secrets, { isHttps }),
    limits: {
      signInByName: new RateLimit(db, { name: 'sign-in-name', windowSeconds: 900 }),
      signInByAddress: new RateLimit(db, { name: 'sign-in-address', windowSeconds: 3600 }),
      registration: new RateLimit(db, { name: 'register', windowSeconds: 86_400 }),
      posting: new RateLimit(db, { name: 'posting', windowSeconds: 60 }),
      profile: new RateLimit(db, { name: 'profile', windowSeconds: 3600 }),
    },
    setup: { token: setupToken },
    isForm: formsOf(routes),
  }
}

const readForm = express.urlencoded({
  extended: false,
  // More than a form may hold, so that a text that is too long can be given back.
  limit: '4mb',
  parameterLimit: 100,
  // No browser packs a form, and a few hundred bytes would stand for a megabyte.
  inflate: false,
  verify: (_req, res, body) => {
    ;(res as Response).locals.formBytes = body.length
    requireUtf8(body)
  },
})

/**
 * Reads a form before it is asked who sends it: a body may trickle in for half a minute, and whoever is signed out or
 * banned meanwhile must not pass as who they were. A body that can't be read is answered later, in the site's frame.
 */
function parseForm(req: Request, res: Response, next: NextFunction): void {
  readForm(req, res, (error?: unknown) => {
    res.locals.bodyError = error
    next()
  })
}

function countStatements(db: Db) {
  return (_req: Request, res: Response, next: NextFunction): void => {
    const count: StatementCount = { statements: 0 }
    res.locals.startedAt = performance.now()
    res.locals.statementCount = count
    res.locals.db = countingStatements(db, count)
    next()
  }
}

/** Gives the templates what every page shows, once it is known who asks. Pages are the reader's own: never shared by a proxy. */
function frameFor(assets: Assets, isHttps: boolean) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const visit = visitOf(res)
    const csrf = visit.viewer ? visit.tokens.issue(req, res, true) : ''
    res.set('Cache-Control', 'private, no-cache')
    res.locals.frame = () => {
      // None for what visitors share, nor once it has been ended.
      const session = req.session as typeof req.session | undefined
      const flash = session?.flash
      if (flash) delete session.flash
      // A page that answers a form stands at an address that can't be asked for again.
      const isAddress = req.method !== 'POST'
      const path = isAddress ? req.originalUrl : ((res.locals.formPath as string | undefined) ?? '/')
      const said = (res.locals.flash as unknown) ?? flash
      const frame = pageFrame(visit, { path, isAddress, csrf, assets, flash: said })
      const sent = res.locals.keep ? '' : takeSent(req, res, { isHttps })
      return { ...frame, draftId: draftId(req), sent }
    }
    res.locals.footer = () => ({
      nowText: visit.calendar.minute(visit.now).slice(5),
      statements: (res.locals.statementCount as StatementCount).statements,
      milliseconds: Math.round((performance.now() - (res.locals.startedAt as number)) * 10) / 10,
    })
    next()
  }
}
