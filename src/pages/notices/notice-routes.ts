import { signedIn } from '../guards.js'
import { createNoticesRead, goToNotice, showNotices } from './notice-pages.js'
import { page, post, type Route } from '../route.js'

export const noticeRoutes: Route[] = [
  page('/notices', signedIn, showNotices, [6, 15, 30_000]),
  post('/notices/read', signedIn, createNoticesRead, { form: '/notices' }),
  page('/notices/:id', signedIn, goToNotice, [6, 10, 0]),
]
