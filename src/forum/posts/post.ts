import { messages } from '../../i18n/zh-cn.js'
import type { Member, Viewer } from '../members/member.js'
import { Refusal } from '../../refusal.js'
import { CLOCKS_APART } from '../../calendar.js'
import type { Thread } from '../threads/thread.js'

/** A post as its deeds need it. */
export interface Post {
  id: number
  threadId: number
  floor: number
  authorId: number
  authorName: string
  subject: string
  body: string
  createdAt: number
  version: number
  /** when it was last changed so that it bears the mark; null: never */
  editedAt: number | null
  removedAt: number | null
}

/** The name of a floor: 楼主 沙发 板凳 地板, then 4楼. `names` are the setting's "key:name" lines. */
export function floorName(floor: number, names: readonly string[]): string {
  const own = names.find((entry) => entry.startsWith(`${floor}:`))
  return own === undefined ? messages.post.floor(floor) : own.slice(own.indexOf(':') + 1)
}

/** Why the viewer may not edit the post, or null. Authors edit their own while the thread is open. */
export function editRefusal(
  viewer: Viewer,
  post: Pick<Post, 'authorId' | 'removedAt'>,
  thread: Thread,
  isModerator: boolean,
): Refusal | null {
  if (!viewer) return new Refusal('signed-out', (t) => t.refusal.signInFirst)
  if (!viewer.group.mayPost) return new Refusal('forbidden', (t) => t.refusal.banned)
  if (post.authorId !== viewer.id) return new Refusal('forbidden', (t) => t.post.notYours)
  if (post.removedAt !== null) return new Refusal('conflict', (t) => t.post.removedAlready)
  if (thread.locked === 1 && !isModerator) return new Refusal('conflict', (t) => t.thread.lockedForAuthor)
  return null
}

/** Why the viewer may not remove the post, or null. Authors remove their own replies; floor 0 is a moderator's deed. */
export function removeRefusal(
  viewer: Viewer,
  post: Pick<Post, 'authorId' | 'removedAt' | 'floor'>,
  thread: Thread,
  isModerator: boolean,
): Refusal | null {
  const refusal = editRefusal(viewer, post, thread, isModerator)
  if (refusal) return refusal
  return post.floor === 0 ? new Refusal('forbidden', (t) => t.post.firstStays) : null
}

/**
 * Whether an edit leaves its mark: not in the first minutes, as long as nobody has answered what may be changed by it.
 * Minutes: PHPWind db_postedittime; answers: XenForo.
 */
export function isEditMarked(
  post: Pick<Post, 'floor' | 'createdAt'>,
  thread: Pick<Thread, 'nextFloor'>,
  { silentMinutes, now }: { silentMinutes: number; now: number },
): boolean {
  const isAnswered = thread.nextFloor > post.floor + 1
  const age = now - post.createdAt
  // A post of a time to come, which a wrong clock has left, is not from just now either.
  return isAnswered || age > silentMinutes * 60_000 || age < -CLOCKS_APART
}

/** Milliseconds that must pass between two posts of a member. */
export function floodInterval(member: Member, floodSeconds: number): number {
  const own = member.group.id === 'member' ? member.level.floodSeconds : member.group.floodSeconds
  return (floodSeconds >= 0 ? floodSeconds : own) * 1000
}
