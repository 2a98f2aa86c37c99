import { existsSync } from 'node:fs'
import { requireOurSecret } from '../forum/accounts/forum-secret.js'
import { PasswordHasher } from '../forum/accounts/password-hash.js'
import { readConfig, type Config, isPostgresAddress } from '../config.js'
import type { Db } from '../db/database.js'
import { hasSchema, migrate } from '../db/migrate.js'
import { requireUsableServer } from '../db/usable-server.js'
import { usingDatabase } from '../db/using-database.js'
import { loadSecrets } from '../secrets.js'

/** What a command reads and writes: a process is one. */
export interface Terminal {
  env: Record<string, string | undefined>
  stdin: NodeJS.ReadableStream
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream
}

type Work<T> = (db: Db, config: Config) => Promise<T>

/** Opens the configured database, up to date, runs `work`, and closes it. */
export async function withDatabase<T>(terminal: Terminal, work: Work<T>): Promise<T> {
  return withOpened(terminal, async (db, config) => {
    await migrate(db)
    return work(db, config)
  })
}

/** As `withDatabase`, for commands that look after a forum: where there is none, a mistyped address must not look healthy. */
export async function withExistingDatabase<T>(terminal: Terminal, work: Work<T>): Promise<T> {
  const { database } = readConfig(terminal.env)
  if (!isPostgresAddress(database) && !existsSync(database))
    throw new Error(`there is no forum at ${database}; set DATA_DIR`)
  return withOpened(terminal, async (db, config) => {
    await requireUsableServer(db)
    if (!(await hasSchema(db))) throw new Error('there is no forum in this database; see DATABASE_URL')
    await migrate(db)
    return work(db, config)
  })
}

async function withOpened<T>({ env }: Terminal, work: Work<T>): Promise<T> {
  const config = readConfig(env)
  return usingDatabase(config.database, async (db) => work(db, config))
}

/** Prints a result: as one JSON value with `--json`, otherwise as lines. */
export function print(
  { stdout }: Terminal,
  result: unknown,
  lines: string[],
  { json }: { json?: boolean },
): void {
  stdout.write(json ? `${JSON.stringify(result)}\n` : lines.map((line) => `${line}\n`).join(''))
}

/** Hashes a password as the forum's servers do. Throws when this data folder holds another secret than theirs. */
export async function passwordHash(db: Db, config: Config, password: string): Promise<string> {
  const secrets = loadSecrets(config.dataDir)
  await requireOurSecret(db, secrets)
  return new PasswordHasher({ pepper: secrets.password, cost: config.passwordCost }).hash(password)
}
