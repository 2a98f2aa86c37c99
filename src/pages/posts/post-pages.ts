import type { Request, Response } from 'express'
import { forgetKeptForm, keptForm, withKept, type KeptForm } from '../../forum/forms/kept-form.js'
import { memberOf, type Visit } from '../visit.js'
import { trailTo } from '../parts/board-cells.js'
import { messages } from '../../i18n/zh-cn.js'
import type { Refusal } from '../../refusal.js'
import { excerpt } from '../../text/bbcode-plain.js'
import { postAddress } from '../parts/thread-address.js'
import { readableThread } from '../../forum/threads/thread-queries.js'
import type { Thread } from '../../forum/threads/thread.js'
import { formErrors, noErrors, type FormErrors } from '../../web/form.js'
import { parseForm, typed, idNumber } from '../../fields.js'
import { answerFor } from '../../web/http-errors.js'
import { notFound } from '../../refusal.js'
import { renderPage } from '../../web/render.js'
import { editPost } from '../../forum/posts/edit-post.js'
import { findPost } from '../../forum/posts/post-queries.js'
import { editRefusal, floorName, isEditMarked, removeRefusal, type Post } from '../../forum/posts/post.js'
import { removePost } from '../../forum/posts/remove-post.js'
import { previewOf, replyFields, threadFields, wantsPreview } from '../parts/writing-form.js'
import { written } from '../../forum/posts/written.js'

/** GET /posts/:id: to its page and floor. */
export async function goToPost(visit: Visit, req: Request, res: Response): Promise<void> {
  const { post, thread } = await postOfRequest(visit, req)
  res.redirect(303, postAddress(thread.id, post, visit.site.settings))
}

/** GET /posts/:id/edit */
export async function showEditForm(visit: Visit, req: Request, res: Response): Promise<void> {
  const loaded = await editablePost(visit, req)
  const { post, thread } = loaded
  const kept = await keptForm(visit.db, memberOf(visit).id, editPath(post))
  const subject = post.floor === 0 ? thread.subject : post.subject
  const form = withKept({ subject, body: post.body, version: String(post.version) }, kept)
  await renderEdit(visit, res, loaded, { form, kept })
}

/** POST /posts/:id/edit */
export async function saveEdit(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, now } = visit
  const loaded = await editablePost(visit, req)
  const { post, thread } = loaded
  if (wantsPreview(req.body)) {
    const previewHtml = await previewOf(visit, req.body)
    return renderEdit(visit, res, loaded, { form: typedEdit(req), previewHtml })
  }
  const fields = parseForm(
    post.floor === 0 ? threadFields(site.settings) : replyFields(site.settings),
    req.body,
  )
  await visit.limits.posting.count(visit.address, site.settings.postsPerAddress)
  const isChanged = await editPost(db, site, {
    thread,
    post,
    editorId: memberOf(visit).id,
    subject: fields.subject,
    text: written(fields.body),
    version: idNumber(typed(req.body, 'version')) ?? 0,
    isMarked: isEditMarked(post, thread, { silentMinutes: site.settings.silentEditMinutes, now }),
    now,
  })
  await forgetKeptForm(db, memberOf(visit).id, editPath(post), fields.formId)
  req.session.flash = { kind: 'good', text: isChanged ? messages.done.edited : messages.done.nothing }
  res.redirect(303, postAddress(thread.id, post, site.settings))
}

/** The edit form with what was typed; after a conflict with the text that stands there now. */
export async function refillEdit(visit: Visit, req: Request, res: Response, refusal: Refusal): Promise<void> {
  const loaded = await ownPost(visit, req, refusal)
  const form = typedEdit(req)
  const isConflict = refusal.kind === 'conflict' && form.version !== String(loaded.post.version)
  await renderEdit(visit, res, loaded, {
    form: isConflict ? { ...form, version: String(loaded.post.version) } : form,
    errors: isConflict ? noErrors : formErrors(refusal),
    conflict: isConflict ? conflictWith(visit, loaded.post) : null,
    status: answerFor(refusal).status,
  })
}

/** What stands there now, by whom, and since when if that is known: minutes of today, or with the day. */
function conflictWith({ calendar }: Visit, { body, editedAt, authorName }: Post) {
  const minute = editedAt === null ? null : calendar.minute(editedAt)
  const at = minute?.startsWith(calendar.today) ? minute.slice(calendar.today.length + 1) : minute
  return { currentBody: body, by: authorName, at }
}

