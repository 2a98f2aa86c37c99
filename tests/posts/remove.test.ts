import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const SAID = '说出去的话'

let world: World
let laowang: Browser
/** laowang's reply on floor 3, before haibian's on floor 4 */
let id: number
let path: string

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
  id = await world.reply('laowang', world.thread.breakfast, SAID)
  world.forum.wait(60_000)
  await world.reply('haibian', world.thread.breakfast, '后面的话')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

async function remove() {
  await laowang.get(`/posts/${id}/remove`)
  return laowang.submit('form.form')
}

it('An author removes their own reply after being asked once more; the floor stays as a gap', async () => {
  const link = (await laowang.get(path)).attr(`#post-${id} a[href="/posts/${id}/remove"]`, 'href')
  const question = await laowang.get(link!)
  expect(question.text('.excerpt')).toBe(SAID)
  expect((await laowang.get(path)).text(`#post-${id}`)).toContain(SAID)
  const answer = await remove()
  expect(answer.status).toBe(303)
  expect(answer.location).toBe(`${path}#post-${id}`)
  const page = await world.forum.visitor().get(path)
  expect(page.html).not.toContain(SAID)
  expect(page.text(`#post-${id}`)).toBe('地板 本楼已被作者删除，楼层号保留。')
  expect(page.texts('.floor-name')).toEqual(['楼主', '沙发', '板凳', '4楼'])
  expect(page.text('.thread-meta p')).toContain('回复 3')
})

it('A removal takes the post out of every count', async () => {
  const board = async () => (await laowang.get(`/boards/${world.board.chat}`)).text('.panel-head small')
  const today = async () => (await laowang.get('/')).text('.stats li')
  expect(await board()).toBe('今日 5 · 主题 1 · 帖子 5')
  expect(await today()).toContain('今日 8')
  await remove()
  expect(await board()).toBe('今日 4 · 主题 1 · 帖子 4')
  expect(await today()).toContain('今日 7')
})

it('After the last reply is removed, the one before is the last', async () => {
  const haibian = await world.forum.signIn('haibian')
  const page = await haibian.get(path)
  const last = page.attr('article.post[data-floor="4"]', 'id')!.replace('post-', '')
  const lastPerson = async () =>
    (await haibian.get(`/boards/${world.board.chat}`)).text('tr.thread .last .person')
  expect(await lastPerson()).toBe('haibian')
  await haibian.get(`/posts/${last}/remove`)
  await haibian.submit('form.form')
  expect(await lastPerson()).toBe('laowang')
  expect((await haibian.get('/')).text(`tr.board[data-board="${world.board.chat}"] .last .person`)).toBe(
    'laowang',
  )
})

it('最后发表 leads to the last floor that stands, however many behind it are gaps', async () => {
  const posts = [id]
  for (let floor = 5; floor < 12; floor++)
    posts.push(await world.reply('laowang', world.thread.breakfast, `第${floor}楼`))
  const lastHrefs = async () => [
    (await laowang.get(`/boards/${world.board.chat}`)).attr('tr.thread .last .when', 'href')!,
    (await laowang.get('/')).attr(`tr.board[data-board="${world.board.chat}"] .last a`, 'href')!,
    `${path}?floor=last`,
    `${path}?floor=999`,
  ]
  const lastFloors = async () =>
    Promise.all((await lastHrefs()).map(async (href) => (await world.forum.visitor().get(href)).location))
  expect(await lastFloors()).toEqual(Array(4).fill(`${path}?page=2#post-${posts.at(-1)}`))
  for (id of posts) await remove()
  const page = await world.forum.visitor().get(`${path}?page=2`)
  expect([page.count('.post-gap'), page.count('article.post')]).toEqual([2, 0])
  const haibians = (await laowang.get(path)).attr('article.post[data-floor="4"]', 'id')
  expect(await lastFloors()).toEqual(Array(4).fill(`${path}#${haibians}`))
  // A floor that was asked for by its number is shown as the gap it is.
  expect((await laowang.get(`${path}?floor=11`)).location).toBe(`${path}?page=2#post-${posts.at(-1)}`)
})

it('The next reply takes a new floor, not the gap', async () => {
  await remove()
  const next = await world.reply('xiaoming', world.thread.breakfast, '接着说')
  expect((await laowang.get(path)).attr(`#post-${next}`, 'data-floor')).toBe('5')
  expect((await laowang.get(`${path}?floor=3`)).location).toBe(`${path}#post-${id}`)
})

it('The first floor can not be removed by its author', async () => {
  const page = await laowang.get(path)
  const first = page.attr('.post.first', 'id')!.replace('post-', '')
  expect(page.count(`a[href="/posts/${first}/remove"]`)).toBe(0)
  expect((await laowang.get(`/posts/${first}/remove`)).status).toBe(403)
  await laowang.get(`/posts/${id}/remove`)
  const _csrf = laowang.page.attr('form.form input[name=_csrf]', 'value')
  const refused = await laowang.post(`/posts/${first}/remove`, { _csrf })
  expect(refused.status).toBe(403)
  expect(refused.text('[role=alert]')).toContain('楼主帖不能由作者自己删除')
  expect((await laowang.get(path)).count('.post.first')).toBe(1)
})

it('Nobody removes what is not theirs, and nothing is removed twice', async () => {
  const other = await world.forum.signIn('xiaoming')
  const _csrf = (await other.get(path)).attr('#reply input[name=_csrf]', 'value')
  expect((await other.get(`/posts/${id}/remove`)).status).toBe(403)
  expect((await other.post(`/posts/${id}/remove`, { _csrf })).status).toBe(403)
  expect((await laowang.get(path)).text(`#post-${id}`)).toContain(SAID)
  await laowang.get(`/posts/${id}/remove`)
  const asked = laowang.page
  expect((await laowang.submit('form.form')).status).toBe(303)
  laowang.page = asked
  const posts = async () => (await laowang.get('/')).text('.stats')
  const before = await posts()
  laowang.page = asked
  // The impatient are told that it is done; it is done once.
  expect((await laowang.submit('form.form')).status).toBe(303)
  expect(await posts()).toBe(before)
  expect((await laowang.get(`/posts/${id}/edit`)).status).toBe(409)
})

it('What was removed is shown to nobody any more, on whatever way they ask', async () => {
  const other = await world.forum.signIn('xiaoming')
  const _csrf = (await other.get(path)).attr('#reply input[name=_csrf]', 'value')
  const leaks = async () => {
    const pages = [
      await other.get(path),
      await other.get(`${path}?author=${world.member.laowang}`),
      await other.get(`${path}?order=desc`),
      await other.get(`/members/${world.member.laowang}`),
      await other.get(`${path}/reply?quote=${id}`),
      await other.get(`/posts/${id}/edit`),
      await other.get(`/posts/${id}/remove`),
      await other.post(`/posts/${id}/remove`, { _csrf }),
      await other.post(`/posts/${id}/remove`),
      await other.post(`/posts/${id}/edit`, { _csrf, body: '我的话', version: '9' }),
    ]
    return pages.map((page) => page.html.includes(SAID))
  }
  expect((await leaks()).slice(0, 5)).toEqual([true, true, true, true, true])
  await remove()
  expect(await leaks()).toEqual(Array(10).fill(false))
})
