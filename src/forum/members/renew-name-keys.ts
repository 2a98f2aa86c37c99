import { sql, type QueryExecutorProvider } from 'kysely'
import { memberNameKey } from './member-name.js'

/** Members looked at in one go. */
const AT_ONCE = 1000

/**
 * Gives members the keys that their names have by now, after names have come to be told apart that were one before. A key
 * that somebody else has already stays as it was: the member goes on under the old one. Done twice it changes nothing.
 */
export async function renewNameKeys(db: QueryExecutorProvider): Promise<void> {
  for (let after = 0; ;) {
    const { rows } = await sql<{ id: number; username: string; key: string }>`
      select id, username, username_key as key from members where id > ${after} order by id limit ${AT_ONCE}`.execute(
      db,
    )
    for (const { id, username, key } of rows) {
      const wanted = memberNameKey(username)
      if (wanted === key) continue
      await sql`
        update members set username_key = ${wanted}
        where id = ${id} and not exists (select 1 from members where username_key = ${wanted})`.execute(db)
    }
    if (rows.length < AT_ONCE) return
    after = Number(rows.at(-1)!.id)
  }
}
