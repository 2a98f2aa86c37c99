import type { Viewer } from '../members/member.js'
import { passesBoardDoor, type Board } from './board.js'

/** All boards in order, with the questions pages ask of their structure. */
export class BoardTree {
  readonly #boards: ReadonlyMap<number, Board>
  readonly #children: ReadonlyMap<number | null, readonly Board[]>

  /** @param boards in the order they are shown */
  constructor(boards: readonly Board[]) {
    this.#boards = new Map(boards.map((board) => [board.id, board]))
    const children = new Map<number | null, Board[]>()
    for (const board of boards) {
      const siblings = children.get(board.parentId)
      if (siblings) siblings.push(board)
      else children.set(board.parentId, [board])
    }
    this.#children = children
  }

  get all(): Board[] {
    return [...this.#boards.values()]
  }

  get(id: number): Board | undefined {
    return this.#boards.get(id)
  }

  /** The boards directly below `id`; the categories for null. */
  childrenOf(id: number | null): readonly Board[] {
    return this.#children.get(id) ?? []
  }

  /** From the category down to the board itself. */
  pathTo(id: number): Board[] {
    const board = this.#boards.get(id)
    if (!board) return []
    return board.parentId === null ? [board] : [...this.pathTo(board.parentId), board]
  }

  /** A board may be read when its door and the doors of all its parents are open to the viewer. */
  isReadable(viewer: Viewer, id: number): boolean {
    const path = this.pathTo(id)
    return path.length > 0 && path.every((board) => passesBoardDoor(viewer, board))
  }

  /** The ids of all boards the viewer may read. Every list of threads and posts is bound by it. */
  readableIds(viewer: Viewer): number[] {
    return this.all.filter((board) => this.isReadable(viewer, board.id)).map((board) => board.id)
  }

  /** Whether the viewer moderates the board: their group everywhere, or they are named on it or on a parent. */
  isModerator(viewer: Viewer, id: number): boolean {
    if (!viewer || viewer.group.mayModerate === 'no') return false
    if (viewer.group.mayModerate === 'everywhere') return this.isReadable(viewer, id)
    return this.pathTo(id).some((board) => board.moderators.some((moderator) => moderator.id === viewer.id))
  }

  /** The ids of the board and everything below it. */
  withDescendants(id: number): number[] {
    return [id, ...this.childrenOf(id).flatMap((child) => this.withDescendants(child.id))]
  }
}
