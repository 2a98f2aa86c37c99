import { figure } from './figure.js'

/** What must hold, with what was measured beside it: [must, measured, whether it holds], the latter null when not measured. */
export function mustsOf({ rows, eventLoop, memoryMb, growth, deep }) {
  const row = (name) => rows.find((one) => one.name === name)
  const throughput = (name, { ratio, perSecond = 0 }) => {
    const { ratio: ownRatio, perSecond: own } = row(name)
    return [`${figure(ownRatio, 3)} × bare, ${figure(own)}/s`, ownRatio >= ratio && own >= perSecond]
  }
  const times = (ratios, most) => {
    const ratio = Math.max(...ratios.filter((one) => one !== null))
    return ratios.includes(null) || ratios.length === 0
      ? ['not measured', null]
      : [`${figure(ratio, 2)} ×`, ratio <= most]
  }
  const replies = row('reply, 8 members')
  return [
    [
      "guest's thread page from the cache ≥ 0.5 × bare",
      ...throughput('thread page 1, guest', { ratio: 0.5 }),
    ],
    [
      "guests' threads nobody asked before ≥ 0.02 × bare and ≥ 600/s",
      ...throughput('distinct threads, guest', { ratio: 0.02, perSecond: 600 }),
    ],
    [
      "members' thread page, each connection another member, ≥ 0.02 × bare and ≥ 600/s",
      ...throughput('thread page 1, members', { ratio: 0.02, perSecond: 600 }),
    ],
    ...deep.map(({ name, ratio }) => [`${name} ≤ 1.2 × the time of page 1`, ...times([ratio], 1.2)]),
    [
      'any page at the most posts ≤ 1.5 × its time at the fewest',
      ...times(
        growth.map((page) => page.ratio),
        1.5,
      ),
    ],
    [
      'replies by 8 members at once, synchronous=FULL, ≥ 300/s and p99 < 60 ms',
      `${figure(replies.perSecond)}/s, p99 ${figure(replies.p99)} ms`,
      replies.perSecond >= 300 && replies.p99 < 60,
    ],
    [
      'event loop delay during the mixed load, p99 < 50 ms',
      `${figure(eventLoop.p99, 1)} ms (maximum ${figure(eventLoop.max, 1)} ms)`,
      eventLoop.p99 < 50,
    ],
    [
      'memory after all loads, one process, < 300 MB',
      memoryMb === null ? 'not measured' : `${figure(memoryMb)} MB`,
      memoryMb === null ? null : memoryMb < 300,
    ],
  ].map(([must, measured, isMet]) => ({ must, measured, isMet }))
}
