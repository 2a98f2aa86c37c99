import type { Request, Response } from 'express'
import { moveBoard } from '../../forum/boards/change-boards.js'
import { messages } from '../../i18n/zh-cn.js'
import { renderPage } from '../../web/render.js'
import type { Visit } from '../visit.js'
import { adminBoards } from './admin-boards.js'
import { boardOfRequest } from './board-form-page.js'

/** GET /admin: the desk has one room so far. */
export function showAdmin(_visit: Visit, _req: Request, res: Response): void {
  res.redirect(303, '/admin/boards')
}

/** GET /admin/boards */
export async function showBoardAdmin(visit: Visit, _req: Request, res: Response): Promise<void> {
  renderPage(res, 'admin/boards', {
    title: messages.title.boards,
    categories: adminBoards(visit.site, null),
    addHref: '/admin/boards/new',
  })
}

/** POST /admin/boards/:id/up and /down */
export async function createBoardMove(
  visit: Visit,
  req: Request,
  res: Response,
  direction: 'up' | 'down',
): Promise<void> {
  await moveBoard(visit.db, boardOfRequest(visit, req).id, direction)
  res.redirect(303, '/admin/boards')
}
