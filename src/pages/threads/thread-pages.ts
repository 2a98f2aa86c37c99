import type { Request, Response } from 'express'
import { invitation } from '../other-forms.js'
import { drawQuestion } from '../../forum/accounts/question.js'
import type { Member } from '../../forum/members/member.js'
import { memberOf, type Visit } from '../visit.js'
import { trailTo } from '../parts/board-cells.js'
import { messages } from '../../i18n/zh-cn.js'
import { avatarOf, person } from '../../forum/members/person.js'
import { isPlainState, mayChange } from '../../forum/moderation/deeds/deed.js'
import { deedTitle, loggedName, threadDeeds } from '../../forum/moderation/deeds/thread-deeds.js'
import { moderationRefusal } from '../../forum/moderation/moderation.js'
import { seePosts } from './see-posts.js'
import { floorsFor } from '../parts/floors.js'
import { replyTip } from '../parts/reply-tip.js'
import { moodBox } from '../parts/mood-box.js'
import { moodVotes } from '../../forum/reactions/mood-queries.js'
import { notFound } from '../../refusal.js'
import { addressWith, pageNumber, pager } from '../../web/paging.js'
import { idNumber } from '../../fields.js'
import { renderPage } from '../../web/render.js'
import { randomToken } from '../../secrets.js'
import { goToFloor } from './floor-pages.js'
import { highlightClass } from '../../forum/threads/highlight.js'
import { requestedThread } from '../parts/requested-thread.js'
import { threadHref } from '../parts/thread-address.js'
import { neighbourOf } from '../../forum/threads/thread-queries.js'
import { threadContent } from './thread-content.js'
import { noteReading } from './thread-reading.js'
import { replyRefusal, type Thread } from '../../forum/threads/thread.js'

/** GET /threads/:id */
export async function showThread(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, viewer, presence, now } = visit
  if (req.query.floor !== undefined) return goToFloor(visit, req, res)
  const id = idNumber(req.params.id)
  const page = pageNumber(req.query.page)
  const isDescending = req.query.order === 'desc'
  const authorId = req.query.author === undefined ? null : idNumber(req.query.author)
  if (id === null || (req.query.author !== undefined && authorId === null)) throw notFound()

  const href = threadHref(id)
  const address = (query: { page?: number; order?: 'desc' | null; author?: number | null }) =>
    addressWith(href, { author: authorId, order: isDescending ? 'desc' : null, ...query })
  const content = await threadContent(visit, { id, page, isDescending, authorId })
  const { thread, floors, pages, latest, onlyName, span } = content
  if (page > pages) return res.redirect(303, address({ page: pages }))

  const votes = await moodVotes(db, thread.id, viewer?.id ?? 0)
  presence.noteView(thread.id, visit.reader, now)
  noteReading(visit, thread.id, span)
  seePosts(
    visit,
    thread.id,
    floors.map(({ post }) => post.id),
  )

  const isModerator = site.boards.isModerator(viewer, thread.boardId)

  renderPage(res, 'threads/thread', {
    title: page > 1 ? `${thread.subject} ${messages.title.page(page)}` : thread.subject,
    description: null,
    trail: trailTo(site, thread.boardId, { name: thread.subject, href: null }),
    thread: {
      id: thread.id,
      subject: thread.subject,
      href,
      replies: thread.replyCount,
      views: thread.viewCount + 1,
      isLocked: thread.locked === 1,
      digest: thread.digest,
      highlightClass: highlightClass(thread, now),
    },
    notice: latest
      ? {
          moderator: person(latest.moderatorId, latest.moderatorName),
          deed: deedTitle(latest.deed, messages),
          day: latest.createdAt,
          reason: latest.reason,
          logHref: `${href}/log`,
        }
      : null,
    posts: floorsFor(viewer, floors, { thread, isModerator }),
    pager: pager(page, pages, (n) => address({ page: n })),
    isDescending,
    onlyAuthor:
      onlyName === null
        ? null
        : { name: onlyName, allHref: addressWith(href, { order: isDescending ? 'desc' : null }) },
    links: {
      onlyStarter: addressWith(href, { author: thread.authorId }),
      previous: `${href}/previous`,
      next: `${href}/next`,
      reply: replyRefusal(viewer, thread, isModerator) ? null : `${href}/reply`,
      newThread: viewer?.group.mayPost ? `/boards/${thread.boardId}/threads/new` : null,
      board: `/boards/${thread.boardId}`,
    },
    jumpAction: href,
    lastFloor: thread.nextFloor - 1,
    moods: moodBox(site, viewer, thread, votes),
    ...replyBox(visit, thread, { page: address({ page }), isModerator }),
    moderation: moderationRefusal(viewer, thread, site) ? [] : deedLinks(memberOf(visit), thread, now),
  })
}

/** The deeds on a thread that a moderator of its board may do. One that has nothing to choose is undone where it stands. */
function deedLinks(member: Member, thread: Thread, now: number) {
  const deeds = threadDeeds.filter((deed) => mayChange(deed, member, { thread, now }))
  return deeds.map((deed) => {
    const isStanding = !isPlainState(deed, deed.stands(thread, now))
    const isSwitch = Object.keys(deed.fields).length === 0
    return {
      label: deedTitle(loggedName(deed, isStanding && isSwitch), messages),
      href: `${threadHref(thread.id)}/moderation/${deed.name}`,
    }
  })
}

/** The quick reply, or why there is none. */
function replyBox(
  visit: Visit,
  thread: Thread,
  { page, isModerator }: { page: string; isModerator: boolean },
) {
  const { site, viewer } = visit
  const refusal = replyRefusal(viewer, thread, isModerator)
  const href = threadHref(thread.id)
  // Who has come for that lands in the form.
  if (!viewer && thread.locked === 0)
    return { quickReply: null, refusal: invitation(visit, messages.thread.signInToReply, `${page}#reply`) }
  if (!viewer || refusal)
    return {
      quickReply: null,
      refusal: { text: lockedText(thread, refusal?.say(visit.words) ?? ''), href: null, linkText: null },
    }
  const { settings } = site
  return {
    quickReply: {
      action: `${href}/posts`,
      formId: randomToken(),
      subject: '',
      body: '',
      subjectMax: settings.subjectMax,
      bodyMax: settings.bodyMax,
      question: drawQuestion(settings, 'post', viewer),
      tip: replyTip(settings.replyTips, thread.id),
      fullHref: `${href}/reply`,
      avatar: avatarOf(viewer.id, viewer.username),
    },
    refusal: null,
  }
}

function lockedText(thread: Thread, text: string): string {
  return thread.locked === 1 ? messages.thread.locked : text
}

/** GET /threads/:id/previous and /next: the neighbour in the board's order, or the board when there is none. */
export async function goToNeighbour(
  visit: Visit,
  req: Request,
  res: Response,
  direction: 'previous' | 'next',
): Promise<void> {
  const thread = await requestedThread(visit, req)
  const id = await neighbourOf(visit.db, thread, direction)
  // A guest has no session to carry a word.
  if (id === null && visit.viewer) req.session.flash = { kind: 'good', text: messages.thread.noMoreThreads }
  res.redirect(303, id === null ? `/boards/${thread.boardId}` : threadHref(id))
}
