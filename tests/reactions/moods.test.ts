import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type Name, type World } from '../support/world.js'

let world: World
let path: string

beforeEach(async () => {
  world = await buildWorld()
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

async function vote(browser: Browser, mood: string) {
  await browser.get(path)
  return browser.submit('#moods form', { mood })
}

/** Votes per mood as a guest sees them, in their order. */
async function votes(): Promise<string[]> {
  return (await world.forum.visitor().get(path)).texts('#moods .votes')
}

async function wealthOf(name: Name): Promise<string> {
  return (await world.forum.visitor().get(`/members/${world.member[name]}`)).text(
    'dl div:contains("财富") dd',
  )
}

it('The box asks how one feels and offers the seven moods', async () => {
  const haibian = await world.forum.signIn('haibian')
  const page = await haibian.get(path)
  expect(page.text('#moods h2')).toContain('评价一下你浏览此帖子的感受')
  const titles = page
    .$('#moods button')
    .toArray()
    .map((button) => page.$(button).contents().last().text().trim())
  expect(titles).toEqual(['精彩', '感动', '搞笑', '开心', '愤怒', '无聊', '灌水'])
  expect(page.count('.post:not(.first) .moods')).toBe(0)
})

it('A vote is counted and shown to everybody, and the voter sees their own', async () => {
  expect(await votes()).toEqual(['0', '0', '0', '0', '0', '0', '0'])
  const haibian = await world.forum.signIn('haibian')
  const answer = await vote(haibian, '3')
  expect(answer.status).toBe(303)
  expect(answer.location).toBe(`${path}#moods`)
  expect(await votes()).toEqual(['0', '0', '1', '0', '0', '0', '0'])
  const page = await haibian.get(path)
  expect(page.count('#moods button')).toBe(0)
  expect(page.text('#moods .mine')).toContain('搞笑')
  expect(page.text('#moods')).toContain('您的感受是：搞笑')
  expect(page.text('#moods h2')).toContain('1 人已评价')
})

it('Bars rise with the share of the votes', async () => {
  const bars = async () => {
    const page = await world.forum.visitor().get(path)
    return page
      .$('.mood-bar')
      .toArray()
      .map((bar) =>
        page
          .$(bar)
          .attr('class')!
          .replace(/.*level-/, ''),
      )
  }
  expect(await bars()).toEqual(['0', '0', '0', '0', '0', '0', '0'])
  await vote(await world.forum.signIn('haibian'), '1')
  expect(await bars()).toEqual(['20', '0', '0', '0', '0', '0', '0'])
  for (const [name, mood] of [
    ['xiaoming', '1'],
    ['banzhu', '1'],
    ['yishi', '7'],
  ] as const)
    await vote(await world.forum.signIn(name), mood)
  expect(await bars()).toEqual(['15', '0', '0', '0', '0', '0', '5'])
})

it('Nobody votes twice on a thread, nor changes a vote', async () => {
  const haibian = await world.forum.signIn('haibian')
  await haibian.get(path)
  const before = haibian.page
  expect((await haibian.submit('#moods form', { mood: '1' })).status).toBe(303)
  for (const mood of ['1', '2']) {
    haibian.page = before
    const page = await haibian.submit('#moods form', { mood })
    expect(page.status).toBe(409)
    expect(page.text('[role=alert]')).toContain('已经评价过')
  }
  expect(await votes()).toEqual(['1', '0', '0', '0', '0', '0', '0'])
  expect(await wealthOf('haibian')).toBe('3 鼎币')
})

it('Votes of one member at the same moment count as one, and pay once', async () => {
  const haibian = await world.forum.signIn('haibian')
  const _csrf = (await haibian.get(path)).attr('#moods input[name=_csrf]', 'value')
  const answers = await Promise.all(
    ['1', '2', '3', '4', '5'].map((mood) => haibian.post(`${path}/mood`, { _csrf, mood })),
  )
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
  expect(answers.filter((answer) => answer.status === 409)).toHaveLength(4)
  expect((await votes()).map(Number).reduce((sum, count) => sum + count)).toBe(1)
  expect(await wealthOf('haibian')).toBe('3 鼎币')
})

it('The database itself takes no second vote', async () => {
  const { db, now } = world.forum
  const row = { threadId: world.thread.breakfast, memberId: world.member.haibian, createdAt: now }
  const insert = (moodId: number) =>
    db
      .insertInto('moodVotes')
      .values({ ...row, moodId })
      .execute()
  await insert(1)
  await expect(insert(2)).rejects.toThrow(/unique/i)
})

it('Nobody votes on a thread of their own', async () => {
  const laowang = await world.forum.signIn('laowang')
  const page = await laowang.get(path)
  expect(page.count('#moods button')).toBe(0)
  expect(page.text('#moods')).toContain('这是您自己的主题')
  const refused = await laowang.submit('#moods form', { mood: '1' })
  expect(refused.status).toBe(403)
  expect(await votes()).toEqual(['0', '0', '0', '0', '0', '0', '0'])
})

it('A guest is asked to sign in', async () => {
  const guest = world.forum.visitor()
  const page = await guest.get(path)
  expect(page.count('#moods button')).toBe(0)
  expect(page.attr('#moods a', 'href')).toBe(`/login?next=${encodeURIComponent(`${path}#moods`)}`)
  expect((await guest.post(`${path}/mood`, { mood: '1' })).status).toBe(401)
  expect(await votes()).toEqual(['0', '0', '0', '0', '0', '0', '0'])
})

it('The banned do not vote', async () => {
  const banned = await world.forum.signIn('jinyan')
  expect((await banned.get(path)).count('#moods button')).toBe(0)
  expect((await banned.post(`${path}/mood`, { mood: '1' })).status).toBe(403)
})

it('A mood that does not exist is no vote', async () => {
  const haibian = await world.forum.signIn('haibian')
  for (const mood of ['0', '8', '-1', 'abc', '', '1.0', ' 1'])
    expect((await vote(haibian, mood)).status).toBe(422)
  expect((await vote(haibian, '1')).status).toBe(303)
})

// laowang has one thread; haibian has one thread and one reply: one 鼎币 each.
it.each([
  ['1', '精彩', 1, 1],
  ['6', '无聊', 1, 0],
  ['7', '灌水', 1, -2],
])('Mood %s, %s, pays the voter %i and the author %i', async (mood, title, voter, author) => {
  const haibian = await world.forum.signIn('haibian')
  expect(await wealthOf('haibian')).toBe('2 鼎币')
  expect(await wealthOf('laowang')).toBe('1 鼎币')
  const page = await haibian.get(path)
  expect(page.attr(`#moods button[value="${mood}"]`, 'title')).toContain(title)
  await haibian.submit('#moods form', { mood })
  // Visitors may be shown others' figures a minute late.
  world.forum.wait(60_000)
  expect(await wealthOf('haibian')).toBe(`${2 + voter} 鼎币`)
  expect(await wealthOf('laowang')).toBe(`${1 + author} 鼎币`)
})
