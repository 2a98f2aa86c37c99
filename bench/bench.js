import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { louzhu, residentMegabytes, signIn, startForum, startProcess } from './forum-process.js'

// Loads the built forum and a bare node:http server in turn, A B A B, in one run, and prints the medians as a table.
// The machine's speed changes from minute to minute; the ratios are what counts.

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const ROUNDS = 3
const CONNECTIONS = 8
const size = { members: 10_000, boards: 20, threads: 20_000, posts: 200_000 }
const data = join(import.meta.dirname, '..', 'bench-data', `posts-${size.posts}`)
const asJson = process.argv.includes('--json')

if (!existsSync(join(data, 'louzhu.db'))) {
  const options = Object.entries(size).flatMap(([name, value]) => [`--${name}`, String(value)])
  louzhu(data, 'generate', ...options, '--seed', '1')
}
const limits = {
  floodSeconds: 0,
  postsPerAddress: 1_000_000,
  signInTriesPerName: 100_000,
  signInTriesPerAddress: 1_000_000,
}
for (const [name, value] of Object.entries(limits)) louzhu(data, 'setting', 'set', name, String(value))

const forum = await startForum(data)
const pageBytes = (await (await fetch(`${forum.origin}/threads/2`)).arrayBuffer()).byteLength
const bare = await startProcess(join(import.meta.dirname, 'bare-server.js'), [String(pageBytes)])
const members = []
for (let index = 0; index < CONNECTIONS; index++) members.push(await signIn(forum.origin, `街坊${index + 3}`))

const loads = {
  'index, guest': { path: '/' },
  'board, guest': { path: '/boards/5' },
  'thread, guest': { path: '/threads/2' },
  'thread 1 page 1, guest': { path: '/threads/1' },
  'thread 1 page 1000, guest': { path: '/threads/1?page=1000' },
  'index, members': { path: '/', asMembers: true },
  'board, members': { path: '/boards/5', asMembers: true },
  'thread, members': { path: '/threads/2', asMembers: true },
  'reply, 8 members': { path: '/threads/3/posts', asMembers: true, reply: true },
}

// Rounds outside, loads inside: what slows the machine for a minute then slows a round of each.
const runs = Object.keys(loads).map((name) => ({ name, own: [], limit: [] }))
for (let round = 0; round < ROUNDS; round++) {
  for (const { name, own, limit } of runs) {
    own.push(await run(forum.origin, loads[name]))
    limit.push(await run(bare.origin, { path: '/' }))
  }
}
const rows = runs.map(({ name, own, limit }) => {
  const perSecond = median(own.map((result) => result.requests.average))
  return {
    load: name,
    perSecond: Math.round(perSecond),
    p50: median(own.map((result) => result.latency.p50)),
    p99: median(own.map((result) => result.latency.p99)),
    ratio: Number((perSecond / median(limit.map((result) => result.requests.average))).toFixed(4)),
    failed: own.reduce(
      (sum, result) => sum + result.errors + result.non2xx - (loads[name].reply ? result['3xx'] : 0),
      0,
    ),
  }
})
const result = {
  machine: `${cpus().length} × ${cpus()[0].model}, Node ${process.version}`,
  posts: size.posts,
  coldStartMs: Math.round(forum.startMs),
  memoryMb: Math.round(residentMegabytes(forum.child.pid)),
  deepPage: Number((speedOf('thread 1 page 1, guest') / speedOf('thread 1 page 1000, guest')).toFixed(2)),
  rows,
}
for (const { child } of [forum, bare]) child.kill('SIGTERM')
print(result)

function run(origin, { path, asMembers = false, reply = false }) {
  let next = 0
  return autocannon({
    url: `${origin}${path}`,
    connections: CONNECTIONS,
    duration: SECONDS,
    setupClient(client) {
      if (!asMembers) return
      const { cookie, token } = members[next++ % members.length]
      if (!reply) return client.setHeaders({ cookie })
      const body = new URLSearchParams({ _csrf: token, body: '路过，顶一下，说得在理。' }).toString()
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
      client.setRequests([{ method: 'POST', path, headers, body }])
    },
  })
}

function speedOf(name) {
  return rows.find((row) => row.load === name).perSecond
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

function print({ machine, posts, coldStartMs, memoryMb, deepPage, rows: lines }) {
  if (asJson) return void process.stdout.write(`${JSON.stringify(result)}\n`)
  const out = [
    `${machine}; ${posts} posts, ${pageBytes} bytes a page`,
    '',
    '| load | requests/s | p50 ms | p99 ms | of bare node:http | failed |',
    '|---|---|---|---|---|---|',
    ...lines.map(
      (row) => `| ${row.load} | ${row.perSecond} | ${row.p50} | ${row.p99} | ${row.ratio} | ${row.failed} |`,
    ),
    '',
    `page 1,000 of thread 1 takes ${deepPage} × the time of page 1`,
    `cold start to the first answer: ${coldStartMs} ms; memory after the run: ${memoryMb} MB`,
  ]
  process.stdout.write(`${out.join('\n')}\n`)
}
