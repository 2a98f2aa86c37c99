import { threadDeeds } from '../../forum/moderation/deeds/thread-deeds.js'
import { anyone, moderators } from '../guards.js'
import { form, page, type Route } from '../route.js'
import { deedForm } from './deed-pages.js'
import { showThreadLog } from './log-pages.js'

export const moderationRoutes: Route[] = [
  page('/threads/:id/log', anyone, showThreadLog, [7, 10, 20_000], {
    query: { page: 'number' },
    shows: (id) => [`thread:${id}`],
  }),
  ...threadDeeds.flatMap((deed) =>
    form({ at: `/threads/:id/moderation/${deed.name}` }, moderators, deedForm(deed), [5, 10, 16_000]),
  ),
]
