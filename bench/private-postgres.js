// A PostgreSQL server for as long as somebody wants one: made in a temporary folder from Debian's package, on a free port
// of the loopback interface, under a user that is not root. Prints its address and ends when standard input does.
//
//   node bench/private-postgres.js               for tests: quick, and lost with the power
//   node bench/private-postgres.js --durable     for measurements: every commit reaches the disk
//   node bench/private-postgres.js --folder=DIR  keeps the databases there for the next time
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { durable: { type: 'boolean', default: false }, folder: { type: 'string' } },
})

let isStopping = false
const programs = programFolder()
const identity = owner()
const { folder, isKept } = clusterFolder()
const passwordFile = join(folder, 'password')
const data = join(folder, 'data')

if (!existsSync(data)) {
  writeFileSync(passwordFile, randomBytes(12).toString('hex'), { mode: 0o600 })
  give(passwordFile)
  const made = spawnSync(
    join(programs, 'initdb'),
    [
      '--pgdata',
      data,
      '--username=louzhu',
      '--pwfile',
      passwordFile,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    { ...identity, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) fail(made.error?.message ?? made.stderr)
}

const port = await freePort()
const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...settings()], {
  ...identity,
  cwd: folder,
  stdio: ['ignore', 'ignore', 'pipe'],
})
let said = ''
server.stderr.setEncoding('utf8').on('data', (chunk) => {
  said = (said + chunk).slice(-5000)
  if (chunk.includes('ready to accept connections')) announce()
})
server.on('exit', () => {
  if (!isKept) rmSync(folder, { recursive: true, force: true })
  process.exit(isStopping ? 0 : fail(said))
})

// Whoever started this may be killed: its end of the pipe closes all the same.
process.stdin.on('end', stop).on('error', stop).resume()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop)

function stop() {
  if (isStopping) return
  isStopping = true
  // PostgreSQL's fast shutdown: connections are ended, what was committed is written.
  server.kill('SIGINT')
}

function announce() {
  const password = readFileSync(passwordFile, 'utf8')
  process.stdout.write(`postgres://louzhu:${password}@127.0.0.1:${port}/postgres\n`)
}

function settings() {
  const common = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: '256MB',
    max_wal_size: '4GB',
    // A deadlock is found out soon, so that a test of it need not wait long.
    deadlock_timeout: '200ms',
  }
  const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  return Object.entries({ ...common, ...(values.durable ? {} : quick) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
}

/** The newest programs of Debian's package, or those in PG_BIN. */
function programFolder() {
  if (process.env.PG_BIN) return process.env.PG_BIN
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')))
  return (
    found ?? fail("no PostgreSQL here: install Debian's postgresql, or name the folder of initdb in PG_BIN")
  )
}

/** Whose process the server is: PostgreSQL refuses to run as root, so it is then the user of Debian's package. */
function owner() {
  if (process.getuid() !== 0) return {}
  const user = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('postgres:'))
  if (!user) return fail('no user postgres to run the server as, and it does not run as root')
  const [, , uid, gid] = user.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

function clusterFolder() {
  const { folder } = values
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true })
    give(folder)
    if (isWithinReach(folder)) return { folder, isKept: true }
    process.stderr.write(`private-postgres: its user can't reach ${folder}; the databases will not be kept\n`)
  }
  const temporary = mkdtempSync(join(tmpdir(), 'louzhu-postgres-'))
  give(temporary)
  return { folder: temporary, isKept: false }
}

/** Whether the server's user may write there: a folder above it may be closed to all but its owner. */
function isWithinReach(folder) {
  return spawnSync('test', ['-w', folder], { ...identity, cwd: '/' }).status === 0
}

function give(path) {
  if (statSync(path).isDirectory()) chmodSync(path, 0o700)
  if (identity.uid !== undefined) chownSync(path, identity.uid, identity.gid)
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function fail(message) {
  process.stderr.write(`private-postgres: ${message.trim()}\n`)
  process.exit(1)
}
