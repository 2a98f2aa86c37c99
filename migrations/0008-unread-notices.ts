import type { Kysely } from 'kysely'

/** Unread notices are counted by who may read them now, which no number kept beside a member can know. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('members').dropColumn('unread_notices').execute()
}
