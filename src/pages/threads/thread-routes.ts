import { anyone, mayWrite } from '../guards.js'
import { showLatest } from './latest-pages.js'
import { createThread, refillNewThread, showNewThread } from './new-thread-pages.js'
import { goToNeighbour, showThread } from './thread-pages.js'
import { page, post, type Route } from '../route.js'

export const threadRoutes: Route[] = [
  page('/latest', anyone, showLatest, [6, 20, 45_000], {
    query: { sort: ['last'], page: 'number' },
    shows: () => ['posts'],
    mayLag: true,
  }),
  page('/boards/:id/threads/new', mayWrite, showNewThread, [4, 10, 12_000]),
  post('/boards/:id/threads', mayWrite, createThread, {
    refill: refillNewThread,
    form: '/boards/:id/threads/new',
  }),
  page('/threads/:id', anyone, showThread, [10, 20, 60_000], {
    query: { floor: 'never', author: 'number', order: ['desc'], page: 'number' },
    shows: (id) => [`thread:${id}`, 'people'],
    seen: (presence, id, reader, now) => presence.noteView(id, reader, now),
  }),
  page(
    '/threads/:id/previous',
    anyone,
    (visit, req, res) => goToNeighbour(visit, req, res, 'previous'),
    [6, 10, 0],
  ),
  page('/threads/:id/next', anyone, (visit, req, res) => goToNeighbour(visit, req, res, 'next'), [6, 10, 0]),
]
