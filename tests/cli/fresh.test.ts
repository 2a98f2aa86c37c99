import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isStale } from '../../bin/is-stale.js'

const BUILT = 2000
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'louzhu-fresh-'))
  const files = [
    'src/cli/louzhu.ts',
    'src/web/form.ts',
    'migrations/0001.ts',
    'views/a.ejs',
    'public/css/a.css',
  ]
  for (const file of files) write(file, 1000)
  for (const file of ['dist/src/cli/louzhu.js', 'dist/assets/site.css', 'dist/assets/site.css.br'])
    write(file, BUILT)
  for (const folder of ['src', 'src/cli', 'src/web', 'migrations', 'views', 'public', 'public/css'])
    touch(folder, 1000)
  touch('dist/assets', BUILT)
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, seconds: number) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), '')
  touch(file, seconds)
}

/** Sets when a file or folder was changed, seconds. */
function touch(file: string, seconds: number) {
  utimesSync(join(root, file), seconds, seconds)
}

describe('A start', () => {
  it('builds nothing when all that was built is newer than its sources', () => {
    expect(isStale(root)).toBe(false)
  })

  it('builds nothing for a newer sample text, which is read when it is asked for', () => {
    write('samples/boards/chat.yaml', BUILT + 1)
    expect(isStale(root)).toBe(false)
  })

  it.each(['src/web/form.ts', 'migrations/0001.ts', 'views/a.ejs', 'public/css/a.css'])(
    'builds once %s has changed',
    (file) => {
      touch(file, BUILT + 1)
      expect(isStale(root)).toBe(true)
    },
  )

  it('builds once a source is gone, or the settings of the build have changed', () => {
    rmSync(join(root, 'src/web/form.ts'))
    expect(isStale(root)).toBe(true)
    touch('src/web', 1000)
    expect(isStale(root)).toBe(false)
    write('tsconfig.build.json', BUILT + 1)
    expect(isStale(root)).toBe(true)
  })

  it('builds where nothing was built, or a build was broken off before its last step', () => {
    rmSync(join(root, 'dist/assets'), { recursive: true })
    expect(isStale(root)).toBe(true)
    rmSync(join(root, 'dist'), { recursive: true })
    expect(isStale(root)).toBe(true)
  })

  it('builds where the last step is older than what changed before it', () => {
    touch('src/cli/louzhu.ts', BUILT + 1)
    touch('dist/src/cli/louzhu.js', BUILT + 2)
    expect(isStale(root)).toBe(true)
  })

  it('builds nothing where there are no sources', () => {
    rmSync(join(root, 'src'), { recursive: true })
    expect(isStale(root)).toBe(false)
  })

  it('by npm does so, with no script before it that would build each time', () => {
    const { scripts } = JSON.parse(
      readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
    ) as {
      scripts: Record<string, string>
    }
    expect([scripts.prestart, scripts.predemo]).toEqual([undefined, undefined])
    for (const name of ['start', 'demo']) expect(scripts[name]).toMatch(/^node [-=\w ]+ bin\/fresh\.js \w+$/)
  })
})
