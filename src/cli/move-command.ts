import { existsSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { requireOurSecret } from '../forum/accounts/forum-secret.js'
import { print, withExistingDatabase, type Terminal } from './with-database.js'
import type { Db } from '../db/database.js'
import { isPostgresAddress } from '../config.js'
import { migrate } from '../db/migrate.js'
import { usingDatabase } from '../db/using-database.js'
import { cleaningUp } from '../first-error.js'
import { moveForum, rowsToMove, type Receipt } from '../move/move-forum.js'
import { Refusal } from '../refusal.js'
import { loadSecrets } from '../secrets.js'

/** louzhu move */
export function moveCommand(louzhu: Command, terminal: Terminal): void {
  louzhu
    .command('move')
    .description(
      'copy the forum from its database (DATABASE_URL, or the SQLite file in DATA_DIR) into an empty one and compare the two; it is read-only meanwhile, and the old one stays so',
    )
    .requiredOption(
      '--to <address>',
      'postgres://name:password@host/database, or the path of a new SQLite file',
    )
    .option('--json')
    .action(async ({ to, json }: { to: string; json?: boolean }) => {
      const started = performance.now()
      const bar = json
        ? null
        : new SingleBar({
            format: '{bar} {percentage}% {table}',
            noTTYOutput: false,
            stream: terminal.stderr,
          })
      const receipts = await withExistingDatabase(terminal, async (source, { database, dataDir }) => {
        // What is moved must know whose secret it goes with.
        await requireOurSecret(source, loadSecrets(dataDir))
        if (to === database) throw new Refusal('invalid', () => 'the forum is there already')
        return isPostgresAddress(to) ? moveInto(source, to, bar) : moveIntoFile(source, resolve(to), bar)
      })
      const seconds = Math.round((performance.now() - started) / 100) / 10
      print(
        terminal,
        { tables: receipts, seconds },
        receiptLines(receipts, seconds, to),
        json === undefined ? {} : { json },
      )
    })
}

/** A file that is named as wished only once it is whole. */
async function moveIntoFile(source: Db, path: string, bar: SingleBar | null): Promise<Receipt[]> {
  if (existsSync(path))
    throw new Refusal('conflict', () => `there is a file at ${path} already; move it aside first`)
  const draft = `${path}.moving`
  const removeDraft = () => {
    for (const ending of ['', '-wal', '-shm']) rmSync(draft + ending, { force: true })
  }
  removeDraft()
  return cleaningUp(async () => {
    const receipts = await moveInto(source, draft, bar)
    renameSync(draft, path)
    return receipts
  }, removeDraft)
}

async function moveInto(source: Db, address: string, bar: SingleBar | null): Promise<Receipt[]> {
  let isCancelled = false
  const cancel = () => {
    isCancelled = true
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, cancel)
  const move = async (target: Db) => {
    await migrate(target)
    // Each row is copied once and read twice more.
    bar?.start(3 * (await rowsToMove(source)), 0, { table: '' })
    return moveForum({
      source,
      target,
      onProgress: (table, rows) => bar?.increment(rows, { table }),
      isCancelled: () => isCancelled,
    })
  }
  return cleaningUp(
    async () => usingDatabase(address, move),
    () => {
      bar?.stop()
      for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, cancel)
    },
  )
}

function receiptLines(receipts: Receipt[], seconds: number, to: string): string[] {
  const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0)
  const width = Math.max(...receipts.map(({ table }) => table.length))
  return [
    ...receipts.map(
      (receipt) => `${receipt.table.padEnd(width)}  ${String(receipt.rows).padStart(9)}  ${receipt.checksum}`,
    ),
    `${rows} rows moved in ${seconds} s; both sides have the same rows with the same checksums.`,
    isPostgresAddress(to)
      ? 'Next: set DATABASE_URL to it and start the servers, each with this DATA_DIR/secrets.json.'
      : 'Next: put the file into DATA_DIR as louzhu.db, unset DATABASE_URL, and start.',
    'The old forum stays read-only; to go on with it after all: louzhu setting set readOnly 0.',
  ]
}
