import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const HAN = /\p{Script=Han}/u

/** Han characters in code that are no words of ours, by file, and what they are. */
const data: Record<string, string> = {
  'src/forum/members/member-name.ts': 'names that nobody may take, and characters that look alike',
  'src/pages/accounts/session-device.ts': 'browsers by their own names',
}

it('What the forum says stands in the catalogue, and nowhere in code', () => {
  const files = [...filesIn('src', '.ts'), ...filesIn('public/js', '.js')]
  const speaking = files.filter((file) => !file.startsWith('src/i18n/') && saidIn(file).length > 0)
  expect(files.length).toBeGreaterThan(200)
  expect(speaking.sort()).toEqual(Object.keys(data))
})

it('Views say nothing themselves', () => {
  const views = filesIn('views', '.ejs')
  expect(views.length).toBeGreaterThan(40)
  expect(views.filter((view) => HAN.test(read(view).replace(/<%#[\s\S]*?%>/g, '')))).toEqual([])
})

/** The strings, templates and patterns of a file that hold Han characters; comments may quote what pages say. */
function saidIn(file: string): string[] {
  const text = read(file)
  if (!HAN.test(text)) return []
  const found: string[] = []
  const walk = (node: ts.Node) => {
    if (node.getChildCount() === 0 && HAN.test(node.getText())) found.push(node.getText())
    node
      .getChildren()
      .filter((child) => !ts.isJSDoc(child))
      .forEach(walk)
  }
  walk(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return found
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
