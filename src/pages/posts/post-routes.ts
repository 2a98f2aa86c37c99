import { anyone, mayWrite } from '../guards.js'
import { editForm, goToPost, removeForm } from './post-pages.js'
import { replyForm } from './reply-pages.js'
import { form, page, type Route } from '../route.js'

export const postRoutes: Route[] = [
  ...form({ at: '/threads/:id/reply', to: '/threads/:id/posts' }, mayWrite, replyForm, [6, 10, 12_000]),
  page('/posts/:id', anyone, goToPost, [6, 10, 0]),
  ...form({ at: '/posts/:id/edit' }, mayWrite, editForm, [6, 10, 20_000]),
  ...form({ at: '/posts/:id/remove' }, mayWrite, removeForm, [6, 10, 20_000]),
]
