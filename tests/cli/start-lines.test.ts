import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { engine } from '../support/database.js'
import { louzhu } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'
import { startForum } from '../support/process.js'
import { Unusable, unusable } from '../../src/unusable.js'

const PATIENCE = 60_000

/** Starts a forum that must end with one line, which names the path. */
async function refusal(dataDir: string, path: string): Promise<{ code: number | null; line: string }> {
  const { code, err } = await louzhu(dataDir, ['start'], { env: { PORT: '0' } })
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain(`louzhu: ${path}: `)
  return { code, line: err.trim().replace(`louzhu: ${path}: `, '') }
}

describe.skipIf(engine === 'postgres')('A database file', { timeout: PATIENCE }, () => {
  it('that is none is named, with the way out, and left as it is', async () => {
    const data = dataFolder()
    const path = join(data, 'louzhu.db')
    writeFileSync(path, 'keine Datenbank\n'.repeat(500))
    expect(await refusal(data, path)).toEqual({
      code: 69,
      line: 'it is no database, or a damaged one; bring it back from a backup, or move it away to begin a new forum (SQLITE_NOTADB)',
    })
    expect(statSync(path).size).toBe(8000)
    const { code, err } = await louzhu(data, ['setting', 'get'])
    expect([code, err]).toEqual([69, expect.stringContaining(path)])
  })

  it('that is damaged inside is named', async () => {
    const data = dataFolder()
    const path = join(data, 'louzhu.db')
    await louzhu(data, ['migrate'])
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0xff, 200, 60_000))
    expect(await refusal(data, path)).toMatchObject({
      code: 69,
      line: expect.stringContaining('backup') as string,
    })
  })

  it('that is empty where a forum was becomes no new forum, until it is taken away', async () => {
    const data = dataFolder()
    const path = join(data, 'louzhu.db')
    const first = await startForum(data)
    first.child.kill('SIGTERM')
    await first.ended
    truncateSync(path)
    expect(await refusal(data, path)).toEqual({
      code: 69,
      line: 'it is empty, but a forum has run in this folder; bring it back from a backup, or remove the empty file to begin a new forum',
    })
    expect((await louzhu(data, ['setting', 'set', 'siteName', '空'])).code).toBe(69)
    expect(statSync(path).size).toBe(0)
    rmSync(path)
    expect((await startForum(data)).setupPath).not.toBeNull()
  })

  it('that is empty in a new folder becomes a forum', async () => {
    const data = dataFolder()
    writeFileSync(join(data, 'louzhu.db'), '')
    expect((await startForum(data)).setupPath).not.toBeNull()
  })

  it('in whose place a folder stands is named', async () => {
    const data = dataFolder()
    mkdirSync(join(data, 'louzhu.db'))
    const { code, line } = await refusal(data, join(data, 'louzhu.db'))
    expect([code, line]).toEqual([78, expect.stringMatching(/move it away|right to read/)])
  })
})

describe('A data folder', { timeout: PATIENCE }, () => {
  it('in whose place a file stands is named', async () => {
    const path = join(dataFolder(), 'file')
    writeFileSync(path, 'x')
    const says =
      'a file stands where a folder is needed; move the file away, or set DATA_DIR to another folder'
    expect(await refusal(path, path)).toEqual({ code: 78, line: `${says} (EEXIST)` })
    const below = join(path, 'data')
    expect(await refusal(below, below)).toEqual({ code: 78, line: `${says} (ENOTDIR)` })
  })

  it.skipIf(process.getuid?.() === 0)('that is somebody else’s is named', async () => {
    const data = dataFolder()
    chmodSync(data, 0o500)
    const { code, line } = await refusal(data, data)
    chmodSync(data, 0o700)
    expect([code, line]).toEqual([78, expect.stringContaining('give it the right (chown, chmod)')])
  })

  it.each([
    ['EACCES', 78],
    ['EROFS', 78],
    ['ENOSPC', 69],
    ['EIO', 69],
    ['SQLITE_FULL', 69],
    ['SQLITE_IOERR_READ', 69],
    ['SQLITE_CANTOPEN', 78],
    ['SQLITE_READONLY_DIRECTORY', 78],
    ['SQLITE_CORRUPT_INDEX', 69],
    ['SQLITE_BUSY', 69],
  ])('with %s ends with %i and one line: where, what, what to do', (code, exitCode) => {
    const error = unusable('/srv/data', Object.assign(new Error('x'), { code })) as Unusable
    expect(error).toBeInstanceOf(Unusable)
    expect(error.exitCode).toBe(exitCode)
    expect(error.message).toMatch(/^\/srv\/data: [^;\n]+; [^\n]+ \([A-Z_]+\)$/)
  })

  it('with an error that nobody foresaw says what it said', () => {
    const error = Object.assign(new Error('x'), { code: 'EWHATEVER' })
    expect(unusable('/srv/data', error)).toBe(error)
  })
})
