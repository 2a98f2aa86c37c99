import { anyone, moderators } from '../guards.js'
import { createHighlight, refillHighlight, showHighlightForm } from './highlight-pages.js'
import { showThreadLog } from './log-pages.js'
import { page, post, type Route } from '../route.js'

export const moderationRoutes: Route[] = [
  page('/threads/:id/log', anyone, showThreadLog, [7, 10, 20_000], {
    query: { page: 'number' },
    shows: (id) => [`thread:${id}`],
  }),
  page('/threads/:id/moderation/highlight', moderators, showHighlightForm, [5, 10, 16_000]),
  post('/threads/:id/moderation/highlight', moderators, createHighlight, {
    refill: refillHighlight,
    form: '/threads/:id/moderation/highlight',
  }),
]
