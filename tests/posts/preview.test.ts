import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let laowang: Browser
beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('floodSeconds', '0')
  laowang = await world.forum.signIn('laowang')
})
afterEach(async () => world.forum.close())

const replyForm = () => `form[action="/threads/${world.thread.breakfast}/posts"]`

async function preview(fields: Record<string, string | string[]>) {
  await laowang.get(`/threads/${world.thread.breakfast}/reply`)
  return laowang.submit(replyForm(), { body: '先看看样子', preview: '1', ...fields })
}

async function countPosts(): Promise<number> {
  return (await world.forum.db.selectFrom('posts').select('id').execute()).length
}

it('A preview shows the text as it will stand, keeps the form, and posts nothing', async () => {
  const before = await countPosts()
  const page = await preview({ subject: '一句描述', body: '[b]粗[/b]的话' })
  expect([page.status, page.text('.preview b')]).toEqual([200, '粗'])
  expect(page.$('main [name=body]').val()).toBe('[b]粗[/b]的话')
  expect(page.$('main [name=subject]').val()).toBe('一句描述')
  expect(await countPosts()).toBe(before)
})

it('A preview needs nothing but what it shows: neither a subject nor an answer', async () => {
  await world.forum.set('questionOnPost', '1')
  const path = `/boards/${world.board.chat}/threads`
  const form = await laowang.get(`${path}/new`)
  expect(form.$('button[name=preview]').attr('formnovalidate')).toBeDefined()
  const page = await laowang.submit(`form[action="${path}"]`, { body: '还没有想好标题', preview: '1' })
  expect([page.status, page.text('.preview .bbcode')]).toEqual([200, '还没有想好标题'])
})

it('A preview button sent twice is a preview', async () => {
  const before = await countPosts()
  expect((await preview({ preview: ['1', '1'] })).status).toBe(200)
  expect(await countPosts()).toBe(before)
})

describe('A preview is held to the limits of a post', () => {
  it('in length', async () => {
    expect((await preview({ body: '长'.repeat(50_000) })).status).toBe(200)
    const page = await preview({ body: '长'.repeat(50_001) })
    expect([page.status, page.count('.preview')]).toEqual([422, 0])
    expect(page.text('#body-error')).toContain('50001')
    const path = `/boards/${world.board.chat}/threads`
    await laowang.get(`${path}/new`)
    const long = await laowang.submit(`form[action="${path}"]`, { subject: '长'.repeat(81), preview: '1' })
    expect(long.status).toBe(422)
  })

  it('in number', async () => {
    await world.forum.set('postsPerAddress', '2')
    for (let tries = 0; tries < 2; tries++) expect((await preview({})).status).toBe(200)
    const page = await preview({})
    expect(page.status).toBe(429)
    expect(page.$('main [name=body]').val()).toBe('先看看样子')
  })

  it('of a signature and of an edit, too', async () => {
    await laowang.get('/account')
    const send = (signature: string) => laowang.submit('form[action="/account"]', { signature, preview: '1' })
    expect((await send('一句签名')).status).toBe(200)
    await laowang.get('/account')
    expect((await send('长'.repeat(5000))).status).toBe(422)

    const id = await world.reply('laowang', world.thread.breakfast, '原来的话')
    await laowang.get(`/posts/${id}/edit`)
    const edit = await laowang.submit(`form[action="/posts/${id}/edit"]`, {
      body: '长'.repeat(50_001),
      preview: '1',
    })
    expect([edit.status, edit.count('.preview')]).toEqual([422, 0])
  })
})
