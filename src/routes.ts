import type { Request, Response } from 'express'
import {
  endSessions,
  refillPassword,
  refillProfile,
  savePassword,
  saveProfile,
  showPasswordForm,
  showProfileForm,
  showSessions,
} from './pages/accounts/account-pages.js'
import { createDiscard } from './pages/parts/kept-form-pages.js'
import {
  administrators,
  anyone,
  beforeSetup,
  mayWrite,
  moderators,
  signedIn,
  type Guard,
} from './pages/guards.js'
import { createMember, refillRegister, showRegister } from './pages/accounts/register-pages.js'
import {
  createSession,
  endCurrentSession,
  refillSignIn,
  refillSignOut,
  showSignIn,
} from './pages/accounts/sign-in-pages.js'
import type { Visit } from './pages/visit.js'
import {
  createBoard,
  createBoardMove,
  refillBoard,
  saveBoard,
  showAdmin,
  showBoardAdmin,
  showBoardForm,
  showNewBoard,
} from './pages/admin/board-admin-pages.js'
import { createReadMark, showBoard, showIndex } from './pages/boards/board-pages.js'
import { showMember } from './pages/members/member-pages.js'
import { createHighlight, refillHighlight, showHighlightForm } from './pages/moderation/highlight-pages.js'
import { showThreadLog } from './pages/moderation/log-pages.js'
import { createNoticesRead, goToNotice, showNotices } from './pages/notices/notice-pages.js'
import {
  createRemoval,
  goToPost,
  refillEdit,
  refillRemoval,
  saveEdit,
  showEditForm,
  showRemoveForm,
} from './pages/posts/post-pages.js'
import { createReply, refillReply, showReplyForm } from './pages/posts/reply-pages.js'
import { createMoodVote } from './pages/reactions/mood-pages.js'
import type { Presence } from './forum/presence/presence.js'
import type { Refusal } from './refusal.js'
import { createForum, dismissFirstSteps, refillSetUp, showSetUp } from './pages/setup/setup-pages.js'
import type { Shown } from './forum/shown.js'
import { showLatest } from './pages/threads/latest-pages.js'
import { createThread, refillNewThread, showNewThread } from './pages/threads/new-thread-pages.js'
import { goToNeighbour, showThread } from './pages/threads/thread-pages.js'
import type { QueryRule } from './web/page-address.js'

export type Handler = (visit: Visit, req: Request, res: Response) => Promise<void> | void

/** One line of the site map. */
export interface Route {
  method: 'get' | 'post'
  path: string
  guard: Guard
  handler: Handler
  /** shows the same page with what was typed and why it was refused; without it the error page does */
  refill?: (visit: Visit, req: Request, res: Response, refusal: Refusal) => Promise<void>
  /** where a guest goes on after signing in: the form that what they typed belongs to, with the same :id */
  form?: string
  /** a page whose visitors share one copy */
  kept?: KeptRoute
}

/** What a kept page depends on: the query values that change it, and what it shows, by the number in its address. */
export interface KeptRoute {
  query: Readonly<Record<string, QueryRule>>
  shows: (id: number) => Shown[]
  /** a list that may be up to a second behind while the forum is under load */
  mayLag?: true
  /** to be told of each look at it */
  seen?: (presence: Presence, id: number, reader: string, now: number) => void
}

const get = (path: string, guard: Guard, handler: Handler, kept?: KeptRoute): Route => ({
  method: 'get',
  path,
  guard,
  handler,
  ...(kept ? { kept } : {}),
})
const post = (
  path: string,
  guard: Guard,
  handler: Handler,
  more: Pick<Route, 'refill' | 'form'> = {},
): Route => ({
  method: 'post',
  path,
  guard,
  handler,
  ...more,
})

