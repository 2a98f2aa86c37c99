import type { BoardTree } from '../boards/board-tree.js'
import type { Ranks } from '../members/member.js'
import type { Settings } from './settings.js'

/** What the webmaster has decided and every page needs: read once, kept in memory until its version changes. */
export interface Site extends Ranks {
  version: number
  settings: Settings
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
