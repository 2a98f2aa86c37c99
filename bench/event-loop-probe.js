import { monitorEventLoopDelay } from 'node:perf_hooks'

// Preloaded into the forum's process. On the message "reset" it begins to measure how late the event loop is; on
// "report" it answers { p99, max } in milliseconds and stops, so that other loads run without it.

/** Milliseconds between two samples. The histogram counts them along, so they are taken off again. */
const RESOLUTION = 10
let delays = null

process.on('message', (message) => {
  if (message === 'reset') {
    delays = monitorEventLoopDelay({ resolution: RESOLUTION })
    delays.enable()
  } else if (message === 'report') {
    delays.disable()
    process.send({ p99: late(delays.percentile(99)), max: late(delays.max) })
  }
})
// Without the bench there is nobody left to end this process.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel.unref()

function late(nanoseconds) {
  return Math.max(0, nanoseconds / 1e6 - RESOLUTION)
}
