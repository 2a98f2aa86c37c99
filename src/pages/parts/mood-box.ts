import { messages } from '../../i18n/zh-cn.js'
import type { Viewer } from '../../forum/members/member.js'
import type { Site } from '../../forum/site/site.js'
import type { Thread } from '../../forum/threads/thread.js'
import { withNext } from '../../web/next-path.js'

/** Heights of the bars: from nothing to every vote. */
const LEVELS = 20

/** The box of moods under the first floor: counts as bars, and the buttons for who may still vote. */
export function moodBox(
  site: Site,
  viewer: Viewer,
  thread: Thread,
  votes: { moodId: number; votes: number; ownerId: number | null }[],
) {
  const total = votes.reduce((sum, row) => sum + row.votes, 0)
  const mineId = votes.find((row) => row.ownerId !== null)?.moodId ?? null
  const isOwn = viewer?.id === thread.authorId
  const wealth = site.creditKinds.find((kind) => kind.id === 'wealth')?.title ?? ''
  return {
    action: `/threads/${thread.id}/mood`,
    total,
    options: site.moods.map((mood) => {
      const count = votes.find((row) => row.moodId === mood.id)?.votes ?? 0
      return {
        id: mood.id,
        title: mood.title,
        votes: count,
        level: total === 0 ? 0 : Math.round((count / total) * LEVELS),
        isMine: mood.id === mineId,
        effect: messages.mood.effect(mood.title, mood.voterWealth, mood.authorWealth, wealth),
      }
    }),
    canVote: viewer !== null && !isOwn && mineId === null && viewer.group.mayPost === 1,
    mine: site.moods.find((mood) => mood.id === mineId)?.title ?? null,
    hint: hintFor(viewer, thread, isOwn),
  }
}

function hintFor(
  viewer: Viewer,
  thread: Thread,
  isOwn: boolean,
): { text: string; href: string | null } | null {
  if (!viewer) return { text: messages.mood.signIn, href: withNext('/login', `/threads/${thread.id}#moods`) }
  return isOwn ? { text: messages.mood.ownHint, href: null } : null
}
