import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { runCommand } from '../../src/cli/louzhu.js'
import { databaseEnvironment } from './data-folder.js'

/** What a finished command has said. */
export interface Finished {
  code: number | null
  out: string
  err: string
}

/** What a command is given beside its arguments. */
export interface Given {
  input?: string
  env?: Record<string, string>
}

/** Runs a `louzhu` command to its end in this process. Where a process is the matter there is `spawnLouzhu`. */
export async function louzhu(
  dataDir: string,
  args: string[],
  { input = '', env = {} }: Given = {},
): Promise<Finished> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await runCommand(['node', 'louzhu', ...args], {
    env: { DATA_DIR: dataDir, ...(await databaseEnvironment(dataDir)), ...env },
    stdin: Readable.from([input]),
    stdout,
    stderr,
  })
  return { code, out: await text(stdout.end()), err: await text(stderr.end()) }
}
