import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const command = join(import.meta.dirname, '..', '..', 'bin', 'louzhu.js')

/** What a finished command has said. */
export interface Finished {
  code: number | null
  out: string
  err: string
}

/** A data folder of its own for one test, gone afterwards. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'louzhu-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs the built `louzhu` command to its end. */
export async function louzhu(
  dataDir: string,
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Finished> {
  const child = start(dataDir, args, env)
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
  const child = start(dataDir, ['start'], { PORT: '0', LOG_LEVEL: 'fatal', HOST: '127.0.0.1', ...env })
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
