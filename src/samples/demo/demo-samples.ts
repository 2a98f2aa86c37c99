import { z } from 'zod'
import { boardAccesses } from '../../forum/boards/board.js'
import { readSample, sampleLine, sampleText, sampleTexts } from '../read-sample.js'

const board = z.strictObject({
  key: z.string().regex(/^[a-z]+$/, 'must be the name of a file in boards/'),
  name: sampleLine,
  description: sampleLine,
  access: z.enum(boardAccesses).default('open'),
})

const community = z.strictObject({
  name: sampleLine,
  tagline: sampleLine,
  announcement: sampleLine,
  categories: z
    .array(
      z.strictObject({
        name: sampleLine,
        boards: z.array(board.extend({ subBoards: z.array(board).default([]) })),
      }),
    )
    // They have moderators and the thread of the saved page.
    .refine(
      (categories) =>
        ['chat', 'union'].every((key) =>
          categories.some(({ boards }) => boards.some((board) => board.key === key)),
        ),
      'must have the boards chat and union',
    ),
})

const thread = z.strictObject({
  subject: sampleLine,
  body: sampleText,
  replies: z.array(sampleText).default([]),
})

const person = z.strictObject({
  name: sampleLine,
  honor: sampleLine.or(z.literal('')).default(''),
  signature: z.string().default(''),
})

const replies = z.strictObject({
  anywhere: z.record(sampleLine, sampleTexts),
  sofa: sampleTexts,
  bench: sampleTexts,
  ground: sampleTexts,
})

const figure = z.int().min(0)
/** Milliseconds UTC, written with the offset of its place. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const referenceThread = thread.extend({
  author: sampleLine,
  memberId: figure,
  digests: figure,
  posts: figure,
  wealth: figure,
  prestige: figure,
  contribution: figure,
  coin: figure,
  praise: figure,
  onlineHours: figure,
  registeredAt: moment,
  lastVisitAt: moment,
  postedAt: moment,
  highlightedBy: sampleLine,
  highlightedAt: moment,
  highlightReason: sampleLine,
  question: sampleLine,
  replyTip: sampleLine,
})

/** The thread of the saved page. */
export type ReferenceThread = z.output<typeof referenceThread>

/** Replies that fit nearly everywhere, and what those say who come first. */
export type DemoReplies = z.output<typeof replies>

/** A board of the sample community, as it is added. */
export type DemoBoard = z.output<typeof board>

/** A board of the sample community with its talk. */
export type TalkedBoard = DemoBoard & { threads: z.output<typeof thread>[] }

/** All that the sample community is made of. */
export type DemoSamples = ReturnType<typeof readDemoSamples>

/** Reads the sample community from samples/. Throws an Error that says which file and entry is wrong. */
export function readDemoSamples(folder?: string) {
  const { categories, ...site } = readSample('community.yaml', community, folder)
  const boards = categories.flatMap((category) =>
    category.boards.flatMap(({ subBoards, ...board }) => [board, ...subBoards]),
  )
  return {
    site,
    categories,
    /** in the order of the site, sub-boards after theirs */
    boards: boards.map((board) => ({
      ...board,
      threads: readSample(`boards/${board.key}.yaml`, z.array(thread), folder),
    })),
    // The thread of the saved page has voters and repliers of its own among them.
    people: readSample('people.yaml', z.array(person).min(30, 'must be 30 people or more'), folder),
    replies: readSample('replies.yaml', replies, folder),
    referenceThread: readSample('reference-thread.yaml', referenceThread, folder),
  }
}
