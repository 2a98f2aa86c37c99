import { text } from 'node:stream/consumers'
import { InvalidArgumentError, type Command } from 'commander'
import { changePassword } from '../forum/accounts/change-password.js'
import { emailField, requireGoodName, requireGoodPassword } from '../forum/accounts/member-fields.js'
import { registerMember } from '../forum/accounts/register-member.js'
import { boardFields } from '../forum/boards/board-fields.js'
import { boardAccesses } from '../forum/boards/board.js'
import { addBoard, addModerator } from '../forum/boards/change-boards.js'
import { passwordHash, print, withDatabase, type Terminal } from './with-database.js'
import type { Db } from '../db/database.js'
import { findByNames } from '../forum/members/member-queries.js'
import { Refusal } from '../refusal.js'
import { loadSite } from '../forum/site/load-site.js'
import { oneLine } from '../text/code-points.js'
import { readAll } from '../field.js'
import { randomToken } from '../secrets.js'

/** louzhu member add and member password */
export function addMemberCommands(member: Command, terminal: Terminal): void {
  member
    .command('add')
    .requiredOption('--name <name>')
    .requiredOption('--email <address>')
    .option(
      '--group <group>',
      'founder, administrator, super-moderator, moderator, member or banned',
      'member',
    )
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and printed')
    .option('--json')
    .action(
      async ({
        name: typedName,
        email: typedEmail,
        group,
        ...options
      }: {
        name: string
        email: string
        group: string
        passwordStdin?: boolean
        json?: boolean
      }) => {
        const password = options.passwordStdin ? await passwordFromInput(terminal) : randomToken()
        const id = await withDatabase(terminal, async (db, config) => {
          const site = await loadSite(db)
          if (!site.groups.has(group)) throw new Refusal('invalid', () => `there is no group ${group}`)
          const { data: email } = emailField.safeParse(typedEmail)
          if (email === undefined) throw new Refusal('invalid', () => `${typedEmail} is no e-mail address`)
          const name = oneLine(typedName)
          requireGoodName(name, site.settings, { allowReserved: true })
          requireGoodPassword(password, { username: name, email }, site.settings)
          const hash = await passwordHash(db, config, password)
          const member = { username: name, email, passwordHash: hash, groupId: group, now: Date.now() }
          return registerMember(db, member)
        })
        const made = options.passwordStdin ? {} : { password }
        print(
          terminal,
          { id, ...made },
          [`member ${id}`, ...(options.passwordStdin ? [] : [`password ${password}`])],
          options,
        )
      },
    )
  member
    .command('password')
    .description('set a password and end all sessions')
    .requiredOption('--name <name>')
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and printed')
    .option('--json')
    .action(async ({ name, ...options }: { name: string; passwordStdin?: boolean; json?: boolean }) => {
      const password = options.passwordStdin ? await passwordFromInput(terminal) : randomToken()
      const id = await withDatabase(terminal, async (db, config) => {
        const { settings } = await loadSite(db)
        const memberId = await idOf(db, name)
        requireGoodPassword(password, { username: name, email: '' }, settings)
        await changePassword(db, {
          memberId,
          passwordHash: await passwordHash(db, config, password),
        })
        return memberId
      })
      const made = options.passwordStdin ? {} : { password }
      print(
        terminal,
        { id, ...made },
        [`member ${id}`, ...(options.passwordStdin ? [] : [`password ${password}`])],
        options,
      )
    })
}

/** louzhu board add */
export function addBoardCommands(board: Command, terminal: Terminal): void {
  board
    .command('add')
    .requiredOption('--name <name>')
    .option('--parent <id>', 'the category or board it stands below; none: a category', wholeNumber)
    .option('--description <text>', '', '')
    .option('--access <access>', boardAccesses.join(', '), 'open')
    .option('--groups <groups>', 'who may read a hidden board, separated by commas', '')
    .option('--json')
    .action(
      async (options: {
        name: string
        parent?: number
        description: string
        access: string
        groups: string
        json?: boolean
      }) => {
        const fields = readAll(boardFields, options)
        const allowedGroups = options.groups.split(',').filter((group) => group !== '')
        const id = await withDatabase(terminal, async (db) => {
          const { groups } = await loadSite(db)
          const stranger = allowedGroups.find((group) => !groups.has(group))
          if (stranger !== undefined) throw new Refusal('invalid', () => `there is no group ${stranger}`)
          return addBoard(db, {
            ...fields,
            parentId: options.parent ?? null,
            allowedGroups,
            moderatorIds: [],
          })
        })
        print(terminal, { id }, [`board ${id}`], options)
      },
    )
}

/** louzhu moderator add */
export function addModeratorCommands(moderator: Command, terminal: Terminal): void {
  moderator
    .command('add')
    .requiredOption('--board <id>', 'a board or a category', wholeNumber)
    .requiredOption('--name <name>')
    .action(async ({ board, name }: { board: number; name: string }) => {
      await withDatabase(terminal, async (db) => {
        if (!(await loadSite(db)).boards.get(board))
          throw new Refusal('missing', () => `there is no board ${board}`)
        await addModerator(db, board, await idOf(db, name))
      })
    })
}

/** A whole number as an option's value. Throws commander's own error otherwise. */
export function wholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It must be a whole number.')
}

async function idOf(db: Db, name: string): Promise<number> {
  const [member] = await findByNames(db, [name])
  if (!member) throw new Refusal('missing', () => `there is no member ${name}`)
  return member.id
}

// The line end of `echo` is not part of a password.
async function passwordFromInput({ stdin }: Terminal): Promise<string> {
  return (await text(stdin)).replace(/\r?\n$/, '')
}
