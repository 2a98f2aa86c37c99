import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { CLOCKS_APART } from '../../calendar.js'
import { levelOf, type Member, type Ranks } from './member.js'
import { memberNameKey } from './member-name.js'

/** What of a member's row makes a Member. */
export const memberColumns = [
  'members.id',
  'members.username',
  'members.groupId',
  'members.postCount',
  'members.carriedPostCount',
  'members.previousVisitAt',
  'members.readAllAt',
  'members.lastVisitAt',
] as const

const memberById = prepared((db, { id }: { id: number }) =>
  db.selectFrom('members').select(memberColumns).where('id', '=', id),
)

type MemberRow = NonNullable<Awaited<ReturnType<typeof memberById.first>>>

/** The member of a row. */
export function memberFrom(row: MemberRow, ranks: Ranks): Member {
  const { id, username, previousVisitAt, readAllAt, lastVisitAt } = row
  const postTotal = row.postCount + row.carriedPostCount
  const rank = { group: ranks.groups.get(row.groupId)!, level: levelOf(ranks.levels, postTotal), postTotal }
  return { id, username, ...rank, previousVisitAt, readAllAt, lastVisitAt }
}

/** The member with this id, with their rights; or undefined. */
export async function findMember(db: Db, ranks: Ranks, id: number): Promise<Member | undefined> {
  const row = await memberById.first(db, { id })
  return row && memberFrom(row, ranks)
}

/** The member that signs in by `name`, one line: a name, or an e-mail address when it holds an @. */
export async function findForSignIn(db: Db, name: string) {
  const query = db.selectFrom('members').select(['id', 'username', 'passwordHash'])
  const email = name.normalize('NFKC')
  return email.includes('@')
    ? query.where('emailKey', '=', email.toLowerCase()).executeTakeFirst()
    : query.where('usernameKey', '=', memberNameKey(name)).executeTakeFirst()
}

/** Ids and names of the members with these names; names nobody has are missing from the answer. */
export async function findByNames(db: Db, names: string[]) {
  if (names.length === 0) return []
  return db
    .selectFrom('members')
    .select(['id', 'username', 'usernameKey', 'groupId'])
    .where('usernameKey', 'in', names.map(memberNameKey))
    .execute()
}

const panels = prepared((db, { ids }: { ids: number[] }) =>
  db
    .selectFrom('members')
    .select([
      'id',
      'username',
      'groupId',
      'honor',
      'signatureHtml',
      'registeredAt',
      'lastVisitAt',
      'onlineUntil',
      'onlineMs',
      'threadCount',
      'postCount',
      'digestCount',
      'carriedPostCount',
      'carriedDigestCount',
    ])
    .where('id', 'in', ids),
)

/** What a member panel shows, for several members at once; deleted ones are missing. */
export async function panelRows(db: Db, ids: number[]) {
  return ids.length === 0 ? [] : panels.all(db, { ids })
}

export type PanelRow = Awaited<ReturnType<typeof panelRows>>[number]

const online = prepared((db, { now, limit }: { now: number; limit: number }) =>
  db
    .selectFrom('members')
    .select(['id', 'username', 'groupId'])
    .select((eb) =>
      eb
        .selectFrom('members as anybody')
        .select((each) => each.fn.countAll<number>().as('count'))
        .where('anybody.onlineUntil', '>', now)
        .as('total'),
    )
    .where('onlineUntil', '>', now)
    .orderBy('onlineUntil', 'desc')
    .limit(limit),
)

/** Who is online now: the latest `limit` members, and how many there are in all. */
export async function onlineMembers(db: Db, now: number, limit: number) {
  return online.all(db, { now, limit })
}

/** How many members are online now; `windowMs` is how long a request makes one seem so. A time beyond is of a wrong clock. */
export async function countOnlineMembers(
  db: Db,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<number> {
  const { count } = await db
    .selectFrom('members')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('onlineUntil', '>', now)
    .where('onlineUntil', '<=', now + windowMs + CLOCKS_APART)
    .executeTakeFirstOrThrow()
  return count
}
