import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { emptyPostgres, engine, type TestDatabase } from './database.js'

/** The databases of data folders, where the tests are about PostgreSQL. */
const databases = new Map<string, Promise<TestDatabase>>()

/** A data folder of its own for one test, with a database of its own, gone afterwards. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'louzhu-data-'))
  onTestFinished(async () => {
    rmSync(folder, { recursive: true, force: true })
    await (await databases.get(folder))?.drop()
    databases.delete(folder)
  })
  return folder
}

/** Has another data folder stand for the same database, as that of a second server. */
export function shareDatabase(from: string, to: string): void {
  databases.set(to, databaseOf(from))
}

/** The environment that names the database of a data folder; a SQLite file needs no other name. */
export async function databaseEnvironment(dataDir: string): Promise<Record<string, string>> {
  return engine === 'postgres' ? { DATABASE_URL: (await databaseOf(dataDir)).address } : {}
}

async function databaseOf(dataDir: string): Promise<TestDatabase> {
  const known = databases.get(dataDir)
  if (known) return known
  const made = emptyPostgres()
  databases.set(dataDir, made)
  return made
}
