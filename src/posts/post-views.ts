import { messages } from '../i18n/zh-cn.js'
import type { MemberPanel } from '../members/member-panel.js'
import type { Viewer } from '../members/member.js'
import type { Site } from '../site/site.js'
import { replyRefusal, type Thread } from '../threads/thread.js'
import { addressWith } from '../web/paging.js'
import type { ShownPost } from './post-queries.js'
import { editRefusal, floorName, removeRefusal } from './post.js'

/** The floors of a page as its view prints them, each with the links this reader has. */
export function postViews(
  posts: ShownPost[],
  {
    site,
    viewer,
    thread,
    panels,
    isModerator,
  }: {
    site: Site
    viewer: Viewer
    thread: Thread
    panels: ReadonlyMap<number, MemberPanel>
    isModerator: boolean
  },
) {
  const canReply = replyRefusal(viewer, thread, isModerator) === null
  const replyHref = `/threads/${thread.id}/reply`
  return posts.map((post) => {
    const author = panels.get(post.authorId) ?? null
    const isOwn = viewer?.id === post.authorId
    const isStarter = post.authorId === thread.authorId
    return {
      id: post.id,
      floor: post.floor,
      floorName: floorName(post.floor, site.settings.floorNames),
      href: `/posts/${post.id}`,
      createdAt: post.createdAt,
      subject: post.subject,
      bodyHtml: post.bodyHtml,
      edited: post.editedAt === null ? null : { name: post.editorName ?? '', at: post.editedAt },
      signatureHtml: author?.signatureHtml ?? null,
      author,
      isStarter,
      removed: post.removedAt === null ? null : { byAuthor: post.removedBy === post.authorId },
      onlyAuthor: {
        label: isStarter ? messages.thread.onlyStarter : messages.thread.onlyAuthor,
        href: addressWith(`/threads/${thread.id}`, { author: post.authorId }),
      },
      quoteHref: canReply ? addressWith(replyHref, { quote: post.id }) : null,
      replyHref: canReply ? replyHref : null,
      editHref: isOwn && !editRefusal(viewer, post, thread, isModerator) ? `/posts/${post.id}/edit` : null,
      removeHref:
        isOwn && !removeRefusal(viewer, post, thread, isModerator) ? `/posts/${post.id}/remove` : null,
    }
  })
}
