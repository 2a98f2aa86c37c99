import { createServer, type RequestListener } from 'node:http'
import type { Logger } from 'pino'
import { requireOurSecret } from '../forum/accounts/forum-secret.js'
import { createApp } from './app.js'
import type { Config } from '../config.js'
import { openDatabase, type Db } from '../db/database.js'
import { usingDatabase } from '../db/using-database.js'
import { migrate } from '../db/migrate.js'
import { openVersions } from '../db/versions.js'
import { startBeats } from './beats.js'
import { startJobs } from './run-jobs.js'
import { needsSetUp } from '../forum/setup/set-up-forum.js'
import { messages } from '../i18n/zh-cn.js'
import { createLogger } from '../web/logger.js'
import { isProxyAmong } from '../web/client-address.js'
import { CONNECTIONS_PER_ADDRESS, limitConnections } from '../web/connection-ceiling.js'
import { loadSecrets, randomToken } from '../secrets.js'
import { onWorkerStop, startWorkers, workerRole, type WorkerRole } from './workers.js'

/** Milliseconds within which requests in flight must end once a shutdown is asked for. */
const GRACE = 10_000

/** Runs the forum until it is asked to stop, in as many processes as `WORKERS` says. */
export async function startForum(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel)
  const role = workerRole()
  if (role) return serve(config, logger, role)
  const setupToken = await prepare(config)
  if (config.workers === 1) return serve(config, logger, { setupToken, isFirst: true })
  announce(config, setupToken, await startWorkers(config.workers, { setupToken, logger }))
}

/** Brings the database up to date before anybody is served. Returns the token of /setup while there is no member. */
async function prepare(config: Config): Promise<string | null> {
  return usingDatabase(config.database, async (db) => {
    await migrate(db)
    // Made here if they are missing, before several workers look for them.
    await requireOurSecret(db, loadSecrets(config.dataDir))
    return (await needsSetUp(db)) ? randomToken() : null
  })
}

async function serve(config: Config, logger: Logger, { setupToken, isFirst }: WorkerRole): Promise<void> {
  const secrets = loadSecrets(config.dataDir)
  const db = openForServing(config)
  const versions = openVersions(db, config.database)
  const clock = Date.now
  const { listener, forum } = createApp({ db, config, secrets, logger, clock, setupToken, versions })
  const beats = [startBeats(forum, logger, { isFirst }), startJobs(forum, logger)]
  const isWorker = workerRole() !== null

  const server = listen(listener, config, logger, (port) => {
    if (!isWorker) announce(config, setupToken, port)
  })
  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    // Requests in flight are answered; idle connections are closed; what presence has gathered is written.
    server.close(() => {
      void Promise.all(beats.map(async (beat) => beat.stop()))
        .then(() => versions.close())
        .then(() => db.destroy())
        .then(() => process.exit(0))
    })
    // A connection that has had its last answer would otherwise be kept open for the next request.
    setInterval(() => server.closeIdleConnections(), 50)
    setTimeout(() => server.closeAllConnections(), GRACE).unref()
  }
  if (isWorker) onWorkerStop(stop)
  else for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop)
}

function listen(
  listener: RequestListener,
  { port, host, trustProxy }: Config,
  logger: Logger,
  whenListening: (port: number) => void,
) {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 },
    listener,
  )
  server.maxConnections = 4000
  // A ceiling for each worker: the kernel may give most connections to one of them.
  limitConnections(server, { most: CONNECTIONS_PER_ADDRESS, isExempt: isProxyAmong(trustProxy), logger })
  server.on('error', (error: NodeJS.ErrnoException) => {
    fail(listenProblems[error.code ?? '']?.(port, host) ?? error.message)
  })
  server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
    const address = server.address()
    whenListening(typeof address === 'object' && address ? address.port : port)
  })
  return server
}

const listenProblems: Partial<Record<string, (port: number, host?: string) => string>> = {
  EADDRINUSE: (port) => `Port ${port} is already in use; set PORT to another`,
  EACCES: (port) => `Port ${port} is for the administrator of the machine alone; set PORT to one above 1023`,
  EADDRNOTAVAIL: (_port, host) => `HOST ${host} is no address of this machine; set HOST to one of its own`,
}

/** Prints the forum's address, and the set-up link while there is no member. */
function announce(config: Config, setupToken: string | null, port: number): void {
  const origin = config.baseUrl?.origin ?? `http://localhost:${port}`
  const setUp =
    setupToken === null ? '' : `${messages.terminal.noMembers(`${origin}/setup?token=${setupToken}`)}\n`
  // In one piece, for whoever waits for the address.
  process.stdout.write(`${messages.terminal.product}: ${origin}\n${setUp}`)
}

/** Nobody waits for a page for longer than this: a connection is had, a row is free, a statement ends in time, or 503. */
function openForServing({ database, databasePool }: Config): Db {
  return openDatabase(database, {
    connections: databasePool,
    waitMs: 5000,
    statementMs: 10_000,
    lockMs: 5000,
  })
}

/** Ends the process with one line on standard error. */
function fail(message: string): never {
  process.stderr.write(`louzhu: ${message}\n`)
  process.exit(1)
}
