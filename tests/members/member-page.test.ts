import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

const pageOf = (name: 'laowang' | 'haibian' | 'jinyan') =>
  world.forum.visitor().get(`/members/${world.member[name]}`)

it('A member has a page with the same figures as beside their posts', async () => {
  const page = await pageOf('laowang')
  expect(page.text('h1')).toBe('laowang 离线')
  const thread = await world.forum.visitor().get(`/threads/${world.thread.breakfast}`)
  const lines = thread.texts('.post.first dl.member-panel > div')
  expect(lines).toHaveLength(12)
  expect(page.texts('dl.member-panel > div')).toEqual(lines)
})

it('It says how many threads there are, and when it shows the latest of them alone', async () => {
  const told = async () => (await pageOf('laowang')).text('.profile-lists h2 small')
  expect(await told()).toBe('共 1 个')
  for (let count = 1; count < 12; count++) await world.start('laowang', world.board.chat, `第${count}个主题`)
  expect(await told()).toBe('最近 10 个，共 12 个')
})

it('It lists the latest threads and replies with their boards', async () => {
  const page = await pageOf('haibian')
  const [threads, replies] = [page.$('.trace').eq(0), page.$('.trace').eq(1)]
  expect(
    threads
      .find('a')
      .toArray()
      .map((a) => page.$(a).text()),
  ).toEqual(['高温津贴的解答', '工会之家'])
  expect(
    replies
      .find('a')
      .toArray()
      .map((a) => page.$(a).text()),
  ).toEqual(['老城墙根的早点铺还开着吗', '茶余饭后'])
  expect(replies.text()).toContain('板凳也不错')
  const link = replies.find('a.subject').attr('href')!
  expect((await world.forum.visitor().get(link)).location).toContain(
    `/threads/${world.thread.breakfast}#post-`,
  )
})

it('A highlight shows there too, as long as it lasts', async () => {
  const { db, now } = world.forum
  await db
    .updateTable('threads')
    .set({ highlightColor: 'red', highlightUntil: now + 1000 })
    .where('id', '=', world.thread.breakfast)
    .execute()
  expect((await pageOf('laowang')).count('.trace .hl-red')).toBe(1)
  world.forum.wait(1000)
  expect((await pageOf('laowang')).count('.trace .hl-red')).toBe(0)
})

it('It says what is missing to the next level', async () => {
  expect((await pageOf('laowang')).text('.profile')).toContain('距“侠客”还差 99 分')
  await world.reply('laowang', world.thread.breakfast, '又一帖')
  expect((await pageOf('laowang')).text('.profile')).toContain('距“侠客”还差 98 分')
})

it('Members change honour line and signature of their own page', async () => {
  const laowang = await world.forum.signIn('laowang')
  const own = await laowang.get(`/members/${world.member.laowang}`)
  expect(own.count('main a[href="/account"]')).toBe(1)
  expect((await pageOf('laowang')).count('main a[href="/account"]')).toBe(0)
  await laowang.get('/account')
  const fields = { honor: '三代<掌柜>', signature: '[b]豆浆[/b]<script>' }
  expect((await laowang.submit('form.form', fields)).status).toBe(303)
  const page = await pageOf('laowang')
  expect(page.text('.honor')).toBe('三代<掌柜>')
  expect(page.text('.signature')).toBe('豆浆<script>')
  expect(page.text('.signature b, .signature strong')).toBe('豆浆')
})

it('A signature is as long as the level allows, counted in characters', async () => {
  const laowang = await world.forum.signIn('laowang')
  const save = async (signature: string) => {
    await laowang.get('/account')
    return laowang.submit('form.form', { signature })
  }
  expect((await save('𠮷'.repeat(30))).status).toBe(303)
  const page = await save('𠮷'.repeat(31))
  expect(page.status).toBe(422)
  expect(page.text('textarea[name=signature]')).toBe('𠮷'.repeat(31))
})

it('The banned show neither honour line nor signature', async () => {
  const { db } = world.forum
  const own = { honor: '头衔', signature: '签名', signatureHtml: '签名' }
  await db.updateTable('members').set(own).execute()
  expect((await pageOf('laowang')).count('.honor, .signature')).toBe(2)
  expect((await pageOf('jinyan')).count('.honor, .signature')).toBe(0)
})

it.each(['999', '0', '-1', 'abc', '99999999999999999'])('There is no member %s', async (id) => {
  expect((await pageOf('laowang')).status).toBe(200)
  expect((await world.forum.visitor().get(`/members/${id}`)).status).toBe(404)
})
