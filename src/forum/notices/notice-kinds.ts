import type { NoticeTable } from '../../db/schema.js'

/** What a notice is about. */
export interface NoticeAbout {
  kind: NoticeTable['kind']
  aboutKind: string
  aboutId: number
  threadId: number | null
  postId: number | null
}

/** The addresses of a notice's thread and of its post, which pages know; null when it has none. */
export interface NoticePlaces {
  thread: string | null
  post: string | null
}

/** What there is to know of a kind of notice. */
export interface NoticeKind {
  /** where it leads; null: to the list alone */
  leadsTo: (notice: NoticeAbout, places: NoticePlaces) => string | null
  /** notices of one key stand in the list as one entry; empty: each stands alone */
  groupsBy: (notice: NoticeAbout) => string
  /**
   * `thread`: while its member may read the board of its thread, if it has one. `always`: whatever they may read, so that
   * neither thread nor post is kept with it.
   */
  readable: 'thread' | 'always'
}

/** What was said in a thread: leads to the post, and is one entry with what was said there besides. */
const said: NoticeKind = {
  leadsTo: (_notice, { thread, post }) => post ?? thread,
  groupsBy: ({ kind, threadId }) => `${kind}:${threadId}`,
  readable: 'thread',
}

/** Every kind of notice. */
export const noticeKinds = {
  reply: said,
  quote: said,
  // Each has a reason of its own.
  moderation: {
    leadsTo: (_notice, { thread, post }) => post ?? thread,
    groupsBy: () => '',
    readable: 'thread',
  },
} satisfies Record<NoticeTable['kind'], NoticeKind>
