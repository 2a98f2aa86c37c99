import { mayRegister } from './other-forms.js'
import type { Visit } from './visit.js'
import { messages } from '../i18n/zh-cn.js'
import { isStaff } from '../forum/members/member.js'
import { avatarOf } from '../forum/members/person.js'
import { settingsFrom } from '../forum/site/settings.js'
import type { Site } from '../forum/site/site.js'
import type { AssetPaths } from '../web/assets.js'
import { safeNext } from '../web/next-path.js'
import { Calendar } from '../calendar.js'
import { viewHelpers } from '../web/view-helpers.js'

/** Categories in the navigation bar at most. */
const MOST_CATEGORIES = 8

/** The frame of a page for which the database could not be asked: the site as it was last known, and nobody signed in. */
export function bareFrame(site: Site | null, assets: AssetPaths) {
  const { siteName, siteTagline, timeZone } = site?.settings ?? settingsFrom(new Map())
  return {
    t: messages,
    h: viewHelpers(new Calendar(timeZone, Date.now())),
    site: { name: siteName, tagline: siteTagline },
    viewer: null,
    adminHref: null,
    loginHref: null,
    registerHref: null,
    nav: [{ title: messages.title.home, href: '/', current: false }],
    assets,
    flash: null,
    csrf: '',
    isReadOnly: false,
  }
}

/**
 * What every page shows around its content, for this viewer. `path` is where one comes back to; `isAddress` if the page
 * itself stands there.
 */
export function pageFrame(
  visit: Visit,
  {
    path,
    isAddress,
    csrf,
    assets,
    flash,
  }: { path: string; isAddress: boolean; csrf: string; assets: AssetPaths; flash: unknown },
) {
  const { site, viewer } = visit
  const { settings, boards } = site
  // Until then there is nothing to look at, and nobody who could sign in.
  const isSetUp = visit.setup.token === null
  const categories = boards.childrenOf(null).filter((board) => boards.isReadable(viewer, board.id))
  const links = [
    { title: messages.title.home, href: '/' },
    { title: messages.title.latest, href: '/latest' },
    ...categories
      .slice(0, MOST_CATEGORIES)
      .map((board) => ({ title: board.name, href: `/boards/${board.id}` })),
  ]
  const wanted = safeNext(path)
  const next = wanted === '/' ? '' : `?next=${encodeURIComponent(wanted)}`
  return {
    t: visit.words,
    h: viewHelpers(visit.calendar),
    site: { name: settings.siteName, tagline: settings.siteTagline },
    viewer: viewer && {
      id: viewer.id,
      name: viewer.username,
      href: `/members/${viewer.id}`,
      groupId: viewer.group.id,
      unreadNotices: visit.unread.length,
      isStaff: isStaff(viewer.group),
      avatar: avatarOf(viewer.id, viewer.username),
    },
    adminHref: viewer?.group.mayAdminister ? '/admin/boards' : null,
    loginHref: isSetUp ? `/login${next}` : null,
    registerHref: mayRegister(visit) ? `/register${next}` : null,
    nav: (isSetUp ? links : []).map((link) => ({
      ...link,
      current: isAddress && link.href === path.split('?')[0],
    })),
    assets,
    flash: flash ?? null,
    csrf,
    isReadOnly: settings.readOnly,
  }
}
