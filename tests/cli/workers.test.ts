import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { louzhu } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'
import { spawnLouzhu, startForum, type RunningForum } from '../support/process.js'

const WORKERS = 3

async function forumOfWorkers(data: string, env: Record<string, string> = {}): Promise<RunningForum> {
  await louzhu(data, ['generate', '--members', '10', '--boards', '2', '--threads', '5', '--posts', '40'])
  await louzhu(data, ['setting', 'set', 'floodSeconds', '0'])
  return startForum(data, { WORKERS: String(WORKERS), LOG_LEVEL: 'silent', ...env })
}

/** Asks by a connection of its own: connections go to the workers in turn. */
async function ask(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${origin}${path}`,
      { agent: false, headers: { connection: 'close', ...headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.on('end', () => resolve({ status: answer.statusCode!, text }))
      },
    )
    asked.on('error', reject).end()
  })
}

async function askEach(origin: string, path: string): Promise<string[]> {
  const texts: string[] = []
  for (let count = 0; count < WORKERS * 2; count++) texts.push((await ask(origin, path)).text)
  return texts
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

function workersOf({ child }: RunningForum): number[] {
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
  return children
    .split(' ')
    .filter((pid) => pid !== '')
    .map(Number)
}

it('A reply taken by one worker stands at once on the pages that the others had kept', async () => {
  const forum = await forumOfWorkers(dataFolder())
  expect(workersOf(forum)).toHaveLength(WORKERS)
  const warm = await askEach(forum.origin, '/threads/2')
  for (const text of warm) expect(text).not.toContain('所有人都看得到')
  // Each worker answers from its own memory by now: what a page cost stands in its footer.
  expect(new Set(await askEach(forum.origin, '/threads/2')).size).toBeLessThanOrEqual(WORKERS)

  const browser = new Browser(forum.origin)
  await browser.get('/login')
  await browser.submit('form[action="/login"]', { username: 'banzhu', password: 'louzhu-demo' })
  await browser.get('/threads/2/reply')
  const sent = await browser.submit('form[action="/threads/2/posts"]', { body: '所有人都看得到' })
  expect(sent.status).toBe(303)
  const last = await askEach(forum.origin, sent.location.split('#')[0]!)
  for (const text of last) expect(text).toContain('所有人都看得到')
})

it('Workers that write the moderation log at once leave one chain', async () => {
  const data = dataFolder()
  const forum = await forumOfWorkers(data)
  const moderate = async (thread: number) => {
    const browser = new Browser(forum.origin)
    await browser.get('/login')
    await browser.submit('form[action="/login"]', { username: 'admin', password: 'louzhu-demo' })
    const path = `/threads/${thread}/moderation/highlight`
    const _csrf = (await browser.get(path)).attr('form.form input[name=_csrf]', 'value')
    for (let count = 0; count < 10; count++) {
      const wish: Record<string, string> = count % 2 === 0 ? { color: 'red' } : { cancel: '1' }
      expect((await browser.post(path, { _csrf, ...wish })).status).toBe(303)
    }
  }
  await Promise.all([1, 2, 3, 4, 5].map(moderate))
  const log = (await ask(forum.origin, '/threads/3/log')).text
  expect(log.match(/取消加亮/g)).toHaveLength(5)
  forum.child.kill('SIGTERM')
  expect(await forum.ended).toBe(0)
  expect(JSON.parse((await louzhu(data, ['doctor', '--json'])).out)).toMatchObject({ log: null })
})

it('Views are counted once each, whichever worker shows the page, and none is lost at the end', async () => {
  const data = dataFolder()
  const forum = await forumOfWorkers(data, { TRUST_PROXY: '127.0.0.1' })
  const views = (text: string) => Number(/阅读 <b>([\d,]+)<\/b>/.exec(text)![1]!.replace(',', ''))
  const before = views((await ask(forum.origin, '/threads/3')).text)
  // Twenty readers in all.
  for (let count = 1; count < 20; count++)
    await ask(forum.origin, '/threads/3', { 'x-forwarded-for': `203.0.113.${count}` })
  forum.child.kill('SIGTERM')
  expect(await forum.ended).toBe(0)
  const again = await startForum(data)
  expect(views((await ask(again.origin, '/threads/3')).text)).toBe(before + 20)
})

it('A worker that dies is replaced, and the forum goes on', async () => {
  // Of a free port's choosing each worker may be the only one that listens yet, and takes the port along when it dies.
  const forum = await forumOfWorkers(dataFolder(), { PORT: String(await freePort()) })
  await ask(forum.origin, '/')
  const before = workersOf(forum)
  process.kill(before[1]!, 'SIGKILL')
  await expect
    .poll(() => workersOf(forum).filter((pid) => !before.includes(pid)).length, { timeout: 20_000 })
    .toBe(1)
  await expect.poll(async () => (await ask(forum.origin, '/')).status, { timeout: 20_000 }).toBe(200)
  expect(workersOf(forum)).toHaveLength(WORKERS)
  forum.child.kill('SIGTERM')
  expect(await forum.ended).toBe(0)
})

it('A worker that dies leaves no request waiting: each is answered, or its connection is closed', async () => {
  const forum = await forumOfWorkers(dataFolder(), { PORT: String(await freePort()) })
  await ask(forum.origin, '/')
  const asked: Promise<string>[] = []
  for (let count = 0; count < 60; count++) {
    asked.push(
      ask(forum.origin, `/threads/1?author=${count}`).then(
        () => 'answered',
        () => 'closed',
      ),
    )
    if (count === 30) for (const pid of workersOf(forum).slice(0, 2)) process.kill(pid, 'SIGKILL')
  }
  const ends = await Promise.all(asked)
  expect(ends).toHaveLength(60)
  await expect.poll(async () => (await ask(forum.origin, '/')).status, { timeout: 15_000 }).toBe(200)
  forum.child.kill('SIGTERM')
  await forum.ended
}, 30_000)

it('Tries to sign in count for all workers together', async () => {
  const forum = await forumOfWorkers(dataFolder())
  const statuses: number[] = []
  for (let count = 0; count < 8; count++) {
    // A browser of its own opens a connection of its own.
    const browser = new Browser(forum.origin)
    await browser.get('/login')
    const page = await browser.submit('form[action="/login"]', {
      username: 'banzhu',
      password: 'falsch-falsch',
    })
    statuses.push(page.status)
  }
  expect(statuses.filter((status) => status === 422 || status === 401)).toHaveLength(5)
  expect(statuses.slice(5)).toEqual([429, 429, 429])
})

it('Workers that can not listen end the forum with one line', async () => {
  const first = await startForum(dataFolder())
  const port = new URL(first.origin).port
  const { code, err } = await spawnLouzhu(dataFolder(), ['start'], {
    env: { PORT: port, HOST: '127.0.0.1', WORKERS: '2', LOG_LEVEL: 'silent' },
  })
  expect(code).not.toBe(0)
  expect(err).toContain(`Port ${port} is already in use`)
})
