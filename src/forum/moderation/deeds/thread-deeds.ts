import type { Words } from '../../../i18n/zh-cn.js'
import type { DeedName, StateDeed } from './deed.js'
import { digest } from './digest-deed.js'
import { highlight } from './highlight-deed.js'
import { lock } from './lock-deed.js'
import { pin } from './pin-deed.js'

/** Every deed on threads, in the order of the moderators' bar. */
export const threadDeeds: readonly StateDeed[] = [highlight, pin, digest, lock]

/** The deed that a line of the log tells of, under its own name or as a cancelled one; undefined for one that is no step. */
export function deedOfLog(name: string): StateDeed | undefined {
  const own = name.replace(/^cancel-/, '')
  return threadDeeds.find((deed) => deed.name === own)
}

/** How a deed is called in the log. */
export type LoggedDeed = DeedName | `cancel-${DeedName}`

/** How the log names a deed, or its being cancelled. */
export function loggedName({ name }: StateDeed, isCancelled: boolean): LoggedDeed {
  return isCancelled ? `cancel-${name}` : name
}

/** What a deed of the log is called. */
export function deedTitle(logged: string, t: Words): string {
  return Object.hasOwn(t.moderation.deeds, logged) ? t.moderation.deeds[logged as LoggedDeed] : logged
}
