import { adoptSecret } from '../forum/accounts/forum-secret.js'
import { Command, CommanderError } from 'commander'
import { addBoardCommands, addMemberCommands, addModeratorCommands } from './people-commands.js'
import { passwordHash, print, withDatabase, withExistingDatabase, type Terminal } from './with-database.js'
import { readConfig, type Config } from '../config.js'
import { checkCounters, recount } from '../forum/counters/recount.js'
import { ledgerProblems } from '../forum/counters/check-ledger.js'
import type { Db } from '../db/database.js'
import { usingDatabase } from '../db/using-database.js'
import { integrityProblems } from '../db/integrity.js'
import { migrate } from '../db/migrate.js'
import { generateCommand } from './generate-command.js'
import { moveCommand } from './move-command.js'
import { rerenderPosts, rerenderSignatures } from '../forum/posts/rerender-posts.js'
import { Refusal } from '../refusal.js'
import { needsSetUp } from '../forum/setup/set-up-forum.js'
import { loadSite } from '../forum/site/load-site.js'
import { setSetting } from '../forum/site/set-setting.js'
import { isSettingName, settingText, type SettingName } from '../forum/site/settings.js'
import { loadSecrets } from '../secrets.js'
import { Unusable } from '../unusable.js'
import { Calendar } from '../calendar.js'

/** Runs the `louzhu` command with a process's arguments. Returns the exit code, after one line that says why if it is not 0. */
export async function runCommand(argv: string[], terminal: Terminal): Promise<number> {
  try {
    await program(terminal).parseAsync(argv)
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    terminal.stderr.write(`louzhu: ${lineOf(error)}\n`)
    return error instanceof Unusable ? error.exitCode : 1
  }
}

function lineOf(error: unknown): string {
  if (error instanceof Refusal) return Object.values(error.fields)[0] ?? error.message
  if (error instanceof Unusable) return error.message
  return error instanceof Error ? error.message.split('\n')[0]! : String(error)
}

function program(terminal: Terminal): Command {
  const louzhu = new Command('louzhu')
    .description('楼主 Louzhu: a classic Chinese forum')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError(false)
  louzhu
    .command('start')
    .description('run the forum')
    .action(() => startForum(readConfig(terminal.env)))
  louzhu
    .command('demo')
    .description('run the sample community, filling its data folder first')
    .action(() => runDemo(terminal))
  louzhu
    .command('migrate')
    .description('bring the database up to date')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const done = await usingDatabase(readConfig(terminal.env).database, migrate)
      print(terminal, { migrations: done }, done.length > 0 ? done : ['up to date'], options)
    })

  addMemberCommands(louzhu.command('member').description('add members, set passwords'), terminal)
  addBoardCommands(louzhu.command('board').description('add boards'), terminal)
  addModeratorCommands(louzhu.command('moderator').description('add moderators'), terminal)
  addSettingCommands(louzhu.command('setting').description('read and change settings'), terminal)
  generateCommand(louzhu, terminal)
  moveCommand(louzhu, terminal)
  addUpkeepCommands(louzhu, terminal)
  return louzhu
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
    stdout.write('正在布置示例社区…\n')
    const { seedDemo } = await import('../samples/demo/seed-demo.js')
    const hash = await passwordHash(db, config, 'louzhu-demo')
    await seedDemo(db, { now: Date.now(), accounts: { passwordHash: hash } })
  })
  stdout.write('示例账号：admin（创始人）、banzhu（版主）、huiyuan（会员），密码都是 louzhu-demo\n')
  await startForum(config)
}

function addSettingCommands(setting: Command, terminal: Terminal): void {
  setting
    .command('get')
    .argument('[name]', 'one setting; all when left out')
    .option('--json')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { settings } = await withDatabase(terminal, (db) => loadSite(db))
      if (name !== undefined && !isSettingName(name))
        throw new Refusal('invalid', `there is no setting ${name}`)
      const names = name === undefined ? (Object.keys(settings) as SettingName[]) : [name]
      const texts = Object.fromEntries(names.map((each) => [each, settingText(settings[each])]))
      print(
        terminal,
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
      await withDatabase(terminal, (db) => setSetting(db, name, value.replaceAll('\\n', '\n')))
    })
}

function addUpkeepCommands(louzhu: Command, terminal: Terminal): void {
  louzhu
    .command('recount')
    .description('count every counter anew')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const reports = await withExistingDatabase(terminal, async (db) => recount(db, await calendarOf(db)))
      print(
        terminal,
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
      const made = await withExistingDatabase(terminal, async (db) => ({
        posts: await rerenderPosts(db, { all: options.all ?? false }),
        signatures: await rerenderSignatures(db),
      }))
      print(terminal, made, [`${made.posts} posts, ${made.signatures} signatures`], options)
    })
  louzhu
    .command('secret')
    .description("the forum's secret in DATA_DIR")
    .command('adopt')
    .description("make this data folder's secret the forum's: after the right one was lost for good")
    .action(async () => {
      await withExistingDatabase(terminal, async (db, { dataDir }) => adoptSecret(db, loadSecrets(dataDir)))
      print(
        terminal,
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
      const report = await withExistingDatabase(terminal, async (db) => ({
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
      print(terminal, report, lines.length > 0 ? lines : ['all is well'], options)
      // The lines have said why.
      if (lines.length > 0) throw new CommanderError(1, 'louzhu.doctor', '')
    })
}

async function calendarOf(db: Db): Promise<Calendar> {
  const { settings } = await loadSite(db)
  return new Calendar(settings.timeZone, Date.now())
}
