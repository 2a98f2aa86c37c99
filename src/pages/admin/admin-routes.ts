import { createBoardMove, showAdmin, showBoardAdmin } from './board-admin-pages.js'
import { editBoardForm, newBoardForm } from './board-form-page.js'
import { administrators } from '../guards.js'
import { form, page, post, type Route } from '../route.js'

export const adminRoutes: Route[] = [
  page('/admin', administrators, showAdmin, [4, 10, 0]),
  page('/admin/boards', administrators, showBoardAdmin, [6, 20, 60_000]),
  ...form({ at: '/admin/boards/new', to: '/admin/boards' }, administrators, newBoardForm, [6, 10, 20_000]),
  ...form({ at: '/admin/boards/:id' }, administrators, editBoardForm, [6, 10, 20_000]),
  post('/admin/boards/:id/up', administrators, (visit, req, res) => createBoardMove(visit, req, res, 'up'), {
    form: '/admin/boards',
  }),
  post(
    '/admin/boards/:id/down',
    administrators,
    (visit, req, res) => createBoardMove(visit, req, res, 'down'),
    { form: '/admin/boards' },
  ),
]
