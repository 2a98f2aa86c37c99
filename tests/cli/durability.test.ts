import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { louzhu } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'
import { startForum, type RunningForum } from '../support/process.js'

async function forumWithMember(data: string): Promise<RunningForum> {
  await louzhu(data, ['generate', '--members', '10', '--boards', '2', '--threads', '5', '--posts', '40'])
  await louzhu(data, ['setting', 'set', 'floodSeconds', '0'])
  await louzhu(data, ['setting', 'set', 'postsPerAddress', '100000'])
  return startForum(data)
}

async function signIn(origin: string): Promise<Browser> {
  const browser = new Browser(origin)
  await browser.get('/login')
  await browser.submit('form[action="/login"]', { username: 'banzhu', password: 'louzhu-demo' })
  return browser
}

async function reply(browser: Browser, body: string): Promise<number> {
  await browser.get('/threads/2/reply')
  return (await browser.submit('form[action="/threads/2/posts"]', { body })).status
}

it('A killed forum has lost no reply that it had acknowledged', async () => {
  const data = dataFolder()
  const first = await forumWithMember(data)
  const browser = await signIn(first.origin)
  for (let count = 1; count <= 5; count++) expect(await reply(browser, `第${count}条，不能丢`)).toBe(303)
  first.child.kill('SIGKILL')
  await first.ended

  const { origin } = await startForum(data)
  const page = await new Browser(origin).get('/threads/2?order=desc')
  for (let count = 1; count <= 5; count++) expect(page.html).toContain(`第${count}条，不能丢`)
  expect((await louzhu(data, ['doctor'])).out).toBe('all is well\n')
})

it('A forum asked to stop finishes what it has begun and ends with 0', async () => {
  const data = dataFolder()
  const running = await forumWithMember(data)
  const browser = await signIn(running.origin)
  await browser.get('/threads/2/reply')
  const fields = { _csrf: browser.page.attr('input[name=_csrf]', 'value')!, body: '停机前的最后一句' }
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  const sending = request(`${running.origin}/threads/2/posts`, {
    method: 'POST',
    headers: { cookie, expect: '100-continue', 'content-type': 'application/x-www-form-urlencoded' },
  })
  // The forum has taken the request and waits for its body when the signal comes.
  await once(sending, 'continue')
  running.child.kill('SIGTERM')
  sending.end(new URLSearchParams(fields).toString())
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(303)
  answer.resume()
  expect(await running.ended).toBe(0)

  const { origin } = await startForum(data)
  const page = await new Browser(origin).get('/threads/2?order=desc')
  expect(page.html).toContain('停机前的最后一句')
})

it('Views and online time gathered in memory are written when the forum stops', async () => {
  const data = dataFolder()
  const running = await forumWithMember(data)
  const views = async (browser: Browser, agent: string) =>
    Number(
      (await browser.get('/threads/3', { 'user-agent': agent })).texts('.thread-meta b')[0]!.replace(',', ''),
    )
  const before = await views(new Browser(running.origin), 'first')
  const member = await signIn(running.origin)
  for (let count = 0; count < 4; count++) {
    await views(member, 'first')
    await views(new Browser(running.origin), `another ${count}`)
  }
  running.child.kill('SIGTERM')
  await running.ended
  const { origin } = await startForum(data)
  // Four guests, a member, and whoever asks now: the page that was first made counted itself.
  expect(await views(new Browser(origin), 'last')).toBe(before + 6)
})
