import type { Visit } from '../visit.js'
import { notFound } from '../../refusal.js'
import { idNumber } from '../../fields.js'
import { readableThread } from '../../forum/threads/thread-queries.js'
import type { Thread } from '../../forum/threads/thread.js'

/** The thread whose id stands in the address, as this viewer may read it. Throws "not found" otherwise. */
export async function requestedThread(
  { db, site, viewer }: Visit,
  { params }: { params: { id?: unknown } },
): Promise<Thread> {
  const id = idNumber(params.id)
  const thread = id === null ? undefined : await readableThread(db, site, viewer, id)
  if (!thread) throw notFound()
  return thread
}
