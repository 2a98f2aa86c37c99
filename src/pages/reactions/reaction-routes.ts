import { mayWrite } from '../guards.js'
import { createMoodVote } from './mood-pages.js'
import { post, type Route } from '../route.js'

export const reactionRoutes: Route[] = [
  post('/threads/:id/mood', mayWrite, createMoodVote, { form: '/threads/:id' }),
]
