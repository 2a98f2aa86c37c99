import { createServer } from 'node:http'
import { randomToken } from './web/secrets.js'
import { join } from 'node:path'
import { createApp } from './app.js'
import { ConfigError, readConfig, type Config } from './config.js'
import { openDatabase } from './db/database.js'
import { versionsAt } from './db/versions.js'
import { migrate } from './db/migrate.js'
import { startHousekeeping } from './housekeeping.js'
import { needsSetUp } from './setup/set-up-forum.js'
import { createLogger } from './web/logger.js'
import { loadSecrets } from './web/secrets.js'

/** Milliseconds within which requests in flight must end once a shutdown is asked for. */
const GRACE = 10_000

/** Runs the forum until it is asked to stop. Prints its address, and the set-up link while there is no member. */
export async function startForum(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel)
  const secrets = loadSecrets(config.dataDir)
  const file = join(config.dataDir, 'louzhu.db')
  const db = openDatabase(file)
  await migrate(db)
  const setupToken = (await needsSetUp(db)) ? randomToken() : null
  const versions = versionsAt(file)
  const { listener, forum } = createApp({
    db,
    config,
    secrets,
    logger,
    clock: Date.now,
    setupToken,
    versions,
  })
  const housekeeping = startHousekeeping(forum, logger, { sweeps: true })

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 },
    listener,
  )
  server.maxConnections = 4000
  server.on('error', (error: NodeJS.ErrnoException) => {
    fail(
      error.code === 'EADDRINUSE'
        ? `Port ${config.port} is already in use; set PORT to another`
        : error.message,
    )
  })
  server.listen({ port: config.port, ...(config.host === undefined ? {} : { host: config.host }) }, () => {
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    const origin = config.baseUrl?.origin ?? `http://localhost:${port}`
    process.stdout.write(`楼主 Louzhu: ${origin}\n`)
    if (setupToken !== null)
      process.stdout.write(
        `还没有会员，请打开这个一次性链接完成设置：\n${origin}/setup?token=${setupToken}\n`,
      )
  })

  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    // Requests in flight are answered; idle connections are closed; what presence has gathered is written.
    server.close(() => {
      void housekeeping
        .stop()
        .then(() => versions.close())
        .then(() => db.destroy())
        .then(() => process.exit(0))
    })
    // A connection that has had its last answer would otherwise be kept open for the next request.
    setInterval(() => server.closeIdleConnections(), 50)
    setTimeout(() => server.closeAllConnections(), GRACE).unref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** Ends the process with one line on standard error. */
export function fail(message: string, code = 1): never {
  process.stderr.write(`louzhu: ${message}\n`)
  process.exit(code)
}

/** The configuration, or the end of the process with one clear line (exit code 78: a configuration error). */
export function configOrFail(env: Record<string, string | undefined> = process.env): Config {
  try {
    return readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return fail(error.message, 78)
    throw error
  }
}
