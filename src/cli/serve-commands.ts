import type { Command } from 'commander'
import { readConfig, type Config } from '../config.js'
import { migrate } from '../db/migrate.js'
import { usingDatabase } from '../db/using-database.js'
import { needsSetUp } from '../forum/setup/set-up-forum.js'
import { messages } from '../i18n/zh-cn.js'
import { passwordHash, type Terminal } from './with-database.js'

const DEMO_PASSWORD = 'louzhu-demo'

/** louzhu start and demo */
export function serveCommands(louzhu: Command, terminal: Terminal): void {
  louzhu
    .command('start')
    .description('run the forum')
    .action(() => startForum(readConfig(terminal.env)))
  louzhu
    .command('demo')
    .description('run the sample community, filling its data folder first')
    .action(() => runDemo(terminal))
}

/** Serving needs all pages: only who serves waits for them. */
async function startForum(config: Config): Promise<void> {
  await (await import('../server/main.js')).startForum(config)
}

async function runDemo({ env, stdout }: Terminal): Promise<void> {
  const config = readConfig({ ...env, DATA_DIR: env.DATA_DIR ?? 'data-demo' })
  const { workerRole } = await import('../server/workers.js')
  if (workerRole()) return startForum(config)
  await usingDatabase(config.database, async (db) => {
    await migrate(db)
    if (!(await needsSetUp(db))) return
    stdout.write(`${messages.terminal.demoComing}\n`)
    const { seedDemo } = await import('../samples/demo/seed-demo.js')
    const hash = await passwordHash(db, config, DEMO_PASSWORD)
    await seedDemo(db, { now: Date.now(), accounts: { passwordHash: hash } })
  })
  stdout.write(`${messages.terminal.demoAccounts(DEMO_PASSWORD)}\n`)
  await startForum(config)
}
