import { anyone, mayWrite } from '../guards.js'
import {
  createRemoval,
  goToPost,
  refillEdit,
  refillRemoval,
  saveEdit,
  showEditForm,
  showRemoveForm,
} from './post-pages.js'
import { createReply, refillReply, showReplyForm } from './reply-pages.js'
import { page, post, type Route } from '../route.js'

export const postRoutes: Route[] = [
  page('/threads/:id/reply', mayWrite, showReplyForm, [6, 10, 12_000]),
  post('/threads/:id/posts', mayWrite, createReply, { refill: refillReply, form: '/threads/:id/reply' }),
  page('/posts/:id', anyone, goToPost, [6, 10, 0]),
  page('/posts/:id/edit', mayWrite, showEditForm, [6, 10, 20_000]),
  post('/posts/:id/edit', mayWrite, saveEdit, {
    refill: refillEdit,
    form: '/posts/:id/edit',
  }),
  page('/posts/:id/remove', mayWrite, showRemoveForm, [6, 10, 20_000]),
  post('/posts/:id/remove', mayWrite, createRemoval, {
    refill: refillRemoval,
    form: '/posts/:id/remove',
  }),
]
