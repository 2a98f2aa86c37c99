import { CommanderError, type Command } from 'commander'
import { Calendar } from '../calendar.js'
import { readConfig } from '../config.js'
import type { Db } from '../db/database.js'
import { integrityProblems } from '../db/integrity.js'
import { migrate } from '../db/migrate.js'
import { usingDatabase } from '../db/using-database.js'
import { adoptSecret } from '../forum/accounts/forum-secret.js'
import { brokenLine } from '../forum/moderation/log-chain.js'
import { ledgerProblems } from '../forum/counters/check-ledger.js'
import { checkCounters, recount } from '../forum/counters/recount.js'
import { rerenderPosts, rerenderSignatures } from '../forum/posts/rerender-posts.js'
import { loadSite } from '../forum/site/load-site.js'
import { loadSecrets } from '../secrets.js'
import { print, withExistingDatabase, type Terminal } from './with-database.js'

/** louzhu migrate, recount, rerender, secret adopt and doctor */
export function addUpkeepCommands(louzhu: Command, terminal: Terminal): void {
  louzhu
    .command('migrate')
    .description('bring the database up to date')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const done = await usingDatabase(readConfig(terminal.env).database, migrate)
      print(terminal, { migrations: done }, done.length > 0 ? done : ['up to date'], options)
    })
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
    .description(
      'check the database, the counters, the credit ledger and the moderation log; exit 1 when something is wrong',
    )
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const report = await withExistingDatabase(terminal, async (db) => ({
        integrity: await integrityProblems(db),
        counters: (await checkCounters(db, await calendarOf(db))).filter((counter) => counter.wrong > 0),
        ledger: await ledgerProblems(db),
        log: await brokenLine(db),
      }))
      const lines = [
        ...report.integrity,
        ...report.counters.map(
          ({ counter, wrong }) => `${counter}: ${wrong} wrong; louzhu recount puts them right`,
        ),
        ...(report.ledger > 0 ? [`credit ledger: ${report.ledger} entries don't add up`] : []),
        ...(report.log === null ? [] : [`moderation log: line ${report.log} does not fit the one before it`]),
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
