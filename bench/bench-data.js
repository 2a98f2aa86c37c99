import { createReadStream, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { louzhu } from './forum-process.js'

/** The forums measured, the biggest first. */
export const sizes = [
  { posts: 1_000_000, threads: 100_000, members: 50_000 },
  { posts: 100_000, threads: 10_000, members: 5000 },
  { posts: 10_000, threads: 1000, members: 500 },
]

/** How the forum is told where an engine's data is, by the data's folder. Another engine gets its line here. */
const engines = {
  sqlite: (folder) => ({ DATA_DIR: folder }),
}
export const engineNames = Object.keys(engines)

/** The load comes from one address and a few members, faster than any person. */
const limits = {
  floodSeconds: 0,
  postsPerAddress: 1_000_000,
  signInTriesPerName: 100_000,
  signInTriesPerAddress: 1_000_000,
}

/** Makes the data of a size unless it is there, sets the limits, and returns the forum's environment. */
export async function prepareData({ posts, threads, members }, engine) {
  const folder = join(import.meta.dirname, '..', 'bench-data', `posts-${posts}`)
  if (!existsSync(join(folder, 'louzhu.db'))) {
    // Under another name until it is whole.
    const unfinished = `${folder}-unfinished`
    for (const old of [folder, unfinished]) rmSync(old, { recursive: true, force: true })
    const size = { members, boards: 20, threads, posts, seed: 1 }
    const options = Object.entries(size).flatMap(([name, value]) => [`--${name}`, String(value)])
    await louzhu(engines[engine](unfinished), 'generate', ...options)
    renameSync(unfinished, folder)
  }
  const environment = engines[engine](folder)
  for (const [name, value] of Object.entries(limits)) {
    await louzhu(environment, 'setting', 'set', name, String(value))
  }
  return environment
}

/**
 * Reads the data once through, so that the operating system holds it in memory. Machines differ in how soon they
 * forget it, and a page would else be measured by the disk.
 */
export async function readThrough({ DATA_DIR: folder }) {
  const file = createReadStream(join(folder, 'louzhu.db'), { highWaterMark: 1 << 20 })
  for await (const chunk of file) void chunk
}
