import { anyone } from '../guards.js'
import { showMember } from './member-pages.js'
import { page, type Route } from '../route.js'

export const memberRoutes: Route[] = [
  page('/members/:id', anyone, showMember, [8, 20, 30_000], {
    query: {},
    shows: (id) => [`member:${id}`, 'titles'],
  }),
]
