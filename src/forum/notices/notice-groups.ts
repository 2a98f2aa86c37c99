import type { NoticeRow } from './notice-queries.js'

/** A notice as its reader sees it. */
export interface ListedNotice extends NoticeRow {
  /** unread, and its post not seen meanwhile */
  isNew: boolean
}

/** Notices of one key, as their kind says, that stand in the list as one, the latest first. */
export type NoticeGroup = [ListedNotice, ...ListedNotice[]]

/** The groups of one page, and the notice after which the next page goes on; null at the end. */
export interface NoticeGroups {
  groups: NoticeGroup[]
  after: number | null
}

/**
 * Gathers notices, the latest first, into `most` groups at most; the page ends before the one that would begin another.
 * What has been read stands apart from what has not.
 */
export function groupNotices(rows: readonly ListedNotice[], most: number): NoticeGroups {
  const groups = new Map<string, NoticeGroup>()
  for (const [index, row] of rows.entries()) {
    const key = row.groupKey === '' ? `${row.id}` : `${row.groupKey} ${row.isNew}`
    const group = groups.get(key)
    if (!group && groups.size === most) return { groups: [...groups.values()], after: rows[index - 1]!.id }
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return { groups: [...groups.values()], after: null }
}

/**
 * The notice that a group leads to: the earliest unread, from where its reader goes on, or the latest read; of posts
 * that were removed meanwhile only when none stands.
 */
export function leadingNotice(group: NoticeGroup): ListedNotice {
  const standing = group.filter((row) => row.removedAt === null)
  const from = standing.length > 0 ? standing : group
  return group[0].isNew ? from.at(-1)! : from[0]!
}
