import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/db/database.js'
import { migrate } from '../../src/db/migrate.js'

/**
 * Gives the tests a PostgreSQL server: the one that TEST_DATABASE_URL names (its role must be allowed to create
 * databases), or one of their own that lasts as long as they do. Vitest calls this for each of its projects; they share
 * what the root provides.
 */
export default async function startServer(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!project.isRootProject()) return undefined
  const own = process.env.TEST_DATABASE_URL ? null : await privateServer()
  const server = own?.address ?? process.env.TEST_DATABASE_URL!
  const run = `louzhu_test_${process.pid}`
  const template = `${run}_template`
  const admin = openDatabase(server)
  await sql`create database ${sql.id(template)} template template0 encoding 'UTF8'`.execute(admin)
  const url = new URL(server)
  url.pathname = `/${template}`
  const db = openDatabase(url.href)
  await migrate(db)
  await db.destroy()
  const { rows } = await sql<{ isSuperuser: boolean }>`
    select rolsuper as is_superuser from pg_roles where rolname = current_user`.execute(admin)
  project.provide('postgres', { server, template, run, isSuperuser: rows[0]!.isSuperuser })
  return async () => {
    // The template, those that were kept for a next test, and those of tests that were ended.
    const left = await sql<{ name: string }>`
      select datname as name from pg_database where starts_with(datname, ${run})`.execute(admin)
    for (const { name } of left.rows) await sql`drop database ${sql.id(name)} with (force)`.execute(admin)
    await admin.destroy()
    await own?.stop()
  }
}

async function privateServer(): Promise<{ address: string; stop: () => Promise<void> }> {
  const script = join(import.meta.dirname, '..', '..', 'bench', 'private-postgres.js')
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [address] = (await Promise.race([
    once(child.stdout.setEncoding('utf8'), 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the PostgreSQL server for the tests ended with ${String(code)}`)
    }),
  ])) as [string]
  return {
    address: address.trim(),
    stop: async () => {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}
