import type { Kysely } from 'kysely'

/** Lists of the whole site by last reply and by date, and the age of what was typed while signed out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // With the board, so that threads of boards that a reader may not see are passed over without reading them.
  await db.schema
    .createIndex('threads_latest_reply')
    .on('threads')
    .columns(['last_post_at', 'id', 'board_id'])
    .execute()
  await db.schema
    .createIndex('threads_latest')
    .on('threads')
    .columns(['created_at', 'id', 'board_id'])
    .execute()
  await db.schema.createIndex('kept_forms_age').on('kept_forms').columns(['created_at']).execute()
}
