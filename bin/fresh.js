// What `npm start` and `npm run demo` run: builds when a source is newer than what was built, and then is `louzhu`.
import { spawnSync } from 'node:child_process'
import cluster from 'node:cluster'
import { join } from 'node:path'
import { isStale } from './is-stale.js'

const root = join(import.meta.dirname, '..')

if (cluster.isPrimary && isStale(root)) {
  process.stdout.write('正在构建，大约十秒…\n')
  const { status } = spawnSync('npm run --silent build', { cwd: root, stdio: 'inherit', shell: true })
  if (status !== 0) process.exit(status ?? 1)
}

await import('./louzhu.js')
