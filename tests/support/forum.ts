import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createApp } from '../../src/server/app.js'
import type { Forum } from '../../src/pages/visit.js'
import type { Config } from '../../src/config.js'
import type { Db } from '../../src/db/database.js'
import { jobs } from '../../src/forum/jobs/all-jobs.js'
import { runDueJobs } from '../../src/forum/jobs/run-due-jobs.js'
import { countOnce, flushOnce } from '../../src/server/beats.js'
import { siteChanged } from '../../src/forum/shown.js'
import { setSetting } from '../../src/forum/site/set-setting.js'
import type { SettingName } from '../../src/forum/site/settings.js'
import { createLogger } from '../../src/web/logger.js'
import { makeAssets, type Asset } from '../../src/web/asset-files.js'
import type { PageCache } from '../../src/web/page-cache.js'
import { secretsFrom } from '../../src/secrets.js'
import { Browser } from './browser.js'
import { newDatabase, type TestDatabase } from './database.js'

/** Sunday 2026-11-22, 20:00 in Shanghai. */
export const START = Date.UTC(2026, 10, 22, 12)

export const testConfig: Config = {
  port: 0,
  host: '127.0.0.1',
  dataDir: '.',
  database: ':memory:',
  databasePool: 6,
  uploads: { kind: 'folder', path: 'uploads' },
  baseUrl: undefined,
  trustProxy: [],
  logLevel: 'silent',
  workers: 1,
  isDevelopment: false,
  passwordCost: 4,
}

// Packing them takes longer than all else that a forum needs to open.
let assets: Asset[] | undefined

/** Stylesheet and script, made once. */
export function testAssets(): Asset[] {
  return (assets ??= makeAssets(join(import.meta.dirname, '..', '..', 'public')))
}

export const testSecrets = secretsFrom(Buffer.alloc(32, 7))

/** How a forum under test is opened. `database`: one that several share; `own`: one that goes with the forum. */
export interface ForumOptions {
  setupToken?: string | null
  config?: Partial<Config>
  database?: TestDatabase
  own?: TestDatabase | Promise<TestDatabase> | null
}

/** A forum on a database of its own, with a clock that stands until a test moves it. */
export class TestForum {
  readonly db: Db
  readonly forum: Forum
  readonly pages: PageCache
  now = START
  readonly #server: Server
  readonly #own: TestDatabase | null

  private constructor(
    { db, own }: { db: Db; own: TestDatabase | null },
    setupToken: string | null,
    config: Partial<Config>,
  ) {
    this.db = db
    this.#own = own
    const { listener, forum, pages } = createApp({
      db,
      config: { ...testConfig, ...config },
      secrets: testSecrets,
      logger: createLogger('silent'),
      clock: () => this.now,
      setupToken,
      assets: testAssets(),
    })
    this.forum = forum
    this.pages = pages
    // A connection that a browser keeps is not closed under its next request.
    this.#server = createServer({ keepAliveTimeout: 0 }, listener).listen(0, '127.0.0.1')
  }

  /** Opens a forum; on `database` when several share one, which its maker drops. */
  static async open({
    setupToken = null,
    config = {},
    database,
    own = database ? null : newDatabase({ inMemory: true }),
  }: ForumOptions = {}): Promise<TestForum> {
    const owned = await own
    const db = (database ?? owned!).open()
    const forum = new TestForum({ db, own: owned }, setupToken, config)
    await once(forum.#server, 'listening')
    return forum
  }

  get origin(): string {
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('not listening')
    return `http://127.0.0.1:${address.port}`
  }

  /** Listens with another application. */
  static async serve(listener: RequestListener): Promise<{ origin: string; close: () => void }> {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const close = () => {
      server.closeAllConnections()
      server.close()
    }
    return { origin: `http://127.0.0.1:${port}`, close }
  }

  /** Somebody who has just opened a browser. */
  visitor(): Browser {
    return new Browser(this.#server)
  }

  /** A browser signed in through the form. */
  async signIn(username: string, password = 'louzhu-demo'): Promise<Browser> {
    const browser = this.visitor()
    await browser.get('/login')
    const page = await browser.submit('form[action="/login"]', { username, password })
    if (page.status !== 303) throw new Error(`${username} could not sign in: ${page.text('[role=alert]')}`)
    return browser
  }

  async set(name: SettingName, value: string): Promise<void> {
    await setSetting(this.db, name, value)
  }

  /** To be called after rows were changed past the deeds: visitors are shown pages made anew. */
  async noticeChanges(): Promise<void> {
    await siteChanged(this.db)
  }

  /** Lets time pass, in milliseconds. */
  wait(ms: number): void {
    this.now += ms
  }

  /** Writes what presence has gathered, as the server does every few seconds. */
  async flush(): Promise<void> {
    await flushOnce(this.forum)
    await countOnce(this.forum)
  }

  /** Runs the jobs that are due, as the server does every few seconds; one that fails fails the test. */
  async runJobs(): Promise<string[]> {
    const failed = (_job: string, error: unknown) => {
      throw error
    }
    return runDueJobs(this.db, { jobs, clock: () => this.now, failed })
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
    await this.db.destroy()
    await this.#own?.drop()
  }
}
