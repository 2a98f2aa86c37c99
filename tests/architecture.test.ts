import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = sources('src')
const imports = new Map(files.map((file) => [file, importsOf(file)]))

/** Files that are a list or a catalogue and read no better for being cut. */
const longByNature = [/^src\/i18n\//, /^src\/db\/schema\.ts$/, /^src\/forum\/accounts\/common-passwords\.ts$/]

/** From the ground up. Those of one line stand side by side and know nothing of each other. */
const storeys = [
  ['i18n'],
  ['text'],
  ['ground'],
  ['db'],
  ['web', 'forum'],
  ['move', 'samples'],
  ['pages'],
  ['routes'],
  ['server'],
  ['cli'],
]

/** The features of forum/, from the lowest floor up; those of one line know nothing of each other. */
const floors = [
  ['forms', 'members'],
  ['boards'],
  ['site'],
  ['threads'],
  ['accounts', 'counters', 'credits'],
  ['notices', 'reactions'],
  ['presence'],
  ['posts'],
  ['moderation', 'setup'],
  ['times'],
  ['jobs'],
]

describe('The source', () => {
  it('has no two files of one name', () => {
    // But for words: each language has a file for each feature.
    const names = files.filter((file) => !file.startsWith('src/i18n/')).map((file) => basename(file))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('has no file over 250 lines, catalogues and texts apart', () => {
    const long = files.filter(
      (file) => lines(file) > 250 && !longByNature.some((nature) => nature.test(file)),
    )
    expect(long).toEqual([])
  })

  it('has no import cycle', () => {
    expect(cycles()).toEqual([])
  })

  it('stands in storeys: a file knows its own and those below, never one above or beside', () => {
    const upward = files.flatMap((file) =>
      local(file)
        .filter((used) => used.startsWith('src/') && !mayKnow(file, used))
        .map((used) => `${file} → ${used}`),
    )
    expect(upward).toEqual([])
    expect(mayKnow('src/server/app.ts', 'src/forum/posts/post.ts')).toBe(true)
    expect(mayKnow('src/forum/posts/post.ts', 'src/server/app.ts')).toBe(false)
    expect(mayKnow('src/web/form.ts', 'src/forum/shown.ts')).toBe(false)
  })

  it('stands on floors inside forum/: a feature knows those before it in the list, never one after', () => {
    const upward = files.flatMap((file) =>
      local(file)
        .filter((used) => isForum(file) && isForum(used) && !isFloorBelow(file, used))
        .map((used) => `${file} → ${used}`),
    )
    expect(upward).toEqual([])
    expect(isFloorBelow('src/forum/posts/post.ts', 'src/forum/threads/thread.ts')).toBe(true)
    expect(isFloorBelow('src/forum/threads/thread.ts', 'src/forum/posts/post.ts')).toBe(false)
    expect(folders('src/forum')).toEqual(floors.flat().sort())
  })

  it('lets the pages of a feature use what all pages share, never another feature’s pages', () => {
    const foreign = files.flatMap((file) =>
      local(file)
        .filter((used) => isPage(file) && isPage(used) && !isSharedWith(file, used))
        .map((used) => `${file} → ${used}`),
    )
    expect(foreign).toEqual([])
    expect(isSharedWith('src/pages/posts/post-pages.ts', 'src/pages/parts/floors.ts')).toBe(true)
    expect(isSharedWith('src/pages/posts/post-pages.ts', 'src/pages/threads/thread-pages.ts')).toBe(false)
    expect(isSharedWith('src/pages/visit.ts', 'src/pages/parts/floors.ts')).toBe(false)
  })

  it('uses express only where a browser is answered', () => {
    const may = /^src\/(server|pages|web)\//
    expect(users('express').filter((file) => !may.test(file))).toEqual([])
    expect(users('express').length).toBeGreaterThan(5)
  })

  it('uses the database drivers only in db', () => {
    const drivers = [...users('better-sqlite3'), ...users('pg')]
    expect(drivers.length).toBeGreaterThan(0)
    expect(drivers.filter((file) => !file.startsWith('src/db/'))).toEqual([])
  })

  it('asks which engine it runs on only in db, and where tries are counted', () => {
    const asking = files.filter((file) => local(file).includes('src/db/engine.ts'))
    expect(asking.length).toBeGreaterThan(5)
    expect(asking.filter((file) => !file.startsWith('src/db/'))).toEqual(['src/web/rate-limit.ts'])
  })

  it('loads the server only for commands that serve', () => {
    const commands = files.filter((file) => file.startsWith('src/cli/'))
    const loaded = commands.flatMap((file) => local(file).filter((used) => storeyOf(used) === 'server'))
    expect(commands.length).toBeGreaterThan(3)
    expect(loaded).toEqual([])
  })

  it('reads no raw form body in a page but through the form helpers', () => {
    for (const file of files.filter((each) => each.endsWith('-pages.ts'))) {
      const raw = read(file).match(/req\.body\.\w+/g) ?? []
      expect([file, ...raw]).toEqual([file])
    }
  })
})

describe('The views', () => {
  const views = readdirSync(join(root, 'views'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ejs'),
  )

  it('print raw only includes and names that end in Html', () => {
    const raw = views.flatMap((view) =>
      [...readView(view).matchAll(/<%-\s*(.*?)%>/gs)].map((match) => match[1]!.trim()),
    )
    expect(raw.length).toBeGreaterThan(20)
    expect(raw.filter((code) => !code.startsWith('include(') && !/^[\w.]*Html$/.test(code))).toEqual([])
  })

  it('have no inline style, handler or script', () => {
    const bad = views.filter((view) =>
      /\s(style|on[a-z]+)=|<style|<script(?![^>]*\ssrc=)/i.test(readView(view)),
    )
    expect(bad).toEqual([])
  })

  it('quote every attribute that holds a value', () => {
    expect(views.filter((view) => /\s[\w-]+=<%/.test(readView(view)))).toEqual([])
  })

  it('stay below 60 lines and say their locals first', () => {
    expect(views.filter((view) => readView(view).split('\n').length > 60)).toEqual([])
    expect(views.filter((view) => !readView(view).startsWith('<%#'))).toEqual([])
  })

  function readView(view: string): string {
    return readFileSync(join(root, 'views', view), 'utf8')
  }
})

/** What lies loose in src/ is the ground, but for the site map. */
function storeyOf(file: string): string {
  const [, first = '', second] = file.split('/')
  return second === undefined ? (first === 'routes.ts' ? 'routes' : 'ground') : first
}

function mayKnow(file: string, used: string): boolean {
  const [own, other] = [storeyOf(file), storeyOf(used)]
  return own === other || heightIn(storeys, own) > heightIn(storeys, other)
}

function isForum(file: string): boolean {
  return /^src\/forum\/\w+\//.test(file)
}

function isFloorBelow(file: string, used: string): boolean {
  const [own, other] = [file.split('/')[2]!, used.split('/')[2]!]
  return own === other || heightIn(floors, own) > heightIn(floors, other)
}

function heightIn(levels: string[][], name: string): number {
  const height = levels.findIndex((level) => level.includes(name))
  if (height < 0) throw new Error(`${name} has no place in the house: see the lists above`)
  return height
}

function isPage(file: string): boolean {
  return file.startsWith('src/pages/')
}

/** Its own folder, the top of pages/, and parts/, which the top itself does not know. */
function isSharedWith(file: string, used: string): boolean {
  const isTop = (each: string) => dirname(each) === 'src/pages'
  if (dirname(file) === dirname(used) || isTop(used)) return true
  return dirname(used) === 'src/pages/parts' && !isTop(file)
}

function folders(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function lines(file: string): number {
  return read(file).trimEnd().split('\n').length
}

function importsOf(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import)\s+'([^']+)'/g)].map((match) => match[1]!)
}

function users(library: string): string[] {
  return files.filter((file) => imports.get(file)!.includes(library))
}

/** The project's own files that a file imports. */
function local(file: string): string[] {
  return imports
    .get(file)!
    .filter((used) => used.startsWith('.'))
    .map((used) => relative(root, resolve(root, dirname(file), used)).replace(/\.js$/, '.ts'))
}

function cycles(): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  const walk = (file: string, path: string[]) => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file])
    if (at >= 0 || done.has(file)) return
    for (const used of local(file).filter((each) => imports.has(each))) walk(used, [...path, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  return found
}
