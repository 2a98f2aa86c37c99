import { registerMember } from '../accounts/register-member.js'
import { addBoard } from '../boards/change-boards.js'
import type { Db } from '../../db/database.js'
import { takeTurns } from '../../db/locking.js'
import { inTransaction } from '../../db/transaction.js'
import { messages } from '../../i18n/zh-cn.js'
import { Refusal } from '../../refusal.js'
import { setSetting } from '../site/set-setting.js'

/** What the set-up page asks for; checked, the password hashed. */
export interface SetUp {
  siteName: string
  /** a slogan, or empty */
  siteTagline: string
  username: string
  email: string
  passwordHash: string
  now: number
}

/** Whether the forum has no member yet: the set-up page is open only then. */
export async function needsSetUp(db: Db): Promise<boolean> {
  return (await db.selectFrom('members').select('id').limit(1).executeTakeFirst()) === undefined
}

/**
 * Makes the founder, names the site, and adds what an empty forum starts with: one category and one board.
 * Returns the founder's id. Throws Refusal `missing` when somebody was faster; transactions take turns.
 */
export async function setUpForum(db: Db, { siteName, siteTagline, now, ...founder }: SetUp): Promise<number> {
  return inTransaction(db, async (db) => {
    await takeTurns(db, 'set up')
    if (!(await needsSetUp(db))) throw new Refusal('missing', (t) => t.setup.closed)
    const founderId = await registerMember(db, { ...founder, groupId: 'founder', now })
    await setSetting(db, 'siteName', siteName)
    await setSetting(db, 'siteTagline', siteTagline)
    return founderId
  })
}

/** Has the founder shown what to do next, once the forum is as it begins. */
export async function beginFirstSteps(db: Db): Promise<void> {
  const { value: members } = await db
    .selectFrom('siteCounters')
    .select('value')
    .where('name', '=', 'members')
    .executeTakeFirstOrThrow()
  await setSetting(db, 'firstSteps', String(members))
}

/** Adds the one category and the one board that an empty forum starts with. */
export async function addFirstBoard(db: Db): Promise<void> {
  const open = { description: '', access: 'open' as const, allowedGroups: [], moderatorIds: [] }
  await inTransaction(db, async (db) => {
    const parentId = await addBoard(db, { ...open, parentId: null, name: messages.setup.category })
    await addBoard(db, {
      ...open,
      parentId,
      name: messages.setup.board,
      description: messages.setup.boardDescription,
    })
  })
}
