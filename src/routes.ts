import { accountRoutes } from './pages/accounts/account-routes.js'
import { adminRoutes } from './pages/admin/admin-routes.js'
import { boardRoutes } from './pages/boards/board-routes.js'
import { memberRoutes } from './pages/members/member-routes.js'
import { moderationRoutes } from './pages/moderation/moderation-routes.js'
import { noticeRoutes } from './pages/notices/notice-routes.js'
import { postRoutes } from './pages/posts/post-routes.js'
import { reactionRoutes } from './pages/reactions/reaction-routes.js'
import { setupRoutes } from './pages/setup/setup-routes.js'
import { threadRoutes } from './pages/threads/thread-routes.js'
import type { Route } from './pages/route.js'

/** Every address of the site; `louzhu routes` prints them with who may ask and what they may cost. */
export const routes: readonly Route[] = [
  ...boardRoutes,
  ...threadRoutes,
  ...postRoutes,
  ...reactionRoutes,
  ...moderationRoutes,
  ...memberRoutes,
  ...accountRoutes,
  ...noticeRoutes,
  ...setupRoutes,
  ...adminRoutes,
]
