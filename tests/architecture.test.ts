import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = sources('src')
const imports = new Map(files.map((file) => [file, importsOf(file)]))

/** Files that are a list or a catalogue and read no better for being cut. */
const longByNature = [
  /^src\/i18n\//,
  /^src\/db\/schema\.ts$/,
  /^src\/demo\/texts\//,
  /^src\/accounts\/common-passwords\.ts$/,
]

describe('The source', () => {
  it('has no two files of one name', () => {
    const names = files.map((file) => basename(file))
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

  it('uses express only in app and what serves its routes, web, pages and the two middleware files of accounts', () => {
    const may =
      /^src\/(app|routes|run-route|error-page|page-front|slow-pages)\.ts$|^src\/web\/|-pages\.ts$|^src\/accounts\/(current-member|guards)\.ts$/
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

  it('keeps features out of web and db', () => {
    const allowed = /^src\/(web|db|text|i18n)\/|^src\/(refusal|unusable|first-error)\.ts$|^migrations\//
    for (const file of files.filter((each) => /^src\/(web|db)\//.test(each))) {
      expect([file, ...local(file).filter((used) => !allowed.test(used))]).toEqual([file])
    }
  })

  it('keeps text and rules free of what acts', () => {
    for (const file of files.filter((each) => each.startsWith('src/text/'))) {
      expect([file, ...local(file).filter((used) => !used.startsWith('src/text/'))]).toEqual([file])
    }
  })

  it('lets a feature use another one but never its pages', () => {
    const pages = /-pages\.ts$/
    for (const file of files.filter((each) => !['src/routes.ts', 'src/run-route.ts'].includes(each))) {
      const foreign = local(file).filter(
        (used) => pages.test(used) && dirname(used) !== dirname(file) && !used.startsWith('src/i18n/'),
      )
      expect([file, ...foreign]).toEqual([file])
    }
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

  it('use only messages that the catalogue has', async () => {
    const { pages } = await import('../src/i18n/zh-cn-pages.js')
    const used = views.flatMap((view) =>
      [...readView(view).matchAll(/\bt\.(\w+)\.(\w+)/g)].map(([, section, key]) => `${section}.${key}`),
    )
    const known = Object.entries(pages).flatMap(([section, texts]) =>
      Object.keys(texts).map((key) => `${section}.${key}`),
    )
    expect(used.length).toBeGreaterThan(100)
    expect([...new Set(used)].filter((key) => !known.includes(key))).toEqual([])
  })

  function readView(view: string): string {
    return readFileSync(join(root, 'views', view), 'utf8')
  }
})

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
