import { engines } from './engines.js'
import { louzhu } from './forum-process.js'

/** The forums measured, the biggest first. */
export const sizes = [
  { posts: 1_000_000, threads: 100_000, members: 50_000 },
  { posts: 100_000, threads: 10_000, members: 5000 },
  { posts: 10_000, threads: 1000, members: 500 },
]

export const engineNames = Object.keys(engines)

/** The load comes from one address and a few members, faster than any person. */
const limits = {
  floodSeconds: 0,
  postsPerAddress: 1_000_000,
  signInTriesPerName: 100_000,
  signInTriesPerAddress: 1_000_000,
}

/** Makes the data of a size unless it is there, sets the limits, and returns the forum's environment. */
export async function prepareData({ posts, threads, members }, engineName) {
  const engine = engines[engineName]
  if (!(await engine.isMade(posts))) {
    // Under another name until it is whole.
    const draft = await engine.draft(posts)
    const size = { members, boards: 20, threads, posts, seed: 1 }
    const options = Object.entries(size).flatMap(([name, value]) => [`--${name}`, String(value)])
    await louzhu(draft, 'generate', ...options)
    await engine.keep(posts)
  }
  const environment = engine.environment(posts)
  for (const [name, value] of Object.entries(limits)) {
    await louzhu(environment, 'setting', 'set', name, String(value))
  }
  return environment
}
