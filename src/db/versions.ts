import { sql } from 'kysely'
import type { Db } from './database.js'
import { prepared } from './prepared.js'

/**
 * Raises the versions of what a deed changes, within its transaction. Names without a row begin at 1. In order of
 * name, so that two deeds never wait for each other's rows.
 */
export async function raiseVersions(db: Db, names: readonly string[]): Promise<void> {
  await raise.all(db, { names: [...new Set(names)].sort() })
}

/**
 * The versions of these names added up; one that was never raised counts 0. Versions only grow, so the sum is the same
 * as before when, and only when, none of them was raised in between.
 */
export async function versionSum(db: Db, names: readonly string[]): Promise<number> {
  const row = await sum.first(db, { names })
  return row?.total ?? 0
}

const raise = prepared((db, { names }: { names: readonly string[] }) =>
  db
    .insertInto('versions')
    .values(names.map((name) => ({ name, version: 1 })))
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ version: eb('versions.version', '+', 1) })),
    ),
)

const sum = prepared((db, { names }: { names: readonly string[] }) =>
  db
    .selectFrom('versions')
    .select(sql<number | null>`sum(version)`.as('total'))
    .where('name', 'in', [...names]),
)
