import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Express, Response } from 'express'
import proxyAddr from 'proxy-addr'
import { visitOf } from './accounts/current-member.js'
import type { Forum } from './accounts/visit.js'
import { versionSum } from './db/versions.js'
import { guestKey } from './presence/guest-key.js'
import { routes, type KeptRoute } from './routes.js'
import { isOurHost } from './web/host-check.js'
import { pageAddress } from './web/page-address.js'
import type { PageCache } from './web/page-cache.js'
import type { Keeper } from './web/send-page.js'

/** Headers that belong to one answer, not to the page. */
const ofOneAnswer = new Set(['content-length', 'etag', 'date', 'connection', 'keep-alive', 'set-cookie'])

const keptRoutes = routes.flatMap(({ path, kept }) =>
  kept ? [{ ...kept, addressOf: pageAddress(path, kept.query) }] : [],
)

/**
 * Answers visitors from the page cache before Express does any work, and hands everything else on. A visitor is who
 * sends no session cookie. The forum then sees the address without what the page does not depend on, so that nothing
 * else of a visitor's request can get onto a page that others are shown.
 */
export function pageFront(
  app: Express,
  forum: Forum,
  { pages, sessionCookie }: { pages: PageCache; sessionCookie: string },
): RequestListener {
  const { config } = forum
  const addressOf = config.trustProxy.length > 0 ? proxyAddress(config.trustProxy) : socketAddress
  const hasSession = new RegExp(`(?:^|;)\\s*${sessionCookie}=`)

  return (req, res) => {
    const wanted = isVisitor(req) ? keptAddress(req.url!) : null
    if (wanted === null || forum.setup.token !== null) return app(req, res)
    const { key, id, route } = wanted
    versionSum(forum.db, ['site', ...route.shows(id)]).then(
      (versions) => {
        const now = forum.clock()
        const page = pages.find(key, { versions, now })
        if (!page) {
          req.url = key
          return handOn(req, res, keeper(key, versions))
        }
        forum.presence.noteGuest(guestKey({ ip: addressOf(req), headers: req.headers }), now)
        route.seen?.(forum.presence, id, now)
        page.send(req, res)
      },
      () => app(req, res),
    )
  }

  function isVisitor(req: IncomingMessage): boolean {
    return (
      (req.method === 'GET' || req.method === 'HEAD') &&
      !hasSession.test(req.headers.cookie ?? '') &&
      isOurHost(req, config.baseUrl)
    )
  }

  function handOn(req: IncomingMessage, res: ServerResponse, keep: Keeper): void {
    // Express takes the locals it finds. What answers HEAD may leave out what a page needs.
    if (req.method === 'GET') Object.assign(res, { locals: Object.assign(Object.create(null), { keep }) })
    app(req, res)
  }

  function keeper(key: string, versions: number): Keeper {
    return (html, res: Response) => {
      const headers = Object.fromEntries(
        Object.entries(res.getHeaders()).filter(([name]) => !ofOneAnswer.has(name)),
      )
      return pages.keep(key, html, { headers, versions, until: visitOf(res).life.until })
    }
  }
}

function keptAddress(url: string): { key: string; id: number; route: KeptRoute } | null {
  for (const route of keptRoutes) {
    const address = route.addressOf(url)
    if (address) return { ...address, route }
  }
  return null
}

function socketAddress(req: IncomingMessage): string | undefined {
  return req.socket.remoteAddress
}

function proxyAddress(trusted: string[]): typeof socketAddress {
  const trust = proxyAddr.compile(trusted)
  return (req) => proxyAddr(req, trust)
}
