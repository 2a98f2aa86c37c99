import type { Request, Response } from 'express'
import type { Visit } from '../visit.js'
import { boardHref } from '../parts/board-cells.js'
import { messages } from '../../i18n/zh-cn.js'
import { repliesBy } from '../../forum/posts/post-queries.js'
import { excerpt } from '../../text/bbcode-plain.js'
import { highlightClass } from '../../forum/threads/highlight.js'
import { threadsBy } from '../../forum/threads/thread-queries.js'
import { notFound } from '../../refusal.js'
import { idNumber } from '../../fields.js'
import { renderPage } from '../../web/render.js'
import { memberPanels } from '../parts/member-panel.js'
import { nextLevel } from '../../forum/members/member.js'

/** Threads and replies shown on a member's page, each. */
const RECENT = 10

/** GET /members/:id, with what this viewer may read of the member's writing. */
export async function showMember(visit: Visit, req: Request, res: Response): Promise<void> {
  const { db, site, viewer, now, life } = visit
  const id = idNumber(req.params.id) ?? 0
  const member = (await memberPanels(db, site, [id], now)).get(id)
  if (!member) throw notFound()
  const readable = site.boards.readableIds(viewer)
  const threads = await threadsBy(db, id, readable, RECENT)
  const replies = await repliesBy(db, id, readable, RECENT)
  for (const thread of threads) life.endBy(thread.highlightUntil, now)
  const next = member.groupId === 'member' ? nextLevel(site.levels, member.posts) : undefined
  const boardOf = (boardId: number) => ({
    name: site.boards.get(boardId)!.name,
    href: boardHref({ id: boardId }),
  })

  renderPage(res, 'members/profile', {
    title: messages.title.memberPage(member.name),
    trail: [
      { name: site.settings.siteName, href: '/' },
      { name: messages.title.memberPage(member.name), href: null },
    ],
    member: {
      ...member,
      points: member.posts,
      next: next ? { title: next.title, missing: next.minPoints - member.posts } : null,
    },
    threads: threads.map((thread) => ({
      subject: thread.subject,
      href: `/threads/${thread.id}`,
      highlightClass: highlightClass(thread, now),
      board: boardOf(thread.boardId),
      at: thread.createdAt,
      replies: thread.replyCount,
    })),
    replies: replies.map((reply) => ({
      subject: reply.subject,
      href: `/posts/${reply.id}`,
      excerpt: excerpt(reply.body, 80),
      board: boardOf(reply.boardId),
      at: reply.createdAt,
    })),
    isSelf: viewer?.id === id,
  })
}
