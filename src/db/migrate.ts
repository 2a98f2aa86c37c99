import { Migrator, type Migration } from 'kysely'
import * as members from '../../migrations/0001-members.js'
import * as boards from '../../migrations/0002-boards-threads-posts.js'
import * as reactions from '../../migrations/0003-moods-moderation-notices.js'
import * as defaults from '../../migrations/0004-defaults.js'
import * as latest from '../../migrations/0005-latest-threads.js'
import * as guests from '../../migrations/0006-guests-online.js'
import type { Db } from './database.js'

/** In order of name; a list rather than a folder scan, so that a build cannot leave one out unseen. */
const migrations: Record<string, Migration> = {
  '0001-members': members,
  '0002-boards-threads-posts': boards,
  '0003-moods-moderation-notices': reactions,
  '0004-defaults': defaults,
  '0005-latest-threads': latest,
  '0006-guests-online': guests,
}

/** Brings the schema up to date and returns the names of the migrations it ran. Throws when one fails; that one is undone. */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('A migration failed', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}
