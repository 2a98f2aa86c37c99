import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const TURNING = /[\u202E\u2067]/
/** Texts of their own, in which a writer may turn around what they like. */
const OWN = 'bdi, .bbcode, textarea, option'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

/** The words of a page that turn around what stands beside them. */
function turning({ $ }: Page): string[] {
  return $('head title, body *')
    .contents()
    .toArray()
    .filter((node) => node.type === 'text' && TURNING.test(node.data))
    .filter((node) => $(node).closest(OWN).length === 0)
    .map((node) => `${$(node).parent().prop('tagName')}: ${$(node).text()}`)
}

it('What a member or a webmaster wrote is kept apart wherever it stands', async () => {
  const { forum, board, member } = world
  await forum.set('floodSeconds', '0')
  await forum.db
    .updateTable('boards')
    .set({ name: '版块\u202E倒', description: '简介\u2067倒' })
    .where('id', '=', board.chat)
    .execute()
  await forum.db
    .updateTable('members')
    .set({ honor: '头衔\u202E倒' })
    .where('id', '=', member.xiaoming)
    .execute()
  await forum.noticeChanges()
  const thread = await world.start(
    'xiaoming',
    board.chat,
    '标题\u202E倒\u2067',
    '[quote=谁\u202E,1]话[/quote]正文\u202E倒',
  )
  const browser = await forum.signIn('xiaoming')
  await browser.get(`/threads/${thread}/reply`)
  await browser.submit(`form[action="/threads/${thread}/posts"]`, {
    subject: '描述\u202E倒',
    body: '回复\u202E倒',
  })
  const post = /#post-(\d+)/.exec(browser.page.location)![1]!
  const founder = await forum.signIn('zhanzhang')
  const pages = [
    '/',
    '/latest',
    `/boards/${board.chat}`,
    `/boards/${board.category}`,
    `/boards/${board.chat}/threads/new`,
    `/threads/${thread}`,
    `/threads/${thread}/reply`,
    `/threads/${thread}/log`,
    `/threads/${thread}/moderation/highlight`,
    `/members/${member.xiaoming}`,
    '/admin/boards',
  ]
  for (const path of pages) {
    const page = await founder.get(path)
    expect([path, page.status, TURNING.test(page.html)]).toEqual([path, 200, true])
    expect([path, turning(page)]).toEqual([path, []])
  }
  for (const path of [`/posts/${post}/edit`, `/posts/${post}/remove`, `/members/${member.xiaoming}`])
    expect([path, turning(await browser.get(path))]).toEqual([path, []])
  const { html } = await browser.get(`/threads/${thread}`)
  expect(html).toContain('<bdi>谁\u202E</bdi></a> 的帖子：')
})
