import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { engine } from '../support/database.js'
import { louzhu } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'
import { startForum } from '../support/process.js'

const isThere = spawnSync('prlimit', ['--version']).status === 0

/** Bounds the size of files that a process may write: a write beyond it fails as on a disk that is full. */
function boundFiles(pid: number, bytes: string): void {
  expect(spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]).status).toBe(0)
}

it.skipIf(engine === 'postgres' || !isThere)(
  'A reply that the disk has no room for comes back with its form, the log names the disk, and readers go on',
  async () => {
    const data = dataFolder()
    await louzhu(data, ['generate', '--members', '10', '--boards', '2', '--threads', '5', '--posts', '40'])
    const forum = await startForum(data, { LOG_LEVEL: 'error' })
    let log = ''
    forum.child.stdout!.on('data', (chunk: string) => (log += chunk))
    const browser = new Browser(forum.origin)
    await browser.get('/login')
    await browser.submit('form[action="/login"]', { username: 'banzhu', password: 'louzhu-demo' })
    await browser.get('/threads/2/reply')
    const body = '写不进磁盘也不能丢的话。'.repeat(500)

    boundFiles(forum.child.pid!, '1')
    const failed = await browser.submit('form[action="/threads/2/posts"]', { body })
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '5'])
    expect(failed.$('textarea[name=body]').val()).toBe(body)
    expect(log).toMatch(/disk I\/O error|disk is full/)
    expect(log).not.toContain('no transaction is active')
    expect((await new Browser(forum.origin).get('/threads/2')).status).toBe(200)

    boundFiles(forum.child.pid!, 'unlimited')
    expect((await browser.submit('form[action="/threads/2/posts"]')).status).toBe(303)
  },
)
