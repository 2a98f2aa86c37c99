import { GeneratedTexts } from './generated-texts.js'
import { skewedBelow, wholeBelow } from './random.js'

const DAY = 86_400_000
const DAYS = 2900
/** Posts of thread 1 once there are 100,000 in all: page 1,001 of it exists. */
const LONG_THREAD = 10_010

/**
 * Who says what when, in arrays of numbers so that a million posts fit in little memory. Arrays by thread or member
 * start at index 1; those by post at 0, in order of time.
 */
export interface Talk {
  boardOf: Uint16Array
  starters: Uint32Array
  startedAt: Float64Array
  lastAt: Float64Array
  lastAuthor: Uint32Array
  floors: Uint32Array
  threadOf: Uint32Array
  floorOf: Uint32Array
  authorOf: Uint32Array
  textOf: Uint16Array
  at: Float64Array
  threadsBy: Uint32Array
  postsBy: Uint32Array
  boards: { threads: number; posts: number; lastThread: number | null; lastAt: number }[]
  /** posts by the day in Shanghai */
  days: Map<string, number>
}

/** Plans all posts up to `until`. The same random numbers give the same plan. */
export function planTalk(
  random: () => number,
  {
    members,
    boards,
    threads,
    posts,
    until,
  }: { members: number; boards: number; threads: number; posts: number; until: number },
): Talk {
  const talk = emptyTalk({ members, boards, threads, posts })
  const begin = until - DAYS * DAY
  const order = placePosts(random, { threads, posts, begin, until })

  const days = new Map<number, number>()
  for (const [index, drawn] of order.entries()) {
    const thread = (talk.threadOf[index] = drawn.thread)
    const at = (talk.at[index] = drawn.at)
    const floor = (talk.floorOf[index] = talk.floors[thread]!++)
    const author = 1 + skewedBelow(random, members)
    talk.authorOf[index] = author
    talk.textOf[index] = wholeBelow(random, GeneratedTexts.bodies)
    if (floor === 0) startThread(talk, { thread, author, at, board: skewedBelow(random, boards) })
    notePost(talk, { thread, author, at })
    const day = Math.floor((at + 8 * 3_600_000) / DAY)
    days.set(day, (days.get(day) ?? 0) + 1)
  }
  talk.days = new Map(
    [...days].map(([day, count]) => [new Date(day * DAY).toISOString().slice(0, 10), count]),
  )
  return talk
}

function emptyTalk({
  members,
  boards,
  threads,
  posts,
}: {
  members: number
  boards: number
  threads: number
  posts: number
}): Talk {
  return {
    boardOf: new Uint16Array(threads + 1),
    starters: new Uint32Array(threads + 1),
    startedAt: new Float64Array(threads + 1),
    lastAt: new Float64Array(threads + 1),
    lastAuthor: new Uint32Array(threads + 1),
    floors: new Uint32Array(threads + 1),
    threadOf: new Uint32Array(posts),
    floorOf: new Uint32Array(posts),
    authorOf: new Uint32Array(posts),
    textOf: new Uint16Array(posts),
    at: new Float64Array(posts),
    threadsBy: new Uint32Array(members + 1),
    postsBy: new Uint32Array(members + 1),
    boards: Array.from({ length: boards }, () => ({ threads: 0, posts: 0, lastThread: null, lastAt: 0 })),
    days: new Map(),
  }
}

/** Threads begin evenly over the years; the replies to each follow within some weeks. In order of time. */
function placePosts(
  random: () => number,
  { threads, posts, begin, until }: { threads: number; posts: number; begin: number; until: number },
): { thread: number; at: number }[] {
  const step = (until - begin) / threads
  const begins = (thread: number) => Math.floor(begin + step * (thread - 1))
  const placed: { thread: number; at: number }[] = []
  for (let thread = 1; thread <= threads; thread++) placed.push({ thread, at: begins(thread) })
  const long = posts >= 100_000 ? LONG_THREAD : 0
  while (placed.length < posts) {
    const thread = placed.length - threads < long ? 1 : 1 + wholeBelow(random, threads)
    const span = thread === 1 ? until - begins(1) : Math.min(until - begins(thread), 40 * DAY)
    // At least a millisecond after the first post, which is floor 0.
    placed.push({ thread, at: begins(thread) + 1 + Math.floor(span * random() ** 3) })
  }
  return placed.sort((a, b) => a.at - b.at || a.thread - b.thread)
}

function startThread(
  talk: Talk,
  { thread, author, at, board }: { thread: number; author: number; at: number; board: number },
): void {
  talk.starters[thread] = author
  talk.startedAt[thread] = at
  talk.boardOf[thread] = board
  talk.threadsBy[author]!++
  talk.boards[board]!.threads++
}

function notePost(talk: Talk, { thread, author, at }: { thread: number; author: number; at: number }): void {
  talk.lastAt[thread] = at
  talk.lastAuthor[thread] = author
  talk.postsBy[author]!++
  const board = talk.boards[talk.boardOf[thread]!]!
  board.posts++
  // On the same millisecond the later thread counts, as in a recount.
  if (at > board.lastAt || (at === board.lastAt && thread > (board.lastThread ?? 0)))
    Object.assign(board, { lastAt: at, lastThread: thread })
}