/** Every address of the site, with who may ask for it. Contents are loaded through the reader's rights besides. */
export const routes: Route[] = [
  get('/', anyone, showIndex, { query: {}, shows: () => ['posts', 'newcomers'], mayLag: true }),
  get('/latest', anyone, showLatest, {
    query: { sort: ['last'], page: 'number' },
    shows: () => ['posts'],
    mayLag: true,
  }),
  get('/boards/:id', anyone, showBoard, {
    query: { sort: ['new'], page: 'number' },
    shows: (id) => [`board:${id}`, 'pinned'],
  }),
  post('/mark-read', signedIn, createReadMark, { form: '/' }),

  get('/boards/:id/threads/new', mayWrite, showNewThread),
  post('/boards/:id/threads', mayWrite, createThread, {
    refill: refillNewThread,
    form: '/boards/:id/threads/new',
  }),

  get('/threads/:id', anyone, showThread, {
    query: { floor: 'never', author: 'number', order: ['desc'], page: 'number' },
    shows: (id) => [`thread:${id}`, 'people'],
    seen: (presence, id, reader, now) => presence.noteView(id, reader, now),
  }),
  get('/threads/:id/previous', anyone, (visit, req, res) => goToNeighbour(visit, req, res, 'previous')),
  get('/threads/:id/next', anyone, (visit, req, res) => goToNeighbour(visit, req, res, 'next')),
  get('/threads/:id/reply', mayWrite, showReplyForm),
  post('/threads/:id/posts', mayWrite, createReply, { refill: refillReply, form: '/threads/:id/reply' }),
  post('/threads/:id/mood', mayWrite, createMoodVote, { form: '/threads/:id' }),
  get('/threads/:id/log', anyone, showThreadLog, {
    query: { page: 'number' },
    shows: (id) => [`thread:${id}`],
  }),
  get('/threads/:id/moderation/highlight', moderators, showHighlightForm),
  post('/threads/:id/moderation/highlight', moderators, createHighlight, {
    refill: refillHighlight,
    form: '/threads/:id/moderation/highlight',
  }),

  get('/posts/:id', anyone, goToPost),
  get('/posts/:id/edit', mayWrite, showEditForm),
  post('/posts/:id/edit', mayWrite, saveEdit, {
    refill: refillEdit,
    form: '/posts/:id/edit',
  }),
  get('/posts/:id/remove', mayWrite, showRemoveForm),
  post('/posts/:id/remove', mayWrite, createRemoval, {
    refill: refillRemoval,
    form: '/posts/:id/remove',
  }),

  get('/members/:id', anyone, showMember, {
    query: {},
    shows: (id) => [`member:${id}`, 'titles'],
  }),

  get('/register', anyone, showRegister),
  post('/register', anyone, createMember, { refill: refillRegister }),
  get('/login', anyone, showSignIn),
  post('/login', anyone, createSession, { refill: refillSignIn }),
  post('/logout', anyone, endCurrentSession, { refill: refillSignOut }),

  get('/account', signedIn, showProfileForm),
  post('/account', mayWrite, saveProfile, { refill: refillProfile, form: '/account' }),
  get('/account/password', signedIn, showPasswordForm),
  post('/account/password', signedIn, savePassword, {
    refill: refillPassword,
    form: '/account/password',
  }),
  get('/account/sessions', signedIn, showSessions),
  post('/account/sessions', signedIn, endSessions, { form: '/account/sessions' }),

  get('/notices', signedIn, showNotices),
  post('/notices/read', signedIn, createNoticesRead, { form: '/notices' }),
  get('/notices/:id', signedIn, goToNotice),

  post('/drafts/discard', signedIn, createDiscard),

  get('/setup', beforeSetup, showSetUp),
  post('/setup', beforeSetup, createForum, { refill: refillSetUp }),
  post('/first-steps/dismiss', administrators, dismissFirstSteps, { form: '/' }),

  get('/admin', administrators, showAdmin),
  get('/admin/boards', administrators, showBoardAdmin),
  get('/admin/boards/new', administrators, showNewBoard),
  post('/admin/boards', administrators, createBoard, {
    refill: refillBoard,
    form: '/admin/boards/new',
  }),
  get('/admin/boards/:id', administrators, showBoardForm),
  post('/admin/boards/:id', administrators, saveBoard, {
    refill: refillBoard,
    form: '/admin/boards/:id',
  }),
  post('/admin/boards/:id/up', administrators, (visit, req, res) => createBoardMove(visit, req, res, 'up'), {
    form: '/admin/boards',
  }),
  post(
    '/admin/boards/:id/down',
    administrators,
    (visit, req, res) => createBoardMove(visit, req, res, 'down'),
    { form: '/admin/boards' },
  ),
]
