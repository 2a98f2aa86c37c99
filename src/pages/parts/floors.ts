import type { Visit } from '../visit.js'
import { messages } from '../../i18n/zh-cn.js'
import type { MemberPanel } from './member-panel.js'
import type { Viewer } from '../../forum/members/member.js'
import { replyRefusal, type Thread } from '../../forum/threads/thread.js'
import { addressWith } from '../../web/paging.js'
import { viewHelpers } from '../../web/view-helpers.js'
import { renderView } from '../../web/view-templates.js'
import type { ShownPost } from '../../forum/posts/post-queries.js'
import { editRefusal, floorName, removeRefusal } from '../../forum/posts/post.js'

/** A floor as all readers see it: rendered once, and shown to each with a bar of their own. */
export interface Floor {
  post: Pick<ShownPost, 'id' | 'floor' | 'authorId' | 'removedAt'>
  /** from the floor's beginning to the end of its text; of a removed one, the gap */
  floorHtml: string
  signatureHtml: string | null
}

/** Renders the floors of a page. */
export function renderFloors(
  { site, calendar }: Pick<Visit, 'site' | 'calendar'>,
  posts: ShownPost[],
  {
    thread,
    panels,
    isDescending,
    orderHref,
  }: {
    thread: Thread
    panels: ReadonlyMap<number, MemberPanel>
    isDescending: boolean
    orderHref: string
  },
): Floor[] {
  const shared = { t: messages, h: viewHelpers(calendar), isDescending, orderHref }
  return posts.map((post) => {
    const author = panels.get(post.authorId) ?? null
    const isStarter = post.authorId === thread.authorId
    const floorHtml = renderView('posts/_floor', {
      ...shared,
      post: {
        id: post.id,
        floor: post.floor,
        floorName: floorName(post.floor, site.settings.floorNames),
        href: `/posts/${post.id}`,
        createdAt: post.createdAt,
        subject: post.subject,
        bodyHtml: post.bodyHtml,
        edited: post.editedAt === null ? null : { name: post.editorName ?? '', at: post.editedAt },
        author,
        isStarter,
        removed: post.removedAt === null ? null : { byAuthor: post.removedBy === post.authorId },
        onlyAuthor: {
          label: isStarter ? messages.thread.onlyStarter : messages.thread.onlyAuthor,
          href: addressWith(`/threads/${thread.id}`, { author: post.authorId }),
        },
      },
    })
    const { id, floor, authorId, removedAt } = post
    return {
      post: { id, floor, authorId, removedAt },
      floorHtml,
      signatureHtml: author?.signatureHtml ?? null,
    }
  })
}

/** The floors as this reader sees them, each with the links they have. */
export function floorsFor(
  viewer: Viewer,
  floors: Floor[],
  { thread, isModerator }: { thread: Thread; isModerator: boolean },
) {
  const canReply = replyRefusal(viewer, thread, isModerator) === null
  const replyHref = `/threads/${thread.id}/reply`
  return floors.map(({ post, floorHtml, signatureHtml }) => {
    const isOwn = viewer?.id === post.authorId
    return {
      floorHtml,
      signatureHtml,
      isFirst: post.floor === 0,
      isRemoved: post.removedAt !== null,
      quoteHref: canReply ? addressWith(replyHref, { quote: post.id }) : null,
      replyHref: canReply ? addressWith(replyHref, { to: post.floor === 0 ? null : post.id }) : null,
      editHref: isOwn && !editRefusal(viewer, post, thread, isModerator) ? `/posts/${post.id}/edit` : null,
      removeHref:
        isOwn && !removeRefusal(viewer, post, thread, isModerator) ? `/posts/${post.id}/remove` : null,
    }
  })
}
