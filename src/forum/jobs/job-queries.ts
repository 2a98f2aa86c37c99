import type { Db } from '../../db/database.js'

/** How the jobs stand, by name; one that no process has looked at yet is missing. */
export async function jobStandings(db: Db) {
  const rows = await db.selectFrom('jobs').selectAll().execute()
  return new Map(rows.map((row) => [row.name, row]))
}
