import { figure } from './figure.js'

/** What must hold, with what was measured beside it; `isMet` is null for what was not measured. */
export function mustsOf({ posts, rows, eventLoop, memoryMb, growth, deep }) {
  const row = (name) => rows.find((one) => one.name === name)
  const { perSecond, p99 } = row('reply, 8 members')
  return [
    throughput("guest's thread page from the cache", row('thread page 1, guest'), { ratio: 0.5 }),
    throughput("guests' threads nobody asked before", row('distinct threads, guest'), {
      ratio: 0.02,
      perSecond: 600,
    }),
    throughput("members' thread page, each connection another member", row('thread page 1, members'), {
      ratio: 0.02,
      perSecond: 600,
    }),
    ...deep.map(({ name, ratio }) => ({
      must: `${name} ≤ 1.2 × the time of page 1`,
      measured: `${figure(ratio, 2)} ×`,
      isMet: ratio <= 1.2,
    })),
    ...(posts.length > 1 ? [growthMust(posts, growth)] : []),
    {
      must: 'replies by 8 members at once, each on the disk before its answer, ≥ 300/s and p99 < 60 ms',
      measured: `${figure(perSecond)}/s, p99 ${figure(p99)} ms`,
      isMet: perSecond >= 300 && p99 < 60,
    },
    {
      must: 'event loop delay during the mixed load: p99 < 50 ms',
      measured: `${figure(eventLoop.p99, 1)} ms (maximum ${figure(eventLoop.max, 1)} ms)`,
      isMet: eventLoop.p99 < 50,
    },
    {
      must: 'memory after all loads, one process < 300 MB',
      measured: `${figure(memoryMb)} MB`,
      isMet: memoryMb === null ? null : memoryMb < 300,
    },
  ]
}

function throughput(what, row, { ratio, perSecond = 0 }) {
  return {
    must: `${what} ≥ ${ratio} × bare${perSecond > 0 ? ` and ≥ ${perSecond}/s` : ''}`,
    measured: `${figure(row.ratio, 3)} × bare, ${figure(row.perSecond)}/s`,
    isMet: row.ratio >= ratio && row.perSecond >= perSecond,
  }
}

function growthMust(posts, growth) {
  const { name, ratio } = growth.toSorted((a, b) => b.ratio - a.ratio)[0]
  return {
    must: `any page at ${figure(posts[0])} posts ≤ 1.5 × its time at ${figure(posts.at(-1))}`,
    measured: `${figure(ratio, 2)} × at most (${name})`,
    isMet: ratio <= 1.5,
  }
}
