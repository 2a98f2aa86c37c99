import type { Settings } from '../../forum/site/settings.js'
import { addressWith } from '../../web/paging.js'
import { pageOfFloor } from '../../forum/threads/thread.js'

/** The address of a thread's first page. */
export function threadHref(id: number): string {
  return `/threads/${id}`
}

/** The address of a post on its thread's page. */
export function postAddress(
  threadId: number,
  post: { id: number; floor: number },
  settings: Settings,
): string {
  return `${addressWith(threadHref(threadId), { page: pageOfFloor(post.floor, settings.postsPerPage) })}#post-${post.id}`
}
