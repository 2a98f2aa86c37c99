import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readDemoSamples } from '../../src/samples/demo/demo-samples.js'
import { dataFolder } from '../support/data-folder.js'

const samples = join(import.meta.dirname, '..', '..', 'samples')

/** A copy of the samples in which one file is not what it was. */
function changed(name: string, change: (text: string) => string): string {
  const folder = dataFolder()
  cpSync(samples, folder, { recursive: true })
  const file = join(folder, name)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  return folder
}

it('The sample texts are whole, and a board has each file of talk', () => {
  const { boards, people } = readDemoSamples()
  expect(boards.map(({ key }) => `${key}.yaml`).sort()).toEqual(readdirSync(join(samples, 'boards')).sort())
  expect(people.length).toBeGreaterThan(50)
  expect(boards.flatMap(({ threads }) => threads).length).toBeGreaterThan(500)
})

it('A text added to the samples is part of the community, without a build', () => {
  const folder = changed('boards/tea.yaml', (text) => `${text}\n- subject: 新茶到了\n  body: 都来尝尝。\n`)
  const tea = readDemoSamples(folder).boards.find(({ key }) => key === 'tea')!
  expect(tea.threads.at(-1)).toEqual({ subject: '新茶到了', body: '都来尝尝。', replies: [] })
})

it.each<[wrong: string, name: string, change: (text: string) => string, said: RegExp]>([
  [
    'A thread without a subject',
    'boards/tea.yaml',
    (text) => text.replace('- subject:', '- subjekt:'),
    /^samples\/boards\/tea\.yaml:3 \[0\]\.subject: .*string.*\nsamples\/boards\/tea\.yaml:3 \[0\]: .*"subjekt"$/,
  ],
  [
    'A reply that is a number',
    'boards/tea.yaml',
    () => '- subject: 一\n  body: 二\n  replies:\n    - 三\n    - 4\n',
    /^samples\/boards\/tea\.yaml:5 \[0\]\.replies\[1\]: .*string/,
  ],
  [
    'A subject of two lines',
    'boards/tea.yaml',
    () => '- subject: |-\n    一\n    二\n  body: 三\n',
    /^samples\/boards\/tea\.yaml:1 \[0\]\.subject: must be one line of text$/,
  ],
  ['A file of nothing', 'boards/tea.yaml', () => '', /^samples\/boards\/tea\.yaml:1 all of it: /],
  [
    'A text that is not YAML',
    'replies.yaml',
    (text) => text.replace('anywhere:', 'anywhere: ['),
    /^samples\/replies\.yaml: .* at line \d+, column \d+/,
  ],
  [
    'A door nobody knows',
    'community.yaml',
    (text) => text.replace('access: members', 'access: friends'),
    /^samples\/community\.yaml:\d+ categories\[4\]\.boards\[2\]\.access: /,
  ],
  [
    'A community without the board of the saved page',
    'community.yaml',
    (text) => text.replace('key: union', 'key: tea'),
    /^samples\/community\.yaml:\d+ categories: must have the boards chat and union$/,
  ],
  [
    'A day that is none',
    'reference-thread.yaml',
    (text) => text.replace('2020-10-17T', '2020-17-10T'),
    /^samples\/reference-thread\.yaml:\d+ postedAt: /,
  ],
])('%s is refused with its file, line and entry', (_, name, change, said) => {
  expect(() => readDemoSamples(changed(name, (text) => text))).not.toThrow()
  expect(() => readDemoSamples(changed(name, change))).toThrow(said)
})

it('A board without its file is refused by the name of the file', () => {
  const folder = changed('boards/tea.yaml', (text) => text)
  expect(() => readDemoSamples(folder)).not.toThrow()
  rmSync(join(folder, 'boards/tea.yaml'))
  expect(() => readDemoSamples(folder)).toThrow('boards/tea.yaml')
})
