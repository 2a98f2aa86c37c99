import type { Db } from '../../db/database.js'
import { tokenHash } from '../../secrets.js'

/** The member's open sessions, the latest used first; `isCurrent` marks the one with this id. */
export async function sessionsOf(db: Db, memberId: number, { sid, now }: { sid: string; now: number }) {
  const rows = await db
    .selectFrom('sessions')
    .select(['publicId', 'idHash', 'device', 'ip', 'createdAt', 'lastSeenAt'])
    .where('memberId', '=', memberId)
    .where('expiresAt', '>', now)
    .orderBy('lastSeenAt', 'desc')
    .execute()
  const current = tokenHash(sid)
  return rows.map(({ idHash, publicId, ...row }) => ({ ...row, id: publicId, isCurrent: idHash === current }))
}
