import type { Db } from '../../db/database.js'
import { takeTurns } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import { badField } from '../../refusal.js'
import { siteChanged } from '../shown.js'
import type { Board, BoardAccess } from './board.js'
import { allBoards } from './board-queries.js'
import { BoardTree } from './board-tree.js'

/** A board as its form gives it; `moderatorIds` are members. */
export interface BoardForm {
  parentId: number | null
  name: string
  description: string
  access: BoardAccess
  allowedGroups: string[]
  moderatorIds: number[]
}

/** Adds a board below its parent (null: a category), last among its siblings. Returns its id. Throws Refusal on a bad parent. */
export async function addBoard(db: Db, form: BoardForm): Promise<number> {
  return changingBoards(db, async (db) => {
    await requirePlace(db, await loadTree(db), { id: null, parentId: form.parentId })
    const { last } = await db
      .selectFrom('boards')
      .select((eb) => eb.fn.max('position').as('last'))
      .executeTakeFirstOrThrow()
    const { id } = await db
      .insertInto('boards')
      .values({ ...columns(form), position: (last ?? 0) + 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    await setModerators(db, id, form.moderatorIds)
    await siteChanged(db)
    return id
  })
}

/**
 * Changes a board. Returns false when it is so already. Throws Refusal on `parent` when it would stand below itself or
 * too deep.
 */
export async function changeBoard(db: Db, id: number, form: BoardForm): Promise<boolean> {
  return changingBoards(db, async (db) => {
    const tree = await loadTree(db)
    await requirePlace(db, tree, { id, parentId: form.parentId })
    const board = tree.get(id)
    if (board && isSame(board, form)) return false
    // Before the board: a reply holds its author first and its board last.
    await setModerators(db, id, form.moderatorIds)
    await db.updateTable('boards').set(columns(form)).where('id', '=', id).execute()
    await siteChanged(db)
    return true
  })
}

/**
 * Throws a Refusal on `parent` unless the board (null: a new one) may stand below that parent (null: as a category). For
 * forms, which tell it with what else is wrong; the deeds look themselves, at the boards as they are then.
 */
export async function requirePlace(
  db: Db,
  tree: BoardTree,
  { id, parentId }: { id: number | null; parentId: number | null },
): Promise<void> {
  if (parentId !== null) requireParent(tree, parentId, id)
  else if (id !== null && tree.get(id)?.parentId !== null) await requireNoThreads(db, id)
}

/** Moves a board one place up or down among its siblings. Returns false when it stands at that end. */
export async function moveBoard(db: Db, id: number, direction: 'up' | 'down'): Promise<boolean> {
  return changingBoards(db, async (db) => {
    const tree = await loadTree(db)
    const siblings = [...tree.childrenOf(tree.get(id)?.parentId ?? null)]
    const from = siblings.findIndex((board) => board.id === id)
    const to = direction === 'up' ? from - 1 : from + 1
    if (from < 0 || to < 0 || to >= siblings.length) return false
    siblings.splice(to, 0, ...siblings.splice(from, 1))
    for (const [position, board] of siblings.entries()) {
      await db
        .updateTable('boards')
        .set({ position: position + 1 })
        .where('id', '=', board.id)
        .execute()
    }
    await siteChanged(db)
    return true
  })
}

/** Makes a member a moderator of a board; ordinary members get the moderators' group. Returns false when they were already. */
export async function addModerator(db: Db, boardId: number, memberId: number): Promise<boolean> {
  return changingBoards(db, async (db) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('boardModerators')
      .values({ boardId, memberId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) return false
    await promote(db, [memberId])
    await siteChanged(db)
    return true
  })
}

/** Changes of the boards run one after the other: each looks at the whole tree, its order and its moderators. */
async function changingBoards<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return inTransaction(db, async (db) => {
    await takeTurns(db, 'boards')
    return work(db)
  })
}

async function loadTree(db: Db): Promise<BoardTree> {
  return new BoardTree(await allBoards(db))
}

function requireParent(tree: BoardTree, parentId: number, id: number | null): void {
  if (!tree.get(parentId)) throw badField('parent', (t) => t.admin.noParent)
  const below = id === null ? [] : tree.withDescendants(id)
  if (below.includes(parentId)) throw badField('parent', (t) => t.admin.ownParent)
  const height = id === null ? 1 : heightOf(tree, id)
  if (tree.pathTo(parentId).length + height > 3) throw badField('parent', (t) => t.admin.tooDeep)
}

function heightOf(tree: BoardTree, id: number): number {
  return 1 + Math.max(0, ...tree.childrenOf(id).map((child) => heightOf(tree, child.id)))
}

function columns({ parentId, name, description, access, allowedGroups }: BoardForm) {
  return { parentId, name, description, access, allowedGroups: allowedGroups.join(' ') }
}

function isSame(board: Board, form: BoardForm): boolean {
  const now = {
    ...board,
    allowedGroups: [...board.allowedGroups],
    moderatorIds: board.moderators.map(({ id }) => id),
  }
  return contents(now) === contents(form)
}

function contents(form: BoardForm): string {
  const ids = [...new Set(form.moderatorIds)].sort((a, b) => a - b)
  const groups = [...form.allowedGroups].sort()
  return JSON.stringify([form.parentId, form.name, form.description, form.access, groups, ids])
}

async function requireNoThreads(db: Db, id: number): Promise<void> {
  const board = await db.selectFrom('boards').select('threadCount').where('id', '=', id).executeTakeFirst()
  if (board && board.threadCount > 0) throw badField('parent', (t) => t.admin.threadsInCategory)
}

async function setModerators(db: Db, boardId: number, memberIds: number[]): Promise<void> {
  const before = await db
    .deleteFrom('boardModerators')
    .where('boardId', '=', boardId)
    .returning('memberId')
    .execute()
  if (memberIds.length > 0) {
    await db
      .insertInto('boardModerators')
      .values(memberIds.map((memberId) => ({ boardId, memberId })))
      .execute()
    await promote(db, memberIds)
  }
  await demoteWithoutBoard(
    db,
    before.map((row) => row.memberId),
  )
}

async function promote(db: Db, memberIds: number[]): Promise<void> {
  await db
    .updateTable('members')
    .set({ groupId: 'moderator' })
    .where('id', 'in', memberIds)
    .where('groupId', '=', 'member')
    .execute()
}

// Who moderates no board any more is a member again.
async function demoteWithoutBoard(db: Db, memberIds: number[]): Promise<void> {
  if (memberIds.length === 0) return
  await db
    .updateTable('members')
    .set({ groupId: 'member' })
    .where('id', 'in', memberIds)
    .where('groupId', '=', 'moderator')
    .where('id', 'not in', (eb) => eb.selectFrom('boardModerators').select('memberId'))
    .execute()
}
