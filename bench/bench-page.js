import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '..', 'BENCH.md')
/** What stands below it is written by hand and kept. */
const MARK = '<!-- notes -->'

const titles = { sqlite: 'SQLite', postgres: 'PostgreSQL on the same machine' }

const introduction = `# What the forum bears

Written by \`npm run bench -- --write\`. It builds the forum, fills one data folder for each size with \`louzhu generate\`
(the same data each time), starts the forum as one process as \`npm start\` does, and beside it a bare \`node:http\` server
that answers a constant page of the size of the page measured. Both are loaded in turn, A B A B …, with the same tool
and as many connections (8; sign-in 4), and medians over the rounds are printed. A machine's speed changes from minute
to minute and load generator and server share its cores, so **the ratio to the bare server** counts more than the figure.

- **guest** rows ask one page again and again: the forum answers from its cache. **members** rows send each connection
  as another member, whom no cache answers. **distinct threads** ask every time for another thread, never asked before;
  the database file is in the operating system's memory then, because it is read through before each load.
- **sign-in** checks a right password with bcrypt; **reply** posts to 800 threads in turn, each on the disk before it is
  answered (SQLite: synchronous=FULL, PostgreSQL: fsync and synchronous_commit). Both
  answer without a page, so the bare server answers an empty one. **mixed** is 95 % guests' pages, 4 % members' pages
  and 1 % replies; meanwhile the delay of the server's event loop is measured inside its process.
- **failed** counts errors, timeouts and any answer but the page asked for; a form is answered with a redirect.
- Cached pages are loaded with \`wrk\` where it is installed (\`apt-get install wrk\`), because autocannon is slower than a
  bare server; everything else with autocannon, on both sides.
- **Growth** and **deep pages** are times of single requests on one connection, the sizes side by side and in turn.

Run it with \`npm run bench\`, or \`npm run bench -- --engine=postgres\`, which starts a server of its own from Debian's
package; \`npm run bench -- --posts=10000\` takes one size, \`--json\` prints for machines,
\`BENCH_SECONDS\` (4) and \`BENCH_ROUNDS\` (3) make it shorter or longer.
`

/** Writes an engine's figures into BENCH.md; those of the others and the notes at its end stay. */
export function writeBenchPage(engine, report) {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const mark = old.indexOf(MARK)
  const notes = mark === -1 ? '\n' : old.slice(mark + MARK.length)
  const sections = Object.keys(titles).map((each) => (each === engine ? report : sectionOf(old, each)))
  const written = Object.keys(titles).flatMap((each, index) =>
    sections[index] === null
      ? []
      : [`# ${titles[each]}\n\n${begin(each)}\n${sections[index]}\n${end(each)}\n`],
  )
  writeFileSync(file, `${introduction}\n${written.join('\n')}\n${MARK}${notes}`)
}

const begin = (engine) => `<!-- ${engine} -->`
const end = (engine) => `<!-- end of ${engine} -->`

function sectionOf(text, engine) {
  const [from, to] = [text.indexOf(begin(engine)), text.indexOf(end(engine))]
  return from === -1 ? null : text.slice(from + begin(engine).length, to).trim()
}
