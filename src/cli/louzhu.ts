import { Command, CommanderError } from 'commander'
import { messages } from '../i18n/zh-cn.js'
import { Refusal } from '../refusal.js'
import { Unusable } from '../unusable.js'
import { generateCommand } from './generate-command.js'
import { addJobCommands } from './job-commands.js'
import { moveCommand } from './move-command.js'
import { addBoardCommands, addMemberCommands, addModeratorCommands } from './people-commands.js'
import { routesCommand } from './routes-command.js'
import { serveCommands } from './serve-commands.js'
import { addSettingCommands } from './setting-commands.js'
import { addUpkeepCommands } from './upkeep-commands.js'
import type { Terminal } from './with-database.js'

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
  if (error instanceof Refusal) return (Object.values(error.fields)[0] ?? error.say)(messages)
  if (error instanceof Unusable) return error.message
  return error instanceof Error ? error.message.split('\n')[0]! : String(error)
}

function program(terminal: Terminal): Command {
  const louzhu = new Command('louzhu')
    .description(`${messages.terminal.product}: a classic Chinese forum`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError(false)
  serveCommands(louzhu, terminal)
  addMemberCommands(louzhu.command('member').description('add members, set passwords'), terminal)
  addBoardCommands(louzhu.command('board').description('add boards'), terminal)
  addModeratorCommands(louzhu.command('moderator').description('add moderators'), terminal)
  addSettingCommands(louzhu.command('setting').description('read and change settings'), terminal)
  addJobCommands(
    louzhu.command('job').description('what the forum does by itself: when, with what result'),
    terminal,
  )
  routesCommand(louzhu, terminal)
  generateCommand(louzhu, terminal)
  moveCommand(louzhu, terminal)
  addUpkeepCommands(louzhu, terminal)
  return louzhu
}
