import { chmodSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { spawnChild } from './forum-process.js'

const root = join(import.meta.dirname, '..', 'bench-data')

/**
 * Where an engine's data of each size is. `start` and `stop` go around everything else; of a size, `isMade` tells whether its data is
 * there whole, `draft` is the forum's environment while it is made, `keep` gives it its name, `environment` is the
 * forum's. `readThrough` reads the data once, so that the operating system holds it in memory: machines differ in how
 * soon they forget it, and a page would else be measured by the disk.
 */
export const engines = { sqlite: sqlite(), postgres: postgres() }

function sqlite() {
  const folderOf = (posts) => join(root, `posts-${posts}`)
  const unfinished = (posts) => `${folderOf(posts)}-unfinished`
  return {
    start: async () => undefined,
    stop: async () => undefined,
    isMade: async (posts) => existsSync(join(folderOf(posts), 'louzhu.db')),
    async draft(posts) {
      for (const old of [folderOf(posts), unfinished(posts)]) rmSync(old, { recursive: true, force: true })
      return { DATA_DIR: unfinished(posts) }
    },
    keep: async (posts) => renameSync(unfinished(posts), folderOf(posts)),
    environment: (posts) => ({ DATA_DIR: folderOf(posts) }),
    async readThrough({ DATA_DIR: folder }) {
      const file = createReadStream(join(folder, 'louzhu.db'), { highWaterMark: 1 << 20 })
      for await (const chunk of file) void chunk
    },
  }
}

/** A server of the bench's own whose commits reach the disk; its databases are kept for the next time. */
function postgres() {
  let child
  let server
  const nameOf = (posts) => `posts_${posts}`
  const at = (name) => Object.assign(new URL(server), { pathname: `/${name}` }).href
  const environmentOf = (posts, name) => ({
    DATA_DIR: join(root, `postgres-posts-${posts}`),
    DATABASE_URL: at(name),
  })
  return {
    async start() {
      mkdirSync(root, { recursive: true })
      // The server runs as another user, whose own folder lies below.
      chmodSync(root, 0o755)
      const script = join(import.meta.dirname, 'private-postgres.js')
      const args = [script, '--durable', `--folder=${join(root, 'postgres')}`]
      child = spawnChild(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
      server = String((await once(child.stdout, 'data'))[0]).trim()
    },
    async stop() {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
    async isMade(posts) {
      const rows = await ask(server, 'select 1 from pg_database where datname = $1', [nameOf(posts)])
      return rows.length > 0
    },
    async draft(posts) {
      await ask(server, 'drop database if exists unfinished with (force)')
      await ask(server, "create database unfinished template template0 encoding 'UTF8'")
      return environmentOf(posts, 'unfinished')
    },
    keep: async (posts) => ask(server, `alter database unfinished rename to ${nameOf(posts)}`),
    environment: (posts) => environmentOf(posts, nameOf(posts)),
    async readThrough({ DATABASE_URL: address }) {
      for (const text of [
        "posts where body_html <> ''",
        "threads where subject <> ''",
        "members where email <> ''",
      ])
        await ask(address, `select count(*) from ${text}`)
    },
  }
}

async function ask(address, text, values = []) {
  const client = new pg.Client(address)
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
