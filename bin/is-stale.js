import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a build is made from. */
const sources = [
  'src',
  'migrations',
  'views',
  'public',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
]

/** The first and the last that a build makes. */
const made = ['dist/src/cli/louzhu.js', 'dist/assets']

/**
 * Whether the program at `root` must be built before it runs: nothing is there, or a source is newer, as is a folder in
 * which one came or went. Where it was installed without its sources there is nothing to build.
 * @param {string} root
 * @returns {boolean}
 */
export function isStale(root) {
  if (!existsSync(join(root, 'src'))) return false
  const built = made.flatMap((name) => timesBelow(join(root, name)))
  if (built.length < made.length) return true
  const changed = sources.flatMap((name) => timesBelow(join(root, name)))
  return Math.max(...changed) > Math.min(...built)
}

/**
 * When a file was changed, or a folder and all that is in it; none where there is nothing.
 * @param {string} path
 * @returns {number[]}
 */
function timesBelow(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return []
  const below = stats.isDirectory() ? readdirSync(path) : []
  return [stats.mtimeMs, ...below.flatMap((name) => timesBelow(join(path, name)))]
}
