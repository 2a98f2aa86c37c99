import { once } from 'node:events'
import { createServer } from 'node:http'
import { createApp } from '../../src/server/app.js'
import type { Db } from '../../src/db/database.js'
import { openVersions } from '../../src/db/versions.js'
import { createLogger } from '../../src/web/logger.js'
import type { PageCache } from '../../src/web/page-cache.js'
import { Browser } from '../support/browser.js'
import type { TestDatabase } from '../support/database.js'
import { testAssets, testConfig, testSecrets } from '../support/forum.js'
import { buildWorld, worldDatabase, type World } from '../support/world.js'

/** A forum as one process runs it: connections, caches and a door of its own. */
export interface Process {
  db: Db
  pages: PageCache
  visitor: () => Browser
  close: () => Promise<void>
}

/** How the two processes of one file find out what has changed. */
export const processNames = ['asks by a query', 'asks by a connection of its own'] as const

export type ProcessName = (typeof processNames)[number]

/** One world in a file, and two processes on it with the same clock: the test's own, and one as `louzhu start` runs it. */
export interface TwoProcesses {
  world: World
  processes: Record<ProcessName, Process>
  close: () => Promise<void>
}

/** Opens both on a database that goes when they are closed. */
export async function openTwoProcesses(): Promise<TwoProcesses> {
  const database = await worldDatabase()
  const world = await buildWorld({ database })
  const served = await serve(database, () => world.forum.now)
  return {
    world,
    processes: { 'asks by a query': world.forum, 'asks by a connection of its own': served },
    async close() {
      await served.close()
      await world.forum.close()
      await database.drop()
    },
  }
}

async function serve(database: TestDatabase, clock: () => number): Promise<Process> {
  const db = database.open()
  const versions = openVersions(db, database.address)
  const { listener, pages } = createApp({
    db,
    config: testConfig,
    secrets: testSecrets,
    logger: createLogger('silent'),
    clock,
    setupToken: null,
    versions,
    assets: testAssets(),
  })
  const server = createServer({ keepAliveTimeout: 0 }, listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    db,
    pages,
    visitor: () => new Browser(server),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      versions.close()
      await db.destroy()
    },
  }
}
