import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { wholeNumber } from './people-commands.js'
import { passwordHash, print, withDatabase, type Terminal } from './with-database.js'

interface GenerateOptions {
  members: number
  boards: number
  threads: number
  posts: number
  seed: number
  json?: boolean
}

/** louzhu generate */
export function generateCommand(louzhu: Command, terminal: Terminal): void {
  louzhu
    .command('generate')
    .description(
      'fill an empty forum with made-up data, the same for the same seed; every member has the password louzhu-demo',
    )
    .option('--members <n>', '', wholeNumber, 1000)
    .option('--boards <n>', '', wholeNumber, 20)
    .option('--threads <n>', '', wholeNumber, 2000)
    .option('--posts <n>', '', wholeNumber, 20_000)
    .option('--seed <n>', '', wholeNumber, 1)
    .option('--json')
    .action(async ({ json, ...size }: GenerateOptions) => {
      const bar = new SingleBar({
        format: '{bar} {percentage}% {value}/{total} {stage}',
        noTTYOutput: false,
        stream: terminal.stderr,
      })
      const started = performance.now()
      if (!json) bar.start(size.posts, 0, { stage: '' })
      // Only who generates waits for the texts and what reads them.
      const { generateForum } = await import('../samples/generate/generate-forum.js')
      await withDatabase(terminal, async (db, config) => {
        const hash = await passwordHash(db, config, 'louzhu-demo')
        await generateForum(db, {
          ...size,
          passwordHash: hash,
          onProgress: (posts, stage) => bar.update(posts, { stage }),
        })
      })
      bar.stop()
      const seconds = Math.round((performance.now() - started) / 100) / 10
      print(
        terminal,
        { ...size, seconds },
        [`${size.posts} posts in ${seconds} s`],
        json === undefined ? {} : { json },
      )
    })
}
