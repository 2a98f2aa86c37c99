import type { Request, Response } from 'express'
import type { Visit } from '../visit.js'
import { postsByFloor } from '../../forum/posts/post-queries.js'
import { notFound } from '../../refusal.js'
import { typedNumber } from '../../fields.js'
import { requestedThread } from '../parts/requested-thread.js'
import { lastPostOf } from '../../forum/threads/thread-queries.js'
import { postAddress } from '../parts/thread-address.js'
import { firstUnread } from './thread-reading.js'
import type { Thread } from '../../forum/threads/thread.js'

/** GET /threads/:id?floor=N, last or unread: to the page of that floor. */
export async function goToFloor(visit: Visit, req: Request, res: Response): Promise<void> {
  const thread = await requestedThread(visit, req)
  const post = await postOnFloor(visit, thread, req.query.floor)
  if (!post) throw notFound()
  res.redirect(303, postAddress(thread.id, post, visit.site.settings))
}

/** Of a floor in the middle its gap too; of the end, beyond it, and when nothing is unread, the last that stands. */
async function postOnFloor(visit: Visit, thread: Thread, wanted: unknown) {
  const { db } = visit
  if (wanted === 'unread') return (await firstUnread(visit, thread)) ?? lastPostOf(db, thread.id)
  const floor = wanted === 'last' ? Infinity : isZero(wanted) ? 0 : typedNumber(wanted)
  if (floor === null) return undefined
  if (floor >= thread.nextFloor) return lastPostOf(db, thread.id)
  const range = { from: floor, to: floor, withFirst: false, isDescending: false }
  return (await postsByFloor(db, thread.id, range))[0]
}

// The first floor is the one number that is none of `typedNumber`'s.
function isZero(wanted: unknown): boolean {
  return typeof wanted === 'string' && /^\s*[0０]\s*$/.test(wanted)
}
