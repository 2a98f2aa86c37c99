import type { Config } from '../config.js'
import type { Db } from '../db/database.js'
import type { Versions } from '../db/versions.js'
import type { Member, Viewer } from '../forum/members/member.js'
import type { UnreadNotice } from '../forum/notices/unread-notices.js'
import type { Presence } from '../forum/presence/presence.js'
import { Refusal } from '../refusal.js'
import type { Words } from '../i18n/zh-cn.js'
import type { Site } from '../forum/site/site.js'
import type { ClientAddress } from '../web/client-address.js'
import type { FormTokens } from '../web/csrf.js'
import type { PageLife } from '../web/page-life.js'
import type { RateLimit } from '../web/rate-limit.js'
import type { Calendar } from '../calendar.js'
import type { KnownBrowsers } from '../web/known-browsers.js'
import type { PasswordHasher } from '../forum/accounts/password-hash.js'

/** What the whole running forum shares. */
export interface Forum {
  db: Db
  config: Config
  /** milliseconds UTC; tests set their own */
  clock: () => number
  clientAddress: ClientAddress
  presence: Presence
  versions: Versions
  passwords: PasswordHasher
  tokens: FormTokens
  browsers: KnownBrowsers
  limits: Limits
  /** the one-time token of /setup; null once there is a member */
  setup: { token: string | null }
  /** whether a path is that of a form where what was typed may wait for its writer */
  isForm: (path: string) => boolean
}

export interface Limits {
  signInByName: RateLimit
  signInByAddress: RateLimit
  registration: RateLimit
  posting: RateLimit
  profile: RateLimit
}

/** One request: the forum, who makes it, and when. Every handler gets it first. */
export interface Visit extends Forum {
  site: Site
  viewer: Viewer
  /** the viewer's latest unread notices; what the page shows is taken out on the way */
  unread: UnreadNotice[]
  now: number
  calendar: Calendar
  /** the words of the pages it gets */
  words: Words
  /** how long the page stays true by itself; pages tell it what on them ends */
  life: PageLife
  /** the address rate limits count by */
  address: string
  /** tells who reads from other readers */
  reader: string
}

/** The signed-in member of a visit. Throws Refusal `signed-out` for a guest. */
export function memberOf(visit: Visit): Member {
  if (visit.viewer) return visit.viewer
  throw new Refusal('signed-out', (t) => t.refusal.signInFirst)
}
