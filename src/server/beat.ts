import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'

/** Work done again and again until it is stopped. */
export interface Beat {
  /** Ends it, and waits a while for what is being done. */
  stop: () => Promise<void>
}

/** Milliseconds that one waits for work that is under way. */
const GRACE = 8000

/**
 * Does `work` every `interval` milliseconds, with `atOnce` also now, and never twice at the same time. An error is logged
 * under `name`.
 */
export function startBeat(
  work: () => Promise<unknown>,
  {
    name,
    interval,
    logger,
    atOnce = false,
  }: { name: string; interval: number; logger: Logger; atOnce?: boolean },
): Beat {
  let running: Promise<void> | null = null
  let hasFailed = false
  const once = async () => {
    try {
      await work()
      hasFailed = false
    } catch (error) {
      // A database that is gone for a while is told of once, not each second.
      if (!hasFailed) logger.error({ err: error, beat: name }, 'a beat failed')
      hasFailed = true
    }
    running = null
  }
  const beat = () => void (running ??= once())
  if (atOnce) beat()
  const timer = setInterval(beat, interval).unref()
  return {
    async stop() {
      clearInterval(timer)
      if (running) await Promise.race([running, pause(GRACE, undefined, { ref: false })])
    },
  }
}
