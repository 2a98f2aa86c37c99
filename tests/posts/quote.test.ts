import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

/** What stands in the form behind 引用. */
async function quoteOf(postId: number | string): Promise<string> {
  return (await laowang.get(`${path}/reply?quote=${postId}`)).$('textarea[name=body]').text()
}

it('引用 opens the form with the quote, and the reply shows it', async () => {
  const page = await laowang.get(path)
  const sofa = 'article.post[data-floor="1"]'
  const link = page
    .$(`${sofa} footer a`)
    .filter((_, a) => page.$(a).text() === '引用')
    .attr('href')!
  const postId = page.attr(sofa, 'id')!.replace('post-', '')
  const form = await laowang.get(link)
  const quote = form.$('textarea[name=body]').text()
  expect(quote).toBe(`[quote=xiaoming,${postId}]沙发是我的[/quote]\n`)
  await laowang.submit('form.form', { body: `${quote}那我坐地板` })
  const floor = (await laowang.follow()).text('article.post[data-floor="3"] .floor-body')
  expect(floor).toContain('xiaoming')
  expect(floor).toContain('沙发是我的')
  expect(floor).toContain('那我坐地板')
  expect(laowang.page.count(`article.post[data-floor="3"] blockquote a[href="/posts/${postId}"]`)).toBe(1)
})

it('A quote holds the text without markup and without quotes within, and not all of a long one', async () => {
  const nested = await world.reply('banzhu', world.thread.breakfast, '[quote=甲,1]旧话[/quote][b]新话[/b]')
  expect(await quoteOf(nested)).toBe(`[quote=banzhu,${nested}]新话[/quote]\n`)
  const long = await world.reply('banzhu', world.thread.breakfast, '长'.repeat(300))
  expect([...(await quoteOf(long))].length).toBeLessThan(240)
})

it('Only posts of this thread that stand there may be quoted', async () => {
  const own = await world.reply('laowang', world.thread.breakfast, '说错了')
  const other = await world.reply('banzhu', world.thread.locked, '别处的话')
  const secret = await world.reply('yishi', world.thread.council, '机密的话')
  expect(await quoteOf(own)).toContain('说错了')
  await laowang.get(`/posts/${own}/remove`)
  await laowang.submit('form.form')
  for (const id of [own, other, secret, 99_999, 'abc', '-1', '0']) {
    const page = await laowang.get(`${path}/reply?quote=${id}`)
    expect(page.status).toBe(404)
    expect(page.html).not.toMatch(/说错了|别处的话|机密的话/)
  }
})

it('Guests and the banned have no links to reply or quote', async () => {
  const links = (browser: Browser) => browser.get(path).then((page) => page.count(`a[href^="${path}/reply"]`))
  expect(await links(laowang)).toBeGreaterThan(3)
  expect(await links(world.forum.visitor())).toBe(0)
  expect(await links(await world.forum.signIn('jinyan'))).toBe(0)
})
