import { z } from 'zod'
import type { Db } from '../../../db/database.js'
import type { Fields, Values } from '../../../field.js'
import type { Words } from '../../../i18n/zh-cn.js'
import type { Member } from '../../members/member.js'
import type { Shown } from '../../shown.js'
import type { Site } from '../../site/site.js'
import type { Thread } from '../../threads/thread.js'

/** How a thread stands in the eyes of a deed: columns of its row, by name. */
export type State = Readonly<Record<string, number | string | null>>

/** One step of a thread from one state to another. Undo is the same step walked back. `now` in milliseconds UTC. */
export interface Step<S extends State = State> {
  thread: Thread
  before: S
  after: S
  now: number
}

/**
 * A deed of moderation that leads a thread from one state to another, described once: its form, its log, its notice, its
 * end and its undoing follow. Functions are pure, but for `along`.
 */
export interface StateDeed<F extends Fields = Fields, S extends State = State> {
  name: DeedName
  /** what its form asks, beside the reason and whether the author is told */
  fields: F
  /** the state that is none: what cancelling leads to, and what an end does. Its keys are the columns. */
  plain: S
  /** How the thread stands: plain when its time has run out. */
  stands(thread: Thread, now: number): NoInfer<S>
  /** What the form begins with, where a thread stands so. */
  start(stands: S, now: number): NoInfer<Partial<Values<F>>>
  /** What the form asks for, of a thread that stands so. */
  wants(values: Values<F>, stands: S, now: number): NoInfer<S>
  /** Whether nothing was chosen in the form; it cancels then. */
  choosesNothing?(given: Partial<Values<F>>): boolean
  /** the column that says when the state ends by itself, in milliseconds UTC; null in it: never */
  ends?: keyof S & string
  /** Whether this member may choose this of a field's choices; left out, everybody may who may moderate the thread. */
  offers?(member: Member, choice: string): boolean
  /** Counts and credits that go along. Asked again with `before` and `after` exchanged, it takes them back. */
  along?(db: Db, site: Site, step: Step<S>): Promise<void>
  /** What shows the deed beside the thread's own places. */
  shows?(step: Step<S>): Shown[]
  /** A state in words, in parts: 红色 加粗. */
  says(state: S, words: Words): string[]
}

/** The deeds on threads, by the names of their addresses and of the log; a state put back to plain is logged as `cancel-…`. */
export type DeedName = 'highlight' | 'pin' | 'lock' | 'digest'

/** The deed as it is: ties the types of its parts together. */
export function threadDeed<F extends Fields, S extends State>(deed: StateDeed<F, S>): StateDeed<F, S> {
  return deed
}

/** Whether two states have the same columns. */
export function isEqual(a: State, b: State): boolean {
  return Object.keys(a).every((column) => a[column] === b[column])
}

const stateSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** A state as the log keeps it. */
export function stateOf(text: string): State {
  return stateSchema.parse(JSON.parse(text))
}

/** Whether a state is none. */
export function isPlainState({ plain, ends }: StateDeed, state: State): boolean {
  return Object.keys(plain).every((column) => column === ends || state[column] === plain[column])
}

/** Whether a member may choose this in the form of a deed. */
export function isOffered(deed: StateDeed, member: Member, given: Partial<Values<Fields>>): boolean {
  return Object.keys(deed.fields).every((name) => {
    const chosen = given[name]
    return typeof chosen !== 'string' || deed.offers?.(member, chosen) !== false
  })
}

/** Whether a member may change what stands: only who could have made it so. */
export function mayChange(
  deed: StateDeed,
  member: Member,
  { thread, now }: { thread: Thread; now: number },
): boolean {
  const stands = deed.stands(thread, now)
  return isPlainState(deed, stands) || isOffered(deed, member, deed.start(stands, now))
}

/** Days that a deed may last at most. */
export const DAYS_MAX = 3650

const DAY = 86_400_000

/** Whole days from `now` until the end, begun ones too; null: for ever. */
export function daysUntil(end: number | null, now: number): number | null {
  return end === null ? null : Math.ceil((end - now) / DAY)
}

/** When a state of so many days ends. As many as are left of it leave its end where it is, and a form clicked twice is one. */
export function endAfter(
  days: number | null,
  { until, now }: { until: number | null; now: number },
): number | null {
  if (days === null) return null
  return until !== null && days === daysUntil(until, now) ? until : now + days * DAY
}
