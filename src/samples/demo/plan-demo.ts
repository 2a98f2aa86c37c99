import { pick, skewedBelow, wholeBelow } from '../generate/random.js'
import type { DemoReplies, TalkedBoard } from './demo-samples.js'

const MINUTE = 60_000
const DAY = 86_400_000
/** How far back the sample community's talk goes, and how many generic replies one thread gets at most. */
const DAYS_BACK = 600
const MOST_GENERIC = 30

/** A thread as it will be played: who writes what when. Authors are indexes of the people; times are milliseconds UTC. */
export interface PlannedThread {
  /** its key */
  board: string
  subject: string
  author: number
  body: string
  at: number
  replies: { author: number; body: string; at: number; quotes: number | null }[]
}

/** Plans the whole community's talk up to `now`; the same random numbers give the same plan. */
export function planDemo(
  random: () => number,
  { boards, replies }: { boards: readonly TalkedBoard[]; replies: DemoReplies },
  { people, now }: { people: number; now: number },
): PlannedThread[] {
  return boards
    .flatMap((board) => planBoard(random, board, { generic: replies, people, now }))
    .sort((a, b) => a.at - b.at)
}

function planBoard(
  random: () => number,
  board: TalkedBoard,
  { generic, people, now }: { generic: DemoReplies; people: number; now: number },
): PlannedThread[] {
  // Staff are the first of the people; only they talk in hidden boards.
  const somebody = () => (board.access === 'hidden' ? wholeBelow(random, 3) : skewedBelow(random, people))
  return board.threads.map(({ subject, body, replies }) => {
    const at = now - Math.floor(DAYS_BACK * DAY * random() ** 2.2) - 3 * MINUTE
    const author = somebody()
    const texts = [...replies, ...genericTexts(random, generic, replies.length)]
    return {
      board: board.key,
      subject,
      author,
      body,
      at,
      replies: planReplies(random, { texts, at, author, now, somebody }),
    }
  })
}

function planReplies(
  random: () => number,
  {
    texts,
    at,
    author,
    now,
    somebody,
  }: { texts: string[]; at: number; author: number; now: number; somebody: () => number },
): PlannedThread['replies'] {
  const replies: PlannedThread['replies'] = []
  let time = at
  let before = author
  for (const [index, body] of texts.entries()) {
    time += Math.floor(MINUTE * (2 + 600 * random() ** 4 * (1 + index)))
    if (time >= now) break
    let writer = somebody()
    if (writer === before) writer = random() < 0.4 ? author : somebody()
    before = writer
    replies.push({
      author: writer,
      body,
      at: time,
      quotes: index > 1 && random() < 0.12 ? wholeBelow(random, index) : null,
    })
  }
  return replies
}

/** Replies that fit nearly everywhere, none twice in a thread; who comes first says so. */
function genericTexts(
  random: () => number,
  { anywhere, sofa, bench, ground }: DemoReplies,
  own: number,
): string[] {
  const all = Object.values(anywhere).flat()
  const wanted = own > 0 ? skewedBelow(random, MOST_GENERIC) : 1 + skewedBelow(random, MOST_GENERIC)
  const texts = new Set<string>()
  if (own === 0) {
    for (const [before, jokes] of [sofa, bench, ground].entries())
      if (random() < 0.3 && texts.size === before) texts.add(pick(random, jokes))
  }
  while (texts.size < wanted) texts.add(pick(random, all))
  return [...texts]
}
