import type { Board } from '../../forum/boards/board.js'
import { messages } from '../../i18n/zh-cn.js'
import type { Viewer } from '../../forum/members/member.js'
import type { Site } from '../../forum/site/site.js'

/** One thing to do for the founder of a new forum; done, or how it is done: by a page, or by a command. */
export interface FirstStep {
  title: string
  text: string
  isDone: boolean
  href: string | null
  command: string | null
}

/**
 * What the founder of a new forum does next, each with whether it is done; null for everybody else, once all is done,
 * and when they have sent it away. `members`: how many there are; `hasAddress`: whether BASE_URL is set.
 */
export function firstSteps(
  { settings, boards }: Site,
  viewer: Viewer,
  { members, hasAddress }: { members: number; hasAddress: boolean },
): FirstStep[] | null {
  if (settings.firstSteps === 0 || viewer?.group.id !== 'founder') return null
  const said = messages.firstSteps
  const board = boards.all.find(({ parentId }) => parentId !== null)
  const steps = [
    { ...said.tagline, isDone: settings.siteTagline !== '', href: null },
    { ...said.boards, isDone: !isAsSetUp(boards.all), href: '/admin/boards' },
    {
      ...said.welcome,
      isDone: viewer.postTotal > 0,
      href: board ? `/boards/${board.id}/threads/new` : '/admin/boards',
    },
    { ...said.address, isDone: hasAddress || members > settings.firstSteps, href: null },
  ]
  return steps.every(({ isDone }) => isDone) ? null : steps
}

/** Whether the boards are still the two that an empty forum starts with. */
function isAsSetUp(boards: Board[]): boolean {
  const names = [messages.setup.category, messages.setup.board]
  return boards.length === names.length && boards.every(({ name }, index) => name === names[index])
}
