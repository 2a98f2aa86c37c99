import type { Db } from '../../db/database.js'
import { DatabaseUnusable } from '../../db/failures.js'
import type { Secrets } from '../../secrets.js'

const NAME = 'secret-fingerprint'

/**
 * Makes sure that this data folder's secret is the one that the forum's passwords and sessions were made with; the first
 * to ask says which it is. Throws DatabaseUnusable otherwise: with another secret nobody could sign in any more.
 */
export async function requireOurSecret(db: Db, { fingerprint }: Secrets): Promise<void> {
  const known = await fingerprintOf(db)
  if (known === fingerprint) return
  if (known === undefined) {
    await db
      .insertInto('forumFacts')
      .values({ name: NAME, value: fingerprint })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    if ((await fingerprintOf(db)) === fingerprint) return
  }
  throw new DatabaseUnusable(
    "secrets.json in DATA_DIR is not this forum's: with it nobody could sign in. Copy it from the server that runs the forum, or from a backup; if it is lost for good, run louzhu secret adopt",
    { exitCode: 78 },
  )
}

/** Makes this data folder's secret the forum's from now on. All passwords have to be set anew, all sessions end. */
export async function adoptSecret(db: Db, { fingerprint: value }: Secrets): Promise<void> {
  await db
    .insertInto('forumFacts')
    .values({ name: NAME, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

async function fingerprintOf(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('forumFacts').select('value').where('name', '=', NAME).executeTakeFirst()
  return row?.value
}
