import { adoptSecret } from './accounts/forum-secret.js'
import { Command, CommanderError } from 'commander'
import { addBoardCommands, addMemberCommands, addModeratorCommands } from './cli-people.js'
import { passwordHash, print, withDatabase, withExistingDatabase } from './cli-tools.js'
import { checkCounters, recount } from './counters/recount.js'
import { ledgerProblems } from './counters/check-ledger.js'
import type { Db } from './db/database.js'
import { usingDatabase } from './db/using-database.js'
import { integrityProblems } from './db/integrity.js'
import { migrate } from './db/migrate.js'
import { generateCommand } from './cli-generate.js'
import { moveCommand } from './cli-move.js'
import { configOrFail, fail, startForum } from './main.js'
import { rerenderPosts, rerenderSignatures } from './posts/rerender-posts.js'
import { Refusal } from './refusal.js'
import { needsSetUp } from './setup/set-up-forum.js'
import { loadSite } from './site/load-site.js'
import { setSetting } from './site/set-setting.js'
import { isSettingName, settingText, type SettingName } from './site/settings.js'
import { loadSecrets } from './web/secrets.js'
import { Unusable } from './unusable.js'
import { workerRole } from './workers.js'
import { Calendar } from './web/time.js'

/** Runs the `louzhu` command with a process's arguments. Ends the process with one line and code 1 when it fails. */
export async function runCommand(argv: string[]): Promise<void> {
  try {
    await program().parseAsync(argv)
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode)
    if (error instanceof Unusable) fail(error.message, error.exitCode)
    if (error instanceof Refusal) fail(Object.values(error.fields)[0] ?? error.message)
    fail(error instanceof Error ? error.message.split('\n')[0]! : String(error))
  }
}

function program(): Command {
  const louzhu = new Command('louzhu')
    .description('楼主 Louzhu: a classic Chinese forum')
    .exitOverride()
    .showHelpAfterError(false)
  louzhu
    .command('start')
    .description('run the forum')
    .action(() => startForum(configOrFail()))
  louzhu
    .command('demo')
    .description('run the sample community, filling its data folder first')
    .action(runDemo)
  louzhu
    .command('migrate')
    .description('bring the database up to date')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const done = await usingDatabase(configOrFail().database, migrate)
      print({ migrations: done }, done.length > 0 ? done : ['up to date'], options)
    })

  addMemberCommands(louzhu.command('member').description('add members, set passwords'))
  addBoardCommands(louzhu.command('board').description('add boards'))
  addModeratorCommands(louzhu.command('moderator').description('add moderators'))
  addSettingCommands(louzhu.command('setting').description('read and change settings'))
  generateCommand(louzhu)
  moveCommand(louzhu)
  addUpkeepCommands(louzhu)
  return louzhu
}

async function runDemo(): Promise<void> {
  const config = configOrFail({ ...process.env, DATA_DIR: process.env.DATA_DIR ?? 'data-demo' })
  if (workerRole()) return startForum(config)
  await usingDatabase(config.database, async (db) => {
    await migrate(db)
    if (!(await needsSetUp(db))) return
    process.stdout.write('正在布置示例社区…\n')
    const { seedDemo } = await import('./demo/seed-demo.js')
    const hash = await passwordHash(db, config, 'louzhu-demo')
    await seedDemo(db, { now: Date.now(), accounts: { passwordHash: hash } })
  })
  process.stdout.write('示例账号：admin（创始人）、banzhu（版主）、huiyuan（会员），密码都是 louzhu-demo\n')
  await startForum(config)
}

function addSettingCommands(setting: Command): void {
  setting
    .command('get')
    .argument('[name]', 'one setting; all when left out')
    .option('--json')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { settings } = await withDatabase((db) => loadSite(db))
      if (name !== undefined && !isSettingName(name))
        throw new Refusal('invalid', `there is no setting ${name}`)
      const names = name === undefined ? (Object.keys(settings) as SettingName[]) : [name]
      const texts = Object.fromEntries(names.map((each) => [each, settingText(settings[each])]))
      print(
        name === undefined ? texts : texts[name],
        name === undefined
          ? names.map((each) => `${each}=${texts[each]!.replaceAll('\n', '\\n')}`)
          : [texts[name]!],
        options,
      )
    })
  setting
    .command('set')
    .argument('<name>')
    .argument('<value>', 'lines are separated by \\n')
    .action(async (name: string, value: string) => {
      await withDatabase((db) => setSetting(db, name, value.replaceAll('\\n', '\n')))
    })
}

function addUpkeepCommands(louzhu: Command): void {
  louzhu
    .command('recount')
    .description('count every counter anew')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const reports = await withExistingDatabase(async (db) => recount(db, await calendarOf(db)))
      print(
        reports,
        reports.map(({ counter, wrong }) => `${counter}: ${wrong} put right`),
        options,
      )
    })
  louzhu
    .command('rerender')
    .description('make the HTML of posts and signatures anew from their source')
    .option('--all', 'also of posts made by this version')
    .option('--json')
    .action(async (options: { all?: boolean; json?: boolean }) => {
      const made = await withExistingDatabase(async (db) => ({
        posts: await rerenderPosts(db, { all: options.all ?? false }),
        signatures: await rerenderSignatures(db),
      }))
      print(made, [`${made.posts} posts, ${made.signatures} signatures`], options)
    })
  louzhu
    .command('secret')
    .description("the forum's secret in DATA_DIR")
    .command('adopt')
    .description("make this data folder's secret the forum's: after the right one was lost for good")
    .action(async () => {
      await withExistingDatabase(async (db, { dataDir }) => adoptSecret(db, loadSecrets(dataDir)))
      print(
        {},
        ['adopted; all sessions are over, and passwords have to be set anew: louzhu member password'],
        {},
      )
    })
  louzhu
    .command('doctor')
    .description('check the database, the counters and the credit ledger; exit 1 when something is wrong')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const report = await withExistingDatabase(async (db) => ({
        integrity: await integrityProblems(db),
        counters: (await checkCounters(db, await calendarOf(db))).filter((counter) => counter.wrong > 0),
        ledger: await ledgerProblems(db),
      }))
      const lines = [
        ...report.integrity,
        ...report.counters.map(
          ({ counter, wrong }) => `${counter}: ${wrong} wrong; louzhu recount puts them right`,
        ),
        ...(report.ledger > 0 ? [`credit ledger: ${report.ledger} entries don't add up`] : []),
      ]
      print(report, lines.length > 0 ? lines : ['all is well'], options)
      if (lines.length > 0) process.exitCode = 1
    })
}

async function calendarOf(db: Db): Promise<Calendar> {
  const { settings } = await loadSite(db)
  return new Calendar(settings.timeZone, Date.now())
}
