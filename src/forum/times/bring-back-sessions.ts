import type { SessionData } from 'express-session'
import type { Db } from '../../db/database.js'
import { ROWS_AT_ONCE } from '../../db/in-steps.js'
import { CLOCKS_APART } from '../../calendar.js'
import { IDLE } from '../accounts/session-store.js'

/**
 * Has the sessions of members above the number `after`, up to `upTo`, count from now on that a wrong clock has dated ahead:
 * they end when they would have, had they been opened now. Returns how many there were.
 */
export async function bringBackSessionsOf(
  db: Db,
  { after, upTo }: { after: number; upTo: number },
  now: number,
): Promise<number> {
  const latest = now + CLOCKS_APART
  const found = await db
    .selectFrom('sessions')
    .select(['idHash', 'data', 'createdAt', 'lastSeenAt', 'expiresAt'])
    .where('memberId', '>', after)
    .where('memberId', '<=', upTo)
    .where((eb) =>
      eb.or([
        eb('createdAt', '>', latest),
        eb('lastSeenAt', '>', latest),
        eb('expiresAt', '>', latest + IDLE),
      ]),
    )
    .execute()
  for (const { idHash, data, createdAt, lastSeenAt, expiresAt } of found) {
    const session = JSON.parse(data) as SessionData
    const times = {
      createdAt: Math.min(createdAt, now),
      lastSeenAt: Math.min(lastSeenAt, now),
      expiresAt: Math.min(expiresAt, now + IDLE),
    }
    const dated = { ...session, createdAt: Math.min(session.createdAt ?? now, now) }
    await db
      .updateTable('sessions')
      .set({ ...times, data: JSON.stringify(dated) })
      .where('idHash', '=', idHash)
      .execute()
  }
  return found.length
}

/** The same for sessions of nobody, which only carry a word to the next page. */
export async function bringBackSessions(db: Db, now: number): Promise<number> {
  const ahead = db
    .selectFrom('sessions')
    .select('idHash')
    .where('expiresAt', '>', now + IDLE + CLOCKS_APART)
    .limit(ROWS_AT_ONCE)
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ expiresAt: now + IDLE })
    .where('idHash', 'in', ahead)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
