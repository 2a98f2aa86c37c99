import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { messages } from '../../src/i18n/zh-cn.js'
import { smilies } from '../../src/text/smilies.js'

const root = join(import.meta.dirname, '..', '..')

/** Words that are looked up by a name that data holds, or handed over as a whole, and why. */
const lookedUp = [
  [/^errorHeadings\./, 'by status'],
  [/^fieldNames\./, 'by the field that was refused'],
  [/^(editor|draft)\./, 'read by a script, from JSON'],
  [/^settings\.(about|groups|units)\./, 'by the name of a setting, its group, its unit'],
  [/^thread\.states\./, 'by the state of a thread'],
  [/^moderation\.(deeds|colors)\./, 'by the deed and the colour that are stored'],
  [/^jobs\.titles\./, 'by the name of a job'],
  [/^emptyForum\.\w+\./, 'by who looks at it'],
  [/^firstSteps\.\w+\./, 'by the step'],
  [/^notice\.(reply|quote)$/, 'by the kind of notice'],
  [/^moods\.faces\./, 'by the mood'],
  [/^members\.lines\./, 'by the line of the panel'],
] as const

/** Every word by its name: `threads.sorts.last`. */
const known = new Set(namesIn(messages))
const code = filesIn('src', '.ts').filter((file) => !file.startsWith('src/i18n/'))
const views = filesIn('views', '.ejs')
/** What is read of the catalogue: `threads.sorts` of `t.threads.sorts[key]`. */
const read = [...code, ...views].flatMap((file) => readOf(file).map((name) => ({ file, name })))

describe('The words', () => {
  it('are all there that code and views use', () => {
    const missing = read.filter(({ name }) => ![...known].some((word) => isWithin(word, name)))
    expect(read.length).toBeGreaterThan(500)
    expect(missing).toEqual([])
  })

  it('name every smiley', () => {
    expect(smilies.map(({ title }) => title)).toEqual(messages.editor.smilies)
  })

  it('are all used', () => {
    const names = new Set(read.map(({ name }) => name))
    const unused = [...known].filter(
      (word) => !isUsed(word, names) && !lookedUp.some(([pattern]) => pattern.test(word)),
    )
    expect(unused).toEqual([])
  })
})

/** Whether a word is read by its own name, or by that of what it is a part of. */
function isUsed(word: string, names: ReadonlySet<string>): boolean {
  const parts = word.split('.')
  return parts.some((_, index) => index > 0 && names.has(parts.slice(0, index + 1).join('.')))
}

function isWithin(word: string, name: string): boolean {
  return word === name || word.startsWith(`${name}.`)
}

function namesIn(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? namesIn(value, `${before}${key}.`)
      : [`${before}${key}`],
  )
}

/** The names that a file reads: after `messages.` or `words.` in code, after `t.` in views and refusals. */
function readOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const names = [...text.matchAll(/\b(?:messages|words|t)((?:\.[a-zA-Z]\w*)+)/g)].map((match) =>
    match[1]!.slice(1),
  )
  // In code the compiler knows which `t` holds the words; in a view it is always they.
  const ofWords = file.endsWith('.ejs')
    ? names
    : names.filter((name) => Object.hasOwn(messages, firstOf(name)))
  return ofWords.map(upToWord)
}

function firstOf(name: string): string {
  return name.split('.')[0]!
}

/** A name without what is asked of the word itself, like its length. */
function upToWord(name: string): string {
  const parts = name.split('.')
  const end = parts.findIndex((_, index) => known.has(parts.slice(0, index + 1).join('.')))
  return end < 0 ? name : parts.slice(0, end + 1).join('.')
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
}
