import { expect, it } from 'vitest'
import { louzhu } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'

it('A mistyped data folder does not look healthy', async () => {
  const data = dataFolder()
  for (const command of ['doctor', 'recount', 'rerender']) {
    const failed = await louzhu(data, [command])
    expect([failed.code, failed.err.trim().split('\n').length]).toEqual([1, 1])
  }
  await louzhu(data, ['migrate'])
  expect((await louzhu(data, ['doctor'])).out).toBe('all is well\n')
})

it('What the pages refuse, the command line refuses as well', async () => {
  const data = dataFolder()
  const refused = [
    ['member', 'add', '--name', 'laowang', '--email', 'nonsense'],
    ['board', 'add', '--name', ''],
    ['board', 'add', '--name', '议事厅', '--access', 'hidden', '--groups', 'nosuch'],
    ['board', 'add', '--name', '议事厅', '--access', 'secret'],
    ['setting', 'set', 'questions', '2+2'],
    ['setting', 'set', 'announcementLink', '/\\evil.example'],
  ]
  for (const args of refused)
    expect([args.join(' '), (await louzhu(data, args)).code]).toEqual([args.join(' '), 1])
  expect(
    (await louzhu(data, ['board', 'add', '--name', '议事厅', '--access', 'hidden', '--groups', 'moderator']))
      .code,
  ).toBe(0)
  expect((await louzhu(data, ['setting', 'set', 'questions', '2+2|4'])).code).toBe(0)
})

it('Posts and signatures are rendered anew from their source', async () => {
  const data = dataFolder()
  await louzhu(data, ['generate', '--members', '5', '--boards', '1', '--threads', '2', '--posts', '9'])
  expect((await louzhu(data, ['rerender', '--json'])).out).toBe('{"posts":0,"signatures":0}\n')
  expect((await louzhu(data, ['rerender', '--all', '--json'])).out).toBe('{"posts":9,"signatures":0}\n')
})
