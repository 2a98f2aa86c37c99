import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Express, Response } from 'express'
import type { Logger } from 'pino'
import { guestKeyOf, visitOf } from '../pages/current-member.js'
import type { Forum } from '../pages/visit.js'
import type { KeptRoute } from '../pages/route.js'
import { routes } from '../routes.js'
import { isOurHost } from '../web/host-check.js'
import type { KeptPage } from '../web/kept-page.js'
import { pageAddress } from '../web/page-address.js'
import type { PageCache } from '../web/page-cache.js'
import type { Keeper } from '../web/send-page.js'

/** What the front is made of beside the forum. */
export interface FrontParts {
  pages: PageCache
  sessionCookie: string
  logger: Logger
}

/** A page that visitors share, as one of them asked for it. */
interface Wanted {
  key: string
  id: number
  route: KeptRoute
  /** names of what the page shows */
  shows: string[]
}

/** Requests in the forum at once from which it counts as under load, and how far lists may then be behind, milliseconds. */
const UNDER_LOAD = 8
const LONGEST_LAG = 1000

/** Headers that belong to one answer, not to the page. */
const ofOneAnswer = new Set(['content-length', 'etag', 'date', 'connection', 'keep-alive', 'set-cookie'])

const keptRoutes = routes.flatMap(({ path, kept }) =>
  kept ? [{ route: kept, addressOf: pageAddress(path, kept.query) }] : [],
)

/**
 * Answers visitors from the page cache before Express does any work, and hands everything else on. A visitor is who
 * sends no session cookie. The forum then sees the address without what the page does not depend on, so that nothing
 * else of a visitor's request can get onto a page that others are shown.
 */
export function pageFront(app: Express, forum: Forum, parts: FrontParts): RequestListener {
  const { pages, logger } = parts
  const { config, presence, versions } = forum
  const hasSession = new RegExp(`(?:^|;)\\s*${parts.sessionCookie}=`)
  const isProxied = config.trustProxy.length > 0
  let inForum = 0
  const connections = new WeakMap<Socket, { agent: string | undefined; key: string }>()

  return (req, res) => {
    const wanted = isVisitor(req) && forum.setup.token === null ? wantedPage(req.url!) : null
    if (wanted === null) return handOn(req, res)
    const now = forum.clock()
    const page = pages.find(wanted.key, now)
    const commits = commitsNow()
    if (page && commits !== null && page.checkedAt === commits) return answer(req, res, wanted, page, now)
    // Asked before anything of a new page is read: a change in between makes it look older than it is, never newer.
    withSum(res, wanted.shows, (sum) => {
      if (page?.versions === sum) {
        page.checkedAt = commits
        answer(req, res, wanted, page, now)
      } else if (page && wanted.route.mayLag && mayBeBehind(page)) {
        // Lists may be behind in what they list, never in who may read it.
        withSum(res, ['site'], (site) => {
          if (site === page.site) answer(req, res, wanted, page, now)
          else makeAnew(req, res, wanted, sum)
        })
      } else makeAnew(req, res, wanted, sum)
    })
  }

  /** Goes on with the versions of `names` added up; at once where they can be read so. */
  function withSum(res: ServerResponse, names: string[], goOn: (sum: number) => void): void {
    const sum = sumOf(names)
    if (typeof sum === 'number') goOn(sum)
    else sum.then(goOn).catch((error: unknown) => giveUp(res, error))
  }

  function commitsNow(): number | null {
    try {
      return versions.commits()
    } catch {
      return null
    }
  }

  /** NaN when the database does not answer: no page is true then, and the forum says what is wrong. */
  function sumOf(names: string[]): number | Promise<number> {
    try {
      const sum = versions.sum(names)
      return typeof sum === 'number' ? sum : sum.catch(() => NaN)
    } catch {
      return NaN
    }
  }

  function isVisitor(req: IncomingMessage): boolean {
    const { method, headers } = req
    const isSafe = method === 'GET' || method === 'HEAD'
    const isSignedIn = headers.cookie !== undefined && hasSession.test(headers.cookie)
    return isSafe && !isSignedIn && isOurHost(req, config.baseUrl)
  }

  function answer(
    req: IncomingMessage,
    res: ServerResponse,
    wanted: Wanted,
    page: KeptPage,
    now: number,
  ): void {
    const reader = connectionKey(req)
    presence.noteGuest(reader, now)
    wanted.route.seen?.(presence, wanted.id, reader, now)
    page.send(req, res)
    if (logger.isLevelEnabled('debug')) logger.debug({ path: wanted.key }, 'answered from memory')
  }

  function makeAnew(req: IncomingMessage, res: ServerResponse, { key }: Wanted, sum: number): void {
    req.url = key
    // Express takes the locals that it finds.
    if (!Number.isNaN(sum)) Object.assign(res, { locals: { keep: keeper(key, sum) } })
    handOn(req, res)
  }

  function handOn(req: IncomingMessage, res: ServerResponse): void {
    inForum++
    res.once('close', () => inForum--)
    app(req, res)
  }

  /** Whether a list is young enough to be shown again while the forum has its hands full. */
  function mayBeBehind(page: KeptPage): boolean {
    return inForum >= UNDER_LOAD && performance.now() - page.madeAt < LONGEST_LAG
  }

  function keeper(key: string, sum: number): Keeper {
    return (html, res: Response) => {
      const headers = Object.entries(res.getHeaders()).filter(([name]) => !ofOneAnswer.has(name))
      const { life, site } = visitOf(res)
      return pages.keep(key, html, {
        headers: Object.fromEntries(headers),
        versions: sum,
        site: site.version,
        until: life.until,
      })
    }
  }

  /** The guest at the other end; the same for all requests of a connection, unless a proxy stands there. */
  function connectionKey(req: IncomingMessage): string {
    const agent = req.headers['user-agent']
    const known = connections.get(req.socket)
    if (known && known.agent === agent && !isProxied) return known.key
    const key = guestKeyOf(forum, req)
    connections.set(req.socket, { agent, key })
    return key
  }

  function giveUp(res: ServerResponse, error: unknown): void {
    logger.error({ err: error }, 'request failed')
    res.destroy()
  }
}

const wantedPages = new Map<string, Wanted>()
/** Addresses remembered as they were written; a crawler's are as many as there are pages. */
const MOST_ADDRESSES = 5000
const LONGEST_ADDRESS = 100

function wantedPage(url: string): Wanted | null {
  const known = wantedPages.get(url)
  if (known) return known
  for (const { route, addressOf } of keptRoutes) {
    const address = addressOf(url)
    if (!address) continue
    const wanted = { ...address, route, shows: ['site', ...route.shows(address.id)] }
    if (wantedPages.size >= MOST_ADDRESSES) wantedPages.clear()
    if (url.length <= LONGEST_ADDRESS) wantedPages.set(url, wanted)
    return wanted
  }
  return null
}
