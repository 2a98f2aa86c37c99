import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PasswordHasher } from './accounts/password-hash.js'
import type { Config } from './config.js'
import { openDatabase, type Db } from './db/database.js'
import { migrate } from './db/migrate.js'
import { configOrFail } from './main.js'
import { loadSecrets } from './web/secrets.js'

/** Opens the database of the configured data folder, up to date, runs `work`, and closes it. */
export async function withDatabase<T>(work: (db: Db, config: Config) => Promise<T>): Promise<T> {
  const config = configOrFail()
  const db = openDatabase(join(config.dataDir, 'louzhu.db'))
  try {
    await migrate(db)
    return await work(db, config)
  } finally {
    await db.destroy()
  }
}

/** As `withDatabase`, for commands that look after a forum: where there is none, a mistyped DATA_DIR must not look healthy. */
export async function withExistingDatabase<T>(work: (db: Db, config: Config) => Promise<T>): Promise<T> {
  const path = join(configOrFail().dataDir, 'louzhu.db')
  if (!existsSync(path)) throw new Error(`there is no forum at ${path}; set DATA_DIR`)
  return withDatabase(work)
}

/** Prints a result: as one JSON value with `--json`, otherwise as lines. */
export function print(result: unknown, lines: string[], { json }: { json?: boolean }): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : lines.map((line) => `${line}\n`).join(''))
}

/** Hashes passwords as the server of this data folder does. */
export function passwordHasher({ dataDir, passwordCost }: Config): PasswordHasher {
  return new PasswordHasher({ pepper: loadSecrets(dataDir).password, cost: passwordCost })
}
