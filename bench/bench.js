import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { engineNames, prepareData, sizes } from './bench-data.js'
import { engines } from './engines.js'
import { writeBenchPage } from './bench-page.js'
import { measureGrowth } from './measure-growth.js'
import { measureLoads } from './measure-loads.js'
import { mustsOf } from './musts.js'
import { report } from './report.js'

// Loads the built forum and a bare node:http server in turn, in one run, and prints the medians as tables.
// The machine's speed changes from minute to minute; the ratios are what counts.

const usage = `npm run bench -- [--posts=N[,N]] [--engine=NAME] [--json] [--write]
  --posts   sizes to measure, of ${sizes.map(({ posts }) => posts).join(', ')}; all without it
  --engine  ${engineNames.join(', ')}; postgres starts a server of its own from Debian's package
  --json    print one JSON object
  --write   write BENCH.md
BENCH_SECONDS (4) are the seconds of a load, BENCH_ROUNDS (3) its rounds.`

const options = readOptions()
const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
const tell = (stage) => process.stderr.write(`${stage}\n`)

const { start, stop, readThrough } = engines[options.engine]
await start()
const environments = []
for (const size of options.sizes) {
  tell(`data: ${size.posts} posts`)
  environments.push(await prepareData(size, options.engine))
}
const measured = await measureLoads(environments[0], options.sizes[0], { seconds, rounds, tell, readThrough })
tell('growth and deep pages')
const grown = await measureGrowth(environments, readThrough)
await stop()
const posts = options.sizes.map((size) => size.posts)
const result = {
  machine: `${cpus().length} × ${cpus()[0].model}, Node ${process.version}`,
  engine: options.engine,
  posts,
  seconds,
  rounds,
  ...measured,
  ...grown,
  musts: mustsOf({ ...measured, ...grown, posts }),
}
if (options.write) writeBenchPage(options.engine, report(result))
process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${report(result)}\n`)

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        posts: { type: 'string', multiple: true, default: sizes.map(({ posts }) => String(posts)) },
        engine: { type: 'string', default: 'sqlite' },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    })
    const wanted = values.posts.flatMap((list) => list.split(',')).map(Number)
    const unknown = wanted.find((posts) => !sizes.some((size) => size.posts === posts))
    if (unknown !== undefined) throw new Error('there is no such size')
    if (!engineNames.includes(values.engine)) throw new Error('there is no such engine')
    return { ...values, sizes: sizes.filter(({ posts }) => wanted.includes(posts)) }
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}\n`)
    process.exit(64)
  }
}
