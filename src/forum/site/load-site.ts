import { allBoards } from '../boards/board-queries.js'
import { BoardTree } from '../boards/board-tree.js'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'
import { settingsFrom } from './settings.js'
import type { Site } from './site.js'

const siteVersion = prepared((db) => db.selectFrom('versions').select('version').where('name', '=', 'site'))

// By what all handles of one database share.
const cache = new WeakMap<object, Site>()

/** The site as of now: one small read when nothing has changed since the last call, in whichever process. */
export async function loadSite(db: Db): Promise<Site> {
  const [{ version } = { version: 0 }] = await siteVersion.all(db, {})
  // What a transaction sees may never come true.
  if (db.isTransaction) return readSite(db, version)
  const { adapter } = db.getExecutor()
  const known = cache.get(adapter)
  if (known?.version === version) return known
  const site = await readSite(db, version)
  cache.set(adapter, site)
  return site
}

/** The site as it was last read, without asking for it now; null before the first time. */
export function lastKnownSite(db: Db): Site | null {
  return cache.get(db.getExecutor().adapter) ?? null
}

async function readSite(db: Db, version: number): Promise<Site> {
  const stored = await db.selectFrom('settings').selectAll().execute()
  const groups = await db.selectFrom('groups').selectAll().execute()
  const levels = await db.selectFrom('levels').selectAll().orderBy('minPoints').execute()
  const creditKinds = await db
    .selectFrom('creditKinds')
    .select(['id', 'title', 'unit'])
    .orderBy('position')
    .execute()
  const awards = await db.selectFrom('creditAwards').selectAll().execute()
  const moods = await db.selectFrom('moods').selectAll().orderBy('id').execute()
  const causes = new Set(awards.map((award) => award.cause))
  return {
    version,
    settings: settingsFrom(new Map(stored.map(({ name, value }) => [name, value]))),
    groups: new Map(groups.map((group) => [group.id, group])),
    levels,
    creditKinds,
    awards: new Map([...causes].map((cause) => [cause, awards.filter((award) => award.cause === cause)])),
    moods,
    boards: new BoardTree(await allBoards(db)),
  }
}
