import { figure } from './figure.js'
import { hasWrk } from './wrk.js'

/** The results as Markdown. */
export function report(result) {
  const { machine, rows, musts, growth, deep, eventLoop, notes } = result
  const size = `${figure(result.posts[0])} posts`
  const withRatio = result.posts.length > 1
  return [
    `${machine}. ${result.engine}, ${size}; ${result.rounds} rounds of ${result.seconds} s a load.`,
    '',
    '## Musts',
    '',
    ...table(
      ['must', 'measured', 'held'],
      musts.map(({ must, measured, isMet }) => [
        must,
        measured,
        isMet === null ? '–' : isMet ? 'yes' : '**no**',
      ]),
    ),
    '',
    `## Loads at ${size}`,
    '',
    ...table(
      ['load', 'tool', 'requests/s', 'bare/s', 'of bare', 'p50 ms', 'p99 ms', 'failed'],
      rows.map((row) => [
        row.name,
        row.tool,
        figure(row.perSecond),
        figure(row.barePerSecond),
        figure(row.ratio, 4),
        figure(row.p50, row.tool === 'wrk' ? 2 : 0),
        figure(row.p99, row.tool === 'wrk' ? 2 : 0),
        figure(row.failed),
      ]),
    ),
    '',
    ...(hasWrk
      ? []
      : [
          '- wrk is not installed: autocannon loads both sides of the cached pages and is the slower one there.',
        ]),
    `- Event loop delay during the mixed load: p99 ${figure(eventLoop.p99, 1)} ms, maximum ${figure(eventLoop.max, 1)} ms.`,
    `- Cold start to the first answer: ${figure(result.coldStartMs)} ms. Memory after all loads: ${figure(result.memoryMb)} MB.`,
    ...notes.map((note) => `- ${note}`),
    '',
    '## Growth: milliseconds a page, as a member, one request at a time',
    '',
    ...table(
      [
        'page',
        ...result.posts.map((posts) => `${figure(posts)} posts`),
        ...(withRatio ? ['most : fewest'] : []),
      ],
      growth.map(({ name, ms, ratio }) => [
        name,
        ...ms.map((time) => figure(time, 2)),
        ...(withRatio ? [figure(ratio, 2)] : []),
      ]),
    ),
    '',
    `## Deep pages at ${size}, measured the same way`,
    '',
    ...table(
      ['page', 'ms', 'page 1, ms', 'ratio'],
      deep.map(({ name, ms, firstMs, ratio }) => [name, figure(ms, 2), figure(firstMs, 2), figure(ratio, 2)]),
    ),
  ].join('\n')
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
