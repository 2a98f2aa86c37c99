import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { openDatabase, type Db } from '../../src/db/database.js'
import type { Engine } from '../../src/db/engine.js'
import { migrate } from '../../src/db/migrate.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** a PostgreSQL server with the right to create databases, and one there to copy; missing: tests run on SQLite */
    postgres: { server: string; template: string }
  }
}

const postgres = inject('postgres') as { server: string; template: string } | undefined

/** The engine that this run of the tests is about. */
export const engine: Engine = postgres ? 'postgres' : 'sqlite'

/** A database of a test's own. Whoever made it drops it. */
export interface TestDatabase {
  address: string
  /** another handle on it, as another process or server has */
  open: () => Db
  drop: () => Promise<void>
}

/** Connections of one forum under test. A statement or a lock that hangs is an error soon. */
const forTests = { connections: 6, waitMs: 10_000, statementMs: 10_000, lockMs: 10_000 }

/** A database with the schema and nothing else; `inMemory`: only one handle will be opened, so SQLite needs no file. */
export async function newDatabase({ inMemory = false } = {}): Promise<TestDatabase> {
  if (postgres) return postgresDatabase(postgres.template)
  const database = inMemory ? memoryDatabase() : fileDatabase()
  const db = database.open()
  await migrate(db)
  if (!inMemory) await db.destroy()
  return database
}

/** An empty database of PostgreSQL, on which not even a migration has run. */
export async function emptyPostgres(): Promise<TestDatabase> {
  return postgresDatabase('template0')
}

let made = 0

async function postgresDatabase(template: string): Promise<TestDatabase> {
  const name = `louzhu_test_${process.pid}_${++made}`
  const { server } = postgres!
  await administer(
    server,
    sql`create database ${sql.id(name)} template ${sql.id(template)} encoding 'UTF8' strategy file_copy`,
  )
  const address = databaseAt(server, name)
  return {
    address,
    open: () => openDatabase(address, forTests),
    drop: async () => administer(server, sql`drop database if exists ${sql.id(name)} with (force)`),
  }
}

/** Runs one statement as whoever may create databases. */
export async function administer(server: string, statement: ReturnType<typeof sql>): Promise<void> {
  const db = openDatabase(server)
  try {
    await statement.execute(db)
  } finally {
    await db.destroy()
  }
}

/** The address of another database of the same server. */
export function databaseAt(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

function fileDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'louzhu-'))
  const address = join(folder, 'louzhu.db')
  return {
    address,
    open: () => openDatabase(address),
    drop: async () => rmSync(folder, { recursive: true }),
  }
}

function memoryDatabase(): TestDatabase {
  const db = openDatabase(':memory:')
  return { address: ':memory:', open: () => db, drop: async () => undefined }
}
