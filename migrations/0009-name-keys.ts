import type { Kysely } from 'kysely'
import { renewNameKeys } from '../src/forum/members/renew-name-keys.js'

/** Keys of names in which Han letters are one only as variants of each other: 小黄鹃 and 小黄鹂 are two. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await renewNameKeys(db)
}
