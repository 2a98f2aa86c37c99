import { creditBalances } from '../../forum/credits/credit-queries.js'
import type { Db } from '../../db/database.js'
import type { Site } from '../../forum/site/site.js'
import { isStaff, levelOf, rankTitle } from '../../forum/members/member.js'
import { panelRows, type PanelRow } from '../../forum/members/member-queries.js'
import { avatarOf, person, type Avatar, type Person } from '../../forum/members/person.js'

const HOUR = 3_600_000

/** What stands beside a post: the lines of the reference page. */
export interface MemberPanel extends Person {
  online: boolean
  groupId: string
  levelTitle: string
  isStaff: boolean
  honor: string
  avatar: Avatar
  digests: number
  posts: number
  credits: { title: string; amount: number; unit: string }[]
  /** whole hours */
  onlineHours: number
  registeredAt: number
  lastLoginAt: number | null
  signatureHtml: string | null
  threadCount: number
}

/** The panels of these members, by id, in two statements. */
export async function memberPanels(
  db: Db,
  site: Site,
  ids: number[],
  now: number,
): Promise<Map<number, MemberPanel>> {
  const distinct = [...new Set(ids)]
  const rows = await panelRows(db, distinct)
  const balances = await creditBalances(db, distinct)
  return new Map(rows.map((row) => [row.id, memberPanel(site, row, balances.get(row.id)!, now)]))
}

function memberPanel(
  site: Site,
  row: PanelRow,
  balances: ReadonlyMap<string, number>,
  now: number,
): MemberPanel {
  const posts = row.postCount + row.carriedPostCount
  const group = site.groups.get(row.groupId)!
  const isBanned = group.mayPost === 0
  return {
    ...person(row.id, row.username),
    online: row.onlineUntil > now,
    groupId: row.groupId,
    levelTitle: rankTitle(group, levelOf(site.levels, posts)),
    isStaff: isStaff(group),
    // PHPWind 1.9: the banned show neither honour line nor signature.
    honor: isBanned ? '' : row.honor,
    avatar: avatarOf(row.id, row.username),
    digests: row.digestCount + row.carriedDigestCount,
    posts,
    credits: site.creditKinds.map(({ id, title, unit }) => ({ title, unit, amount: balances.get(id) ?? 0 })),
    onlineHours: Math.floor(row.onlineMs / HOUR),
    registeredAt: row.registeredAt,
    lastLoginAt: row.lastVisitAt,
    signatureHtml: isBanned || row.signatureHtml === '' ? null : row.signatureHtml,
    threadCount: row.threadCount,
  }
}
