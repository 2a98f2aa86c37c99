import {
  createBoard,
  createBoardMove,
  refillBoard,
  saveBoard,
  showAdmin,
  showBoardAdmin,
  showBoardForm,
  showNewBoard,
} from './board-admin-pages.js'
import { administrators } from '../guards.js'
import { page, post, type Route } from '../route.js'

export const adminRoutes: Route[] = [
  page('/admin', administrators, showAdmin, [4, 10, 0]),
  page('/admin/boards', administrators, showBoardAdmin, [6, 20, 60_000]),
  page('/admin/boards/new', administrators, showNewBoard, [6, 10, 20_000]),
  post('/admin/boards', administrators, createBoard, {
    refill: refillBoard,
    form: '/admin/boards/new',
  }),
  page('/admin/boards/:id', administrators, showBoardForm, [6, 10, 20_000]),
  post('/admin/boards/:id', administrators, saveBoard, {
    refill: refillBoard,
    form: '/admin/boards/:id',
  }),
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
