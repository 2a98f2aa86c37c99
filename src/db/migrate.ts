import { Migrator, sql, type Migration } from 'kysely'
import * as members from '../../migrations/0001-members.js'
import * as boards from '../../migrations/0002-boards-threads-posts.js'
import * as reactions from '../../migrations/0003-moods-moderation-notices.js'
import * as defaults from '../../migrations/0004-defaults.js'
import * as latest from '../../migrations/0005-latest-threads.js'
import * as guests from '../../migrations/0006-guests-online.js'
import * as servers from '../../migrations/0007-several-servers.js'
import * as unreadNotices from '../../migrations/0008-unread-notices.js'
import * as nameKeys from '../../migrations/0009-name-keys.js'
import * as removedPosts from '../../migrations/0010-removed-posts.js'
import * as aboutAnything from '../../migrations/0011-about-anything.js'
import * as digestAward from '../../migrations/0012-digest-award.js'
import type { Db } from './database.js'
import { DatabaseUnusable } from './failures.js'
import { continueIds } from './ids.js'
import { requireUsableServer } from './usable-server.js'

/** In order of name; a list rather than a folder scan, so that a build cannot leave one out unseen. */
export const migrations: Record<string, Migration> = {
  '0001-members': members,
  '0002-boards-threads-posts': boards,
  '0003-moods-moderation-notices': reactions,
  '0004-defaults': defaults,
  '0005-latest-threads': latest,
  '0006-guests-online': guests,
  '0007-several-servers': servers,
  '0008-unread-notices': unreadNotices,
  '0009-name-keys': nameKeys,
  '0010-removed-posts': removedPosts,
  '0011-about-anything': aboutAnything,
  '0012-digest-award': digestAward,
}

/**
 * Brings the schema up to date and returns the names of the migrations it ran. Several processes may do so at once: one
 * does it, the others wait. Throws when one fails; that one is undone. Throws DatabaseUnusable, with nothing changed,
 * when the database can't be reached, is too old, or was made by a newer version of the forum.
 */
export async function migrate(db: Db): Promise<string[]> {
  await requireUsableServer(db)
  await requireKnownSchema(db)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('A migration failed', { cause: error })
  const done = (results ?? []).map((result) => result.migrationName)
  if (done.length > 0) await continueIds(db)
  return done
}

/** Whether there is a forum in this database already, of whatever version. */
export async function hasSchema(db: Db): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  return tables.some(({ name }) => name === MIGRATION_TABLE)
}

const MIGRATION_TABLE = 'kysely_migration'

async function requireKnownSchema(db: Db): Promise<void> {
  if (!(await hasSchema(db))) return
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(MIGRATION_TABLE)}`.execute(db)
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length === 0) return
  throw new DatabaseUnusable(
    `the database was made by a newer Louzhu (it has ${unknown.sort().at(-1)}); update the program, nothing was changed`,
    { exitCode: 78 },
  )
}
