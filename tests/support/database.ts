import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject, type ProvidedContext } from 'vitest'
import { openDatabase, type Db } from '../../src/db/database.js'
import type { Engine } from '../../src/db/engine.js'
import { migrate } from '../../src/db/migrate.js'
import { remember, restore } from './snapshot.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** a PostgreSQL server with the right to create databases, and one there to copy; missing: tests run on SQLite */
    postgres: { server: string; template: string; run: string; isSuperuser: boolean }
  }
}

const postgres = inject('postgres') as ProvidedContext['postgres'] | undefined

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
  return copyOf((schema ??= bytesOf(async () => undefined)), inMemory)
}

/** An empty database of PostgreSQL, on which not even a migration has run. */
export async function emptyPostgres(): Promise<TestDatabase> {
  return postgresDatabase('template0')
}

/** A SQLite file as tests begin with it, made once: with the schema alone, and as a world fills it. */
let schema: Promise<Buffer> | undefined
let filled: { fill: (db: Db) => Promise<void>; bytes: Promise<Buffer> } | undefined

/** Databases that tests have left as they were filled, and a handle to put them back by. */
const left: Reusable[] = []

interface Reusable {
  database: TestDatabase
  db: Db
  shape: string
}

/**
 * A database as `fill` leaves it, which must do the same each time: on SQLite it is filled once and copied, on PostgreSQL
 * one that a test before has left is put back as it was, where the role may do so. `inMemory` as above.
 */
export async function filledDatabase(
  fill: (db: Db) => Promise<void>,
  { inMemory = false } = {},
): Promise<TestDatabase> {
  if (!postgres) {
    if (filled?.fill !== fill) filled = { fill, bytes: bytesOf(fill) }
    return copyOf(filled.bytes, inMemory)
  }
  const known = left.pop()
  if (known) return reusable(known)
  const database = await newDatabase({ inMemory: true })
  const db = database.open()
  await fill(db)
  if (postgres.isSuperuser) return reusable({ database, db, shape: await remember(db) })
  await db.destroy()
  return database
}

function reusable(one: Reusable): TestDatabase {
  return {
    ...one.database,
    async drop() {
      if (await restore(one.db, one.shape)) return void left.push(one)
      await one.db.destroy()
      await one.database.drop()
    },
  }
}

let made = 0

async function postgresDatabase(template: string): Promise<TestDatabase> {
  const { server, run } = postgres!
  const name = `${run}_${process.pid}_${++made}`
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

async function bytesOf(fill: (db: Db) => Promise<void>): Promise<Buffer> {
  const { address, open, drop } = fileDatabase()
  const db = open()
  await migrate(db)
  await fill(db)
  // A copy in memory can't begin in WAL mode.
  await sql`pragma journal_mode = delete`.execute(db)
  await db.destroy()
  const bytes = readFileSync(address)
  await drop()
  return bytes
}

async function copyOf(bytes: Promise<Buffer>, inMemory: boolean): Promise<TestDatabase> {
  if (!inMemory) {
    const database = fileDatabase()
    writeFileSync(database.address, await bytes)
    return database
  }
  const db = openDatabase(await bytes)
  return { address: ':memory:', open: () => db, drop: async () => undefined }
}
