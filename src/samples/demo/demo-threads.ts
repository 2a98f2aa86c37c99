import type { DemoBoardKey, DemoThread } from './texts/demo-text.js'
import { hobbyTemplates } from './texts/hobby-templates.js'
import { lifeTemplates } from './texts/life-templates.js'
import { threadTemplates } from './texts/templates.js'
import { chatThreads, jokesThreads } from './texts/threads/chat-threads.js'
import { fishingThreads } from './texts/threads/fishing-threads.js'
import { foodThreads } from './texts/threads/food-threads.js'
import { healthThreads } from './texts/threads/health-threads.js'
import { homeThreads } from './texts/threads/home-threads.js'
import { kidsThreads } from './texts/threads/kids-threads.js'
import { marketThreads } from './texts/threads/market-threads.js'
import { petsThreads } from './texts/threads/pets-threads.js'
import { photoThreads } from './texts/threads/photo-threads.js'
import { councilThreads, feedbackThreads, noticeThreads, teaThreads } from './texts/threads/site-threads.js'
import { sportsThreads } from './texts/threads/sports-threads.js'
import { booksThreads, stampsThreads } from './texts/threads/stamps-threads.js'
import { techThreads } from './texts/threads/tech-threads.js'
import { unionThreads } from './texts/threads/union-threads.js'

const handWritten: Record<DemoBoardKey, DemoThread[]> = {
  chat: chatThreads,
  jokes: jokesThreads,
  union: unionThreads,
  photo: photoThreads,
  food: foodThreads,
  health: healthThreads,
  home: homeThreads,
  kids: kidsThreads,
  stamps: stampsThreads,
  books: booksThreads,
  market: marketThreads,
  fishing: fishingThreads,
  pets: petsThreads,
  sports: sportsThreads,
  tech: techThreads,
  notice: noticeThreads,
  feedback: feedbackThreads,
  tea: teaThreads,
  council: councilThreads,
}

const moreShort: Record<DemoBoardKey, [subject: string, body: string][]> = {
  ...lifeTemplates,
  ...hobbyTemplates,
}

/** All threads of a board of the sample community: those with replies of their own, then the short ones. */
export function demoThreads(board: DemoBoardKey): DemoThread[] {
  const { subjects, bodies } = threadTemplates[board]
  const short = [...subjects.map((subject, index) => [subject, bodies[index]!] as const), ...moreShort[board]]
  return [...handWritten[board], ...short.map(([subject, body]) => ({ subject, body, replies: [] }))]
}
