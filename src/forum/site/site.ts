import type { BoardTree } from '../boards/board-tree.js'
import type { GroupTable, LevelTable } from '../../db/schema.js'
import type { Settings } from './settings.js'

/** What the webmaster has decided and every page needs: read once, kept in memory until its version changes. */
export interface Site {
  version: number
  settings: Settings
  groups: ReadonlyMap<string, GroupTable>
  /** ascending by points */
  levels: readonly LevelTable[]
  creditKinds: readonly CreditKind[]
  /** what a deed earns, by cause */
  awards: ReadonlyMap<string, readonly { kind: string; amount: number }[]>
  moods: readonly Mood[]
  boards: BoardTree
}

export interface CreditKind {
  id: string
  title: string
  unit: string
}

export interface Mood {
  id: number
  title: string
  /** wealth that the voter and the thread's author get for a vote */
  voterWealth: number
  authorWealth: number
}
