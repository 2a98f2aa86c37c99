import { administrators, beforeSetup } from '../guards.js'
import { createForum, dismissFirstSteps, refillSetUp, showSetUp } from './setup-pages.js'
import { page, post, type Route } from '../route.js'

export const setupRoutes: Route[] = [
  page('/setup', beforeSetup, showSetUp, [3, 10, 12_000]),
  post('/setup', beforeSetup, createForum, { refill: refillSetUp }),
  post('/first-steps/dismiss', administrators, dismissFirstSteps, { form: '/' }),
]
