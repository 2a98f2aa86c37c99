import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Finished, Given } from './command.js'
import { databaseEnvironment } from './data-folder.js'

const command = join(import.meta.dirname, '..', '..', 'bin', 'louzhu.js')

/** Runs the built `louzhu` command to its end as a process of its own. */
export async function spawnLouzhu(
  dataDir: string,
  args: string[],
  { input = '', env = {} }: Given = {},
): Promise<Finished> {
  const child = start(dataDir, args, { ...(await databaseEnvironment(dataDir)), ...env })
  child.stdin!.end(input)
  const [out, err] = [collect(child, 'stdout'), collect(child, 'stderr')]
  const code = await ended(child)
  return { code, out: out.text, err: err.text }
}

/** A forum that runs as its own process on a free port. */
export interface RunningForum {
  origin: string
  /** the set-up link, when there is no member yet */
  setupPath: string | null
  child: ChildProcess
  ended: Promise<number | null>
}

/** Starts the built forum and waits until it listens. */
export async function startForum(dataDir: string, env: Record<string, string> = {}): Promise<RunningForum> {
  const database = await databaseEnvironment(dataDir)
  const child = start(dataDir, ['start'], {
    ...database,
    PORT: '0',
    LOG_LEVEL: 'fatal',
    HOST: '127.0.0.1',
    ...env,
  })
  const end = ended(child)
  const [out, err] = [collect(child, 'stdout'), collect(child, 'stderr')]
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', () => {
      if (/localhost:\d+\n/.test(out.text)) resolve()
    })
    void end.then((code) => reject(new Error(`the forum ended with ${code}: ${err.text}`)))
  })
  // Both lines are written at once; the link follows the address.
  const port = /localhost:(\d+)/.exec(out.text)![1]!
  return {
    origin: `http://localhost:${port}`,
    setupPath: /(\/setup\?token=\S+)/.exec(out.text)?.[1] ?? null,
    child,
    ended: end,
  }
}

function start(dataDir: string, args: string[], env: Record<string, string>): ChildProcess {
  const { PATH = '' } = process.env
  return spawn(process.execPath, [command, ...args], {
    env: { PATH, DATA_DIR: dataDir, ...env },
    stdio: 'pipe',
  })
}

function collect(child: ChildProcess, stream: 'stdout' | 'stderr'): { text: string } {
  const collected = { text: '' }
  child[stream]!.setEncoding('utf8').on('data', (chunk: string) => {
    collected.text += chunk
  })
  return collected
}

async function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', (code) => resolve(code)))
}