/** GET /posts/:id/remove: asks once more. */
export async function showRemoveForm(visit: Visit, req: Request, res: Response): Promise<void> {
  const loaded = await removablePost(visit, req)
  await renderRemove(visit, res, loaded, {})
}

/** POST /posts/:id/remove */
export async function createRemoval(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, calendar } = visit
  const { post, thread, isRemoved } = await removalOf(visit, req)
  if (!isRemoved) await removePost(db, site, { post, thread, removerId: memberOf(visit).id, calendar })
  req.session.flash = { kind: 'good', text: messages.done.removed }
  res.redirect(303, postAddress(thread.id, post, site.settings))
}

/** The question once more, with why it was not done. */
export async function refillRemoval(
  visit: Visit,
  req: Request,
  res: Response,
  refusal: Refusal,
): Promise<void> {
  const loaded = await ownPost(visit, req, refusal)
  await renderRemove(visit, res, loaded, { errors: formErrors(refusal), status: answerFor(refusal).status })
}

interface LoadedPost {
  post: Post
  thread: Thread
  isModerator: boolean
}

async function postOfRequest({ db, site, viewer }: Visit, req: Request): Promise<LoadedPost> {
  const post = await findPost(db, idNumber(req.params.id) ?? 0)
  const thread = post && (await readableThread(db, site, viewer, post.threadId))
  if (!post || !thread) throw notFound()
  return { post, thread, isModerator: site.boards.isModerator(viewer, thread.boardId) }
}

/** The author's own post as long as it stands; to anybody else a form must not show its text. Throws the refusal otherwise. */
async function ownPost(visit: Visit, req: Request, refusal: Refusal): Promise<LoadedPost> {
  const loaded = await postOfRequest(visit, req)
  if (loaded.post.removedAt !== null || loaded.post.authorId !== visit.viewer?.id) throw refusal
  return loaded
}

async function editablePost(visit: Visit, req: Request): Promise<LoadedPost> {
  const loaded = await postOfRequest(visit, req)
  const refusal = editRefusal(visit.viewer, loaded.post, loaded.thread, loaded.isModerator)
  if (refusal) throw refusal
  return loaded
}

/** The post to remove; one's own that is removed already counts as done, for the impatient. */
async function removalOf(visit: Visit, req: Request): Promise<LoadedPost & { isRemoved: boolean }> {
  const loaded = await postOfRequest(visit, req)
  const isRemoved = loaded.post.removedAt !== null && loaded.post.authorId === visit.viewer?.id
  return isRemoved ? { ...loaded, isRemoved } : { ...(await removablePost(visit, req)), isRemoved }
}

async function removablePost(visit: Visit, req: Request): Promise<LoadedPost> {
  const loaded = await postOfRequest(visit, req)
  const refusal = removeRefusal(visit.viewer, loaded.post, loaded.thread, loaded.isModerator)
  if (refusal) throw refusal
  return loaded
}

function editPath({ id }: { id: number }): string {
  return `/posts/${id}/edit`
}

function typedEdit(req: Request) {
  return {
    subject: typed(req.body, 'subject'),
    body: typed(req.body, 'body'),
    version: typed(req.body, 'version'),
  }
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

interface EditShown {
  form: { subject: string; body: string; version: string }
  kept?: KeptForm | null
  errors?: FormErrors
  previewHtml?: string | null
  conflict?: ReturnType<typeof conflictWith> | null
  status?: number
}

async function renderEdit(visit: Visit, res: Response, loaded: LoadedPost, shown: EditShown): Promise<void> {
  const { form, kept = null, errors = noErrors, previewHtml = null, conflict = null, status = 200 } = shown
  const { subjectMax, bodyMax } = visit.site.settings
  const isFirst = loaded.post.floor === 0
  const action = editPath(loaded.post)
  const locals = {
    ...frameOf(visit, loaded, messages.title.edit),
    action,
    isFirst,
    form,
    kept,
    errors,
    previewHtml,
    conflict,
    subjectMax,
    bodyMax,
  }
  renderPage(res, 'posts/edit', locals, status)
}

async function renderRemove(
  visit: Visit,
  res: Response,
  loaded: LoadedPost,
  { errors = noErrors, status = 200 }: { errors?: FormErrors; status?: number },
): Promise<void> {
  const action = `/posts/${loaded.post.id}/remove`
  renderPage(
    res,
    'posts/remove',
    { ...frameOf(visit, loaded, messages.title.remove), action, errors },
    status,
  )
}
