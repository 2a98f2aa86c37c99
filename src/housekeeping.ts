import type { Logger } from 'pino'
import { sweepFormResults } from './accounts/form-result.js'
import { sweepKeptForms } from './accounts/kept-form.js'
import { sweepSessions } from './accounts/session-store.js'
import type { Forum } from './accounts/visit.js'
import { flushPresence, onlineWindow } from './presence/flush-presence.js'
import { loadSite } from './site/load-site.js'

/** Milliseconds between two flushes of presence, and between two sweeps of what has expired. */
const FLUSH_INTERVAL = 5000
const SWEEP_INTERVAL = 600_000
/** A form sent again after a day is a new form. */
const FORM_LIFE = 86_400_000
/** What was typed while signed out is kept for a month. */
const KEPT_LIFE = 30 * 86_400_000

/** Writes what presence has gathered, once. */
export async function flushOnce({ db, presence, clock }: Forum): Promise<void> {
  const { settings } = await loadSite(db)
  const now = clock()
  const windowMs = onlineWindow(settings.onlineGapSeconds)
  const batch = presence.takeBatch(now, windowMs)
  try {
    await flushPresence(db, batch, { now, windowMs })
  } catch (error) {
    presence.putBack(batch)
    throw error
  }
}

/** Starts the jobs that run beside the requests. `stop` ends them and writes what is left. */
export function startHousekeeping(forum: Forum, logger: Logger): { stop: () => Promise<void> } {
  const guarded = (work: () => Promise<void>) => () => {
    work().catch((error: unknown) => logger.error({ err: error }, 'housekeeping failed'))
  }
  const flushing = setInterval(
    guarded(() => flushOnce(forum)),
    FLUSH_INTERVAL,
  ).unref()
  const sweeping = setInterval(
    guarded(async () => {
      await sweepSessions(forum.db, forum.clock())
      await sweepFormResults(forum.db, forum.clock() - FORM_LIFE)
      await sweepKeptForms(forum.db, forum.clock() - KEPT_LIFE)
    }),
    SWEEP_INTERVAL,
  ).unref()
  return {
    async stop() {
      clearInterval(flushing)
      clearInterval(sweeping)
      await flushOnce(forum).catch((error: unknown) => logger.error({ err: error }, 'the last flush failed'))
    },
  }
}
