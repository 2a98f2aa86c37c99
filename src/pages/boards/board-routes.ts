import { createReadMark, showBoard, showIndex } from './board-pages.js'
import { anyone, signedIn } from '../guards.js'
import { page, post, type Route } from '../route.js'

export const boardRoutes: Route[] = [
  page('/', anyone, showIndex, [8, 20, 60_000], {
    query: {},
    shows: () => ['posts', 'newcomers'],
    mayLag: true,
  }),
  page('/boards/:id', anyone, showBoard, [7, 20, 45_000], {
    query: { sort: ['new'], page: 'number' },
    shows: (id) => [`board:${id}`, 'pinned'],
  }),
  post('/mark-read', signedIn, createReadMark, { form: '/' }),
]
