import type { Request, Response } from 'express'
import { idNumber } from '../../fields.js'
import { removePost } from '../../forum/posts/remove-post.js'
import { editPost } from '../../forum/posts/edit-post.js'
import { findPost } from '../../forum/posts/post-queries.js'
import { editRefusal, floorName, isEditMarked, removeRefusal, type Post } from '../../forum/posts/post.js'
import { written } from '../../forum/posts/written.js'
import { readableThread } from '../../forum/threads/thread-queries.js'
import type { Thread } from '../../forum/threads/thread.js'
import { messages } from '../../i18n/zh-cn.js'
import { notFound, type Refusal } from '../../refusal.js'
import { excerpt } from '../../text/bbcode-plain.js'
import { noErrors } from '../../web/form.js'
import { formPage } from '../form-page.js'
import { trailTo } from '../parts/board-cells.js'
import { postAddress } from '../parts/thread-address.js'
import { editFields, firstFloorFields, previewOf } from '../parts/writing-form.js'
import { memberOf, type Visit } from '../visit.js'

/** A post in its thread, and whether the viewer moderates the board. */
interface LoadedPost {
  post: Post
  thread: Thread
  isModerator: boolean
}

type Rule = typeof removeRefusal

/** GET /posts/:id: to its page and floor. */
export async function goToPost(visit: Visit, req: Request, res: Response): Promise<void> {
  const { post, thread } = await postOfRequest(visit, req)
  res.redirect(303, postAddress(thread.id, post, visit.site.settings))
}

/** GET and POST /posts/:id/edit */
export const editForm = formPage({
  view: 'posts/edit',
  load: (visit: Visit, req: Request) => ownPost(visit, req, editRefusal),
  permit: (visit, loaded) => permit(visit, loaded, editRefusal),
  fields: ({ site }, { post }) => (post.floor === 0 ? firstFloorFields : editFields)(site.settings),

  start: (_visit, { post, thread }) => ({
    subject: post.floor === 0 ? thread.subject : post.subject,
    body: post.body,
    version: post.version,
  }),

  around: (visit, loaded) => ({
    ...frameOf(visit, loaded, messages.title.edit),
    action: `/posts/${loaded.post.id}/edit`,
    isFirst: loaded.post.floor === 0,
    conflict: null,
  }),

  isPosting: { question: false },
  preview: (visit, _loaded, body) => previewOf(visit, body),

  send: async (visit, { post, thread }, { subject, body, version }) => {
    const { db, site, now } = visit
    const { silentEditMinutes: silentMinutes } = site.settings
    return editPost(db, site, {
      thread,
      post,
      editorId: memberOf(visit).id,
      subject,
      text: written(body),
      version: version ?? 0,
      isMarked: isEditMarked(post, thread, { silentMinutes, now }),
      now,
    })
  },

  done: ({ site }, { post, thread }, isChanged) => ({
    to: postAddress(thread.id, post, site.settings),
    said: isChanged ? messages.done.edited : messages.done.nothing,
  }),

  // After a conflict with the text that stands there now, and made for that.
  refused: (visit, { post }, form, { kind }) =>
    kind === 'conflict' && form.version !== String(post.version)
      ? {
          form: { ...form, version: String(post.version) },
          errors: noErrors,
          conflict: conflictWith(visit, post),
        }
      : {},
})

/** GET /posts/:id/remove, which asks once more, and POST. */
export const removeForm = formPage({
  view: 'posts/remove',

  // One's own that is removed already counts as done, for the impatient who have sent the form twice.
  load: async (visit: Visit, req: Request) => {
    const loaded = await postOfRequest(visit, req)
    if (loaded.post.authorId !== visit.viewer?.id || (isRemoved(loaded) && req.method === 'GET'))
      permit(visit, loaded, removeRefusal)
    return loaded
  },
  permit: (visit, loaded) => {
    if (!isRemoved(loaded)) permit(visit, loaded, removeRefusal)
  },

  fields: () => ({}),
  start: () => ({}),

  around: (visit, loaded) => ({
    ...frameOf(visit, loaded, messages.title.remove),
    action: `/posts/${loaded.post.id}/remove`,
  }),

  send: async (visit, { post, thread }) => {
    const { db, site, calendar } = visit
    if (post.removedAt === null)
      await removePost(db, site, { post, thread, removerId: memberOf(visit).id, calendar })
  },

  done: ({ site }, { post, thread }) => ({
    to: postAddress(thread.id, post, site.settings),
    said: messages.done.removed,
  }),
})

function isRemoved({ post }: LoadedPost): boolean {
  return post.removedAt !== null
}

/** What stands there now, by whom, and since when if that is known: minutes of today, or with the day. */
function conflictWith({ calendar }: Visit, { body, editedAt, authorName }: Post) {
  const minute = editedAt === null ? null : calendar.minute(editedAt)
  const at = minute?.startsWith(calendar.today) ? minute.slice(calendar.today.length + 1) : minute
  return { currentBody: body, by: authorName, at }
}

async function postOfRequest({ db, site, viewer }: Visit, req: Request): Promise<LoadedPost> {
  const post = await findPost(db, idNumber(req.params.id) ?? 0)
  const thread = post && (await readableThread(db, site, viewer, post.threadId))
  if (!post || !thread) throw notFound()
  return { post, thread, isModerator: site.boards.isModerator(viewer, thread.boardId) }
}

/** The author's own post as long as it stands; to anybody else a form must not show its text. Throws by `rule` otherwise. */
async function ownPost(visit: Visit, req: Request, rule: Rule): Promise<LoadedPost> {
  const loaded = await postOfRequest(visit, req)
  if (isRemoved(loaded) || loaded.post.authorId !== visit.viewer?.id) permit(visit, loaded, rule)
  return loaded
}

function permit({ viewer }: Visit, { post, thread, isModerator }: LoadedPost, rule: Rule): void {
  const refusal: Refusal | null = rule(viewer, post, thread, isModerator)
  if (refusal) throw refusal
}

function frameOf({ site }: Visit, { post, thread }: LoadedPost, title: string) {
  const href = `/posts/${post.id}`
  return {
    title,
    trail: trailTo(
      site,
      thread.boardId,
      { name: thread.subject, href: `/threads/${thread.id}` },
      { name: title, href: null },
    ),
    post: {
      id: post.id,
      floorName: floorName(post.floor, site.settings.floorNames),
      href,
      excerpt: excerpt(post.body, 120),
    },
  }
}
