import { anyone, mayWrite } from '../guards.js'
import { showLatest } from './latest-pages.js'
import { newThreadForm } from './new-thread-pages.js'
import { goToNeighbour, showThread } from './thread-pages.js'
import { form, page, type Route } from '../route.js'

export const threadRoutes: Route[] = [
  page('/latest', anyone, showLatest, [6, 20, 45_000], {
    query: { sort: ['last'], page: 'number' },
    shows: () => ['posts'],
    mayLag: true,
  }),
  ...form(
    { at: '/boards/:id/threads/new', to: '/boards/:id/threads' },
    mayWrite,
    newThreadForm,
    [4, 10, 12_000],
  ),
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
