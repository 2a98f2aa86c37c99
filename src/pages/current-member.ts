import type { IncomingMessage } from 'node:http'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Db } from '../db/database.js'
import { needsSetUp } from '../forum/setup/set-up-forum.js'
import { loadSite } from '../forum/site/load-site.js'
import type { Site } from '../forum/site/site.js'
import { PageLife } from '../web/page-life.js'
import { addressKey } from '../addresses.js'
import { Calendar } from '../calendar.js'
import { MOST_UNREAD } from '../forum/notices/unread-notices.js'
import { messages } from '../i18n/zh-cn.js'
import { findRequestMaker } from './request-maker.js'
import type { Forum, Visit } from './visit.js'

/** Relative times, the clock, who is online and other people's counters may lag on a kept page by this much. Milliseconds. */
const LONGEST_LIFE = 60_000

/** Finds out who makes the request and puts the visit on the response, for handlers and the page frame. */
export function currentMember(forum: Forum): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const now = forum.clock()
    const db = res.locals.db as Db
    // Somebody may have been added by the command line meanwhile.
    if (forum.setup.token !== null && !(await needsSetUp(db))) forum.setup.token = null
    const site = await loadSite(db)
    const session = req.session as typeof req.session | undefined
    const memberId = res.locals.keep ? undefined : session?.memberId
    const who = await makerOf({ ...forum, db }, site, { memberId, now })
    const calendar = new Calendar(site.settings.timeZone, now)
    const life = new PageLife(Math.min(now + LONGEST_LIFE, calendar.midnight))
    const address = addressKey(forum.clientAddress(req))
    const reader = who.viewer ? `member ${who.viewer.id}` : guestHere(forum, req, now)
    const here = { site, now, calendar, words: messages, life, address, reader }
    res.locals.visit = { ...forum, db, ...who, ...here } satisfies Visit
    next()
  }
}

/** The visit that `currentMember` put on the response. */
export function visitOf(res: Response): Visit {
  return res.locals.visit as Visit
}

async function makerOf(
  forum: Forum,
  site: Site,
  { memberId, now }: { memberId: number | undefined; now: number },
): Promise<Pick<Visit, 'viewer' | 'unread'>> {
  const { db, presence } = forum
  const maker = memberId === undefined ? undefined : await findRequestMaker(db, site, memberId)
  if (!maker) return { viewer: null, unread: [] }
  const { member, unread } = maker
  const previousVisitAt = presence.noteMember(member, now)
  return {
    viewer: { ...member, previousVisitAt },
    // As many as are looked up at most stay as they are: how many are behind them is not known.
    unread:
      unread.length === MOST_UNREAD
        ? unread
        : unread.filter((notice) => !presence.hasSeen(member.id, notice)),
  }
}

/** What tells the guest who sends this request from others. */
export function guestKeyOf({ presence, clientAddress }: Forum, req: IncomingMessage): string {
  return presence.guestKey({ address: clientAddress(req), agent: req.headers['user-agent'] })
}

function guestHere(forum: Forum, req: Request, now: number): string {
  const key = guestKeyOf(forum, req)
  forum.presence.noteGuest(key, now)
  return key
}
