import {
  eventLoopDelay,
  residentMegabytes,
  startBareServer,
  startForum,
  stopServer,
  watchEventLoop,
} from './forum-process.js'
import { loadsFor } from './loads.js'
import { median } from './median.js'
import { runBareLoad, runLoad, toolFor } from './run-load.js'

/** Runs all loads against a forum and the bare server in turn, and returns a row for each with the medians. */
export async function measureLoads(environment, size, { seconds, rounds, tell, readThrough }) {
  const forum = await startForum(environment)
  const bare = await startBareServer()
  const { loads, ids, notes } = await loadsFor(forum.origin, size)

  // Rounds outside, loads inside: what slows the machine for a minute then slows a round of each.
  const runs = loads.map((load) => ({ load, own: [], limit: [] }))
  const delays = []
  for (let round = 1; round <= rounds; round++) {
    for (const { load, own, limit } of runs) {
      tell(`round ${round}: ${load.name}`)
      await readThrough(environment)
      if (load.isWatched) watchEventLoop(forum)
      own.push(await runLoad(forum.origin, load, seconds))
      if (load.isWatched) delays.push(await eventLoopDelay(forum))
      limit.push(await runBareLoad(bare.origin, load, seconds))
    }
  }
  if (ids.rounds() > 0) {
    notes.push(
      `The ${size.threads} threads were used up: "distinct threads" were asked ${ids.rounds() + 1} times.`,
    )
  }
  const memoryMb = residentMegabytes(forum)
  await Promise.all([forum, bare].map(stopServer))
  return {
    rows: runs.map(rowOf),
    eventLoop: { p99: median(delays.map(({ p99 }) => p99)), max: Math.max(...delays.map(({ max }) => max)) },
    coldStartMs: forum.startMs,
    memoryMb,
    notes,
  }
}

function rowOf({ load, own, limit }) {
  const middle = (results, name) => median(results.map((result) => result[name]))
  const perSecond = middle(own, 'perSecond')
  const barePerSecond = middle(limit, 'perSecond')
  return {
    name: load.name,
    tool: toolFor(load),
    bytes: load.bytes,
    perSecond,
    p50: middle(own, 'p50'),
    p99: middle(own, 'p99'),
    barePerSecond,
    ratio: perSecond / barePerSecond,
    failed: own.reduce((sum, { failed }) => sum + failed, 0),
    bareFailed: limit.reduce((sum, { failed }) => sum + failed, 0),
  }
}
