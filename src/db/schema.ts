import type { Generated } from 'kysely'

/** The tables as Kysely sees them. Times are milliseconds UTC, flags are 0 or 1. */
export interface Schema {
  settings: { name: string; value: string }
  versions: { name: string; version: number }
  groups: GroupTable
  levels: LevelTable
  members: MemberTable
  creditKinds: { id: string; title: string; unit: string; position: number }
  creditAwards: { cause: string; kind: string; amount: number }
  creditBalances: { memberId: number; kind: string; balance: number }
  creditEntries: CreditEntryTable
  sessions: SessionTable
  formResults: { memberId: number; formId: string; contentHash: string; resultId: number; createdAt: number }
  keptForms: { memberId: number; path: string; fields: string; createdAt: number }
  boards: BoardTable
  boardModerators: { boardId: number; memberId: number }
  threads: ThreadTable
  posts: PostTable
  threadReads: { memberId: number; threadId: number; readAt: number }
  guestsOnline: { guestKey: string; lastSeenAt: number }
  dailyPosts: { day: string; posts: number }
  siteCounters: { name: string; value: number; at: Generated<number> }
  moods: { id: number; title: string; voterWealth: number; authorWealth: number }
  moodVotes: { threadId: number; memberId: number; moodId: number; createdAt: number }
  moodCounts: { threadId: number; moodId: number; votes: number }
  moderationLog: ModerationLogTable
  notices: NoticeTable
  jobs: JobTable
  limitCounts: { key: string; points: number; expire: number | null }
  forumFacts: { name: string; value: string }
}

export interface GroupTable {
  id: string
  title: string
  rank: number
  mayPost: number
  mayModerate: 'no' | 'own-boards' | 'everywhere'
  /** ids of the staff groups on whose threads it may act, separated by spaces */
  mayActOn: string
  mayAdminister: number
  floodSeconds: number
  signatureLength: number
}

export interface LevelTable {
  id: number
  title: string
  minPoints: number
  floodSeconds: number
  signatureLength: number
}

export interface MemberTable {
  id: Generated<number>
  username: string
  usernameKey: string
  email: string
  emailKey: string
  passwordHash: string
  groupId: string
  honor: Generated<string>
  signature: Generated<string>
  signatureHtml: Generated<string>
  registeredAt: number
  lastVisitAt: Generated<number | null>
  previousVisitAt: Generated<number>
  readAllAt: Generated<number>
  onlineUntil: Generated<number>
  onlineMs: Generated<number>
  lastPostAt: Generated<number>
  threadCount: Generated<number>
  postCount: Generated<number>
  digestCount: Generated<number>
  carriedPostCount: Generated<number>
  carriedDigestCount: Generated<number>
}

export interface CreditEntryTable {
  id: Generated<number>
  memberId: number
  kind: string
  amount: number
  cause: string
  balanceAfter: number
  createdAt: number
}

export interface SessionTable {
  idHash: string
  publicId: string
  memberId: number | null
  data: string
  device: string
  ip: string
  createdAt: number
  lastSeenAt: number
  expiresAt: number
}

export interface BoardTable {
  id: Generated<number>
  parentId: number | null
  name: string
  description: Generated<string>
  access: Generated<'open' | 'members' | 'hidden'>
  /** group ids separated by spaces; counts for hidden boards */
  allowedGroups: Generated<string>
  position: number
  threadCount: Generated<number>
  postCount: Generated<number>
  /** the site's day that todayCount belongs to, like 2026-11-22 */
  today: Generated<string>
  todayCount: Generated<number>
  lastThreadId: Generated<number | null>
}

export interface ThreadTable {
  id: Generated<number>
  boardId: number
  authorId: number
  subject: string
  createdAt: number
  lastPostAt: number
  lastAuthorId: number
  nextFloor: number
  replyCount: Generated<number>
  viewCount: Generated<number>
  /** 0 no, 1 in its board, 2 in its category, 3 on the whole site */
  pin: Generated<number>
  digest: Generated<number>
  locked: Generated<number>
  highlightColor: Generated<string>
  highlightBold: Generated<number>
  highlightItalic: Generated<number>
  highlightUnderline: Generated<number>
  /** null: for ever */
  highlightUntil: Generated<number | null>
  /** null: until somebody unpins it */
  pinUntil: Generated<number | null>
  /** null: an ordinary one */
  kind: Generated<string | null>
}

export interface PostTable {
  id: Generated<number>
  threadId: number
  floor: number
  authorId: number
  subject: Generated<string>
  body: string
  bodyHtml: string
  rendererVersion: number
  createdAt: number
  version: Generated<number>
  editedAt: Generated<number | null>
  editedBy: Generated<number | null>
  removedAt: Generated<number | null>
  removedBy: Generated<number | null>
}

export interface ModerationLogTable {
  id: Generated<number>
  aboutKind: 'thread' | 'post' | 'member' | 'board'
  aboutId: number
  /** the thread under whose log it is filed, if any */
  threadId: number | null
  moderatorId: number
  deed: string
  detail: string
  reason: string
  /** how it stood before and after, as JSON; null where a deed is told by its words alone */
  before: Generated<string | null>
  after: Generated<string | null>
  /** the entry that this one undid */
  undoes: Generated<number | null>
  /** chains the log; null in entries from before there was a chain */
  previousHash: Generated<string | null>
  createdAt: number
}

export interface JobTable {
  name: string
  nextAt: number
  startedAt: Generated<number | null>
  finishedAt: Generated<number | null>
  lastResult: Generated<string | null>
  lastError: Generated<string | null>
}

export interface NoticeTable {
  id: Generated<number>
  memberId: number
  kind: 'reply' | 'quote' | 'moderation'
  actorId: number
  aboutKind: string
  aboutId: number
  /** notices of one key stand in the list as one; empty: it stands alone */
  groupKey: Generated<string>
  /** the thread it has to do with, if any: who may no longer read that hears nothing of it */
  threadId: number | null
  postId: number | null
  deed: Generated<string>
  reason: Generated<string>
  createdAt: number
  isRead: Generated<number>
}
