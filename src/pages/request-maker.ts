import type { Db } from '../db/database.js'
import { prepared } from '../db/prepared.js'
import { memberColumns, memberFrom } from '../forum/members/member-queries.js'
import type { Member } from '../forum/members/member.js'
import {
  latestUnread,
  MOST_UNREAD,
  unreadNotices,
  type UnreadNotice,
} from '../forum/notices/unread-notices.js'
import type { Site } from '../forum/site/site.js'

// In one statement, as every page of a member's asks for both; without unread notices it is one row.
const maker = prepared((db, { id }: { id: number }) =>
  db
    .selectFrom('members')
    .leftJoin(latestUnread(db, id).as('unread'), (join) => join.onTrue())
    .select(memberColumns)
    .select(['unread.noticeId', 'unread.threadId', 'unread.postId', 'unread.boardId'])
    .where('members.id', '=', id)
    .orderBy('unread.noticeId', 'desc'),
)

/** The member with this id as the maker of a request, and their latest unread notices of what they may read; or undefined. */
export async function findRequestMaker(
  db: Db,
  site: Site,
  id: number,
): Promise<{ member: Member; unread: UnreadNotice[] } | undefined> {
  const rows = await maker.all(db, { id })
  if (rows.length === 0) return undefined
  const member = memberFrom(rows[0]!, site)
  const readable = site.boards.readableIds(member)
  const unread = rows.flatMap(({ noticeId, threadId, postId, boardId }) =>
    noticeId === null || (threadId !== null && !readable.includes(boardId!))
      ? []
      : { id: noticeId, threadId, postId },
  )
  // Behind as many there may be more that they may read.
  const isCut = rows.length === MOST_UNREAD && unread.length < MOST_UNREAD
  return { member, unread: isCut ? await unreadNotices(db, { memberId: id, readable }) : unread }
}
