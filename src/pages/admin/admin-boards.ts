import { moderatorsOf } from '../parts/board-cells.js'
import type { Board } from '../../forum/boards/board.js'
import type { Site } from '../../forum/site/site.js'
import { addressWith } from '../../web/paging.js'

/** A row of the desk, with what can be done there and the rows below it. */
export interface AdminBoard {
  id: number
  name: string
  access: Board['access']
  description: string
  position: number
  moderators: ReturnType<typeof moderatorsOf>
  editHref: string
  addChildHref: string | null
  moveUpAction: string
  moveDownAction: string
  canMoveUp: boolean
  canMoveDown: boolean
  children: AdminBoard[]
}

/** The boards directly below `parentId` as the desk shows them; the categories for null. */
export function adminBoards(site: Site, parentId: number | null): AdminBoard[] {
  const boards = site.boards.childrenOf(parentId)
  return boards.map((board, index) => {
    const href = `/admin/boards/${board.id}`
    return {
      id: board.id,
      name: board.name,
      access: board.access,
      description: board.description,
      position: index + 1,
      moderators: moderatorsOf(board),
      editHref: href,
      addChildHref:
        site.boards.pathTo(board.id).length < 3
          ? addressWith('/admin/boards/new', { parent: board.id })
          : null,
      moveUpAction: `${href}/up`,
      moveDownAction: `${href}/down`,
      canMoveUp: index > 0,
      canMoveDown: index < boards.length - 1,
      children: adminBoards(site, board.id),
    }
  })
}
