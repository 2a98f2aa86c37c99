import type { GroupTable, LevelTable } from '../../db/schema.js'

/** The member a request is made by, with what rights and header need. */
export interface Member {
  id: number
  username: string
  group: GroupTable
  level: LevelTable
  /** posts written here and carried over */
  postTotal: number
  /** end of the visit before this one, and when everything was marked as read; milliseconds, 0: never */
  previousVisitAt: number
  readAllAt: number
  lastVisitAt: number | null
}

/** What a member's group and posts make of them. Levels ascend by points. */
export interface Ranks {
  groups: ReadonlyMap<string, GroupTable>
  levels: readonly LevelTable[]
}

/** Who looks at a page: a member, or null for a guest. */
export type Viewer = Member | null

/** All of the forum up to this moment counts as read by the member: their visit before this one, or 全部标为已读. */
export function readBefore({ previousVisitAt, readAllAt }: Member): number {
  return Math.max(previousVisitAt, readAllAt)
}

/** Staff have a group that moderates or administers; their group's title stands in place of a level. */
export function isStaff(group: GroupTable): boolean {
  return group.mayModerate !== 'no' || group.mayAdminister === 1
}

/** The level for a number of points. PHPWind's stock formula: points = posts. */
export function levelOf(levels: readonly LevelTable[], points: number): LevelTable {
  return levels.findLast((level) => level.minPoints <= points) ?? levels[0]!
}

/** The level after the given one, or undefined at the top. */
export function nextLevel(levels: readonly LevelTable[], points: number): LevelTable | undefined {
  return levels.find((level) => level.minPoints > points)
}

/** What is printed as 级别: the group's title for staff and the banned, the level's for everybody else. */
export function rankTitle(group: GroupTable, level: LevelTable): string {
  return group.id === 'member' ? level.title : group.title
}
