import { sql } from 'kysely'
import type { Db } from './database.js'
import { engineOf } from './engine.js'
import { codeOf, DatabaseUnavailable, DatabaseUnusable } from './failures.js'

/** The oldest PostgreSQL that the forum is tested on, as server_version_num has it. */
const OLDEST = 150_000

/** What an administrator can mend, by the server's code. */
const refusals: Partial<Record<string, string>> = {
  '28P01': 'it refuses the name or the password',
  '28000': 'it lets nobody in by this name from here (pg_hba.conf)',
  '3D000': 'it has no database of this name; create it first',
  '42501': 'the role lacks the right to do this',
}

/** Throws DatabaseUnusable when the database can't be reached or is none that the forum runs on. SQLite brings its own. */
export async function requireUsableServer(db: Db): Promise<void> {
  if (engineOf(db) === 'sqlite') return
  const { version, name, encoding } = await askServer(db)
  if (version < OLDEST)
    throw new DatabaseUnusable(`DATABASE_URL: PostgreSQL ${name} is too old; 15 or newer is needed`, {
      exitCode: 78,
    })
  if (encoding !== 'UTF8')
    throw new DatabaseUnusable(
      `DATABASE_URL: the database's encoding is ${encoding}; create it with encoding UTF8`,
      { exitCode: 78 },
    )
}

async function askServer(db: Db) {
  try {
    const { rows } = await sql<{ version: number; name: string; encoding: string }>`
      select current_setting('server_version_num')::bigint as version,
        current_setting('server_version') as name, current_setting('server_encoding') as encoding`.execute(db)
    return rows[0]!
  } catch (error) {
    if (error instanceof DatabaseUnavailable)
      throw new DatabaseUnusable(`DATABASE_URL: the server can't be reached: ${reasonOf(error)}`, {
        exitCode: 69,
        cause: error,
      })
    const refusal = refusals[codeOf(error)]
    if (refusal !== undefined)
      throw new DatabaseUnusable(`DATABASE_URL: the server answers, but ${refusal}`, {
        exitCode: 78,
        cause: error,
      })
    throw error
  }
}

/** Why there is no connection. Node says it with the address, pg in words; neither knows the password. */
function reasonOf({ message, cause }: DatabaseUnavailable): string {
  // One for each address of a name that has several.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  return message === '' && first instanceof Error ? first.message : message
}
