import cluster, { type Worker } from 'node:cluster'
import type { Logger } from 'pino'
import { RateLimiterClusterMaster } from 'rate-limiter-flexible'

/** What a worker is told by the process that started it. */
export interface WorkerRole {
  /** the one-time token of /setup, or null */
  setupToken: string | null
  /** whether this is the worker that looks after what is one on a machine: its clock, its limits */
  isFirst: boolean
}

/** A worker that ends sooner than this, milliseconds, is replaced only after as long a pause. */
const SHORT_LIFE = 1000
/** Milliseconds after which a worker that was asked to stop is ended. */
const LAST_GRACE = 15_000

/**
 * Starts `count` workers that share one port, replaces those that die, and stops all of them when asked to. Resolves
 * with the port as soon as one listens.
 */
export async function startWorkers(
  count: number,
  { setupToken, logger }: { setupToken: string | null; logger: Logger },
): Promise<number> {
  // The kernel hands connections out: those that this process had handed on to a worker would hang when it dies.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  // Counts for all workers, so that a limit is the same however many there are.
  new RateLimiterClusterMaster()
  let isStopping = false
  let hasListened = false

  const start = (isFirst: boolean): void => {
    const begun = performance.now()
    const worker = cluster.fork(environmentOf({ setupToken, isFirst }))
    worker.once('exit', (code: number, signal: string | null) => {
      if (isStopping) return endWithTheLast()
      // One that can't even begin, for a port in use say, has told why.
      if (!hasListened) process.exit(code === 0 ? 1 : code)
      logger.error({ code, signal, pid: worker.process.pid }, 'a worker has died and is replaced')
      const pause = performance.now() - begun < SHORT_LIFE ? SHORT_LIFE : 0
      setTimeout(() => {
        if (!isStopping) start(isFirst)
      }, pause)
    })
  }

  const stop = (): void => {
    if (isStopping) process.exit(1)
    isStopping = true
    for (const worker of workers()) worker.process.kill('SIGTERM')
    setTimeout(() => process.exit(1), LAST_GRACE).unref()
    endWithTheLast()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  for (let number = 0; number < count; number++) start(number === 0)
  return new Promise((resolve) => {
    cluster.once('listening', (_worker, { port }) => {
      hasListened = true
      resolve(port)
    })
  })
}

/** The role of this process, if it is a worker. */
export function workerRole(env: Record<string, string | undefined> = process.env): WorkerRole | null {
  if (!cluster.isWorker) return null
  return { setupToken: env.LOUZHU_SETUP_TOKEN ?? null, isFirst: env.LOUZHU_FIRST === '1' }
}

/** Calls `stop` when the process that started this worker asks for it, or is gone. The keyboard asks that one alone. */
export function onWorkerStop(stop: () => void): void {
  process.on('SIGTERM', stop)
  process.on('SIGINT', () => undefined)
  process.once('disconnect', stop)
}

function environmentOf({ setupToken, isFirst }: WorkerRole): Record<string, string> {
  const token: Record<string, string> = setupToken === null ? {} : { LOUZHU_SETUP_TOKEN: setupToken }
  return { ...token, LOUZHU_FIRST: isFirst ? '1' : '0' }
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
}

function endWithTheLast(): void {
  if (workers().every((worker) => worker.isDead())) process.exit(0)
}
