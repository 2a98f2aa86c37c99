import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World
let laowang: Browser
/** laowang's reply on floor 3 */
let id: number
let path: string

beforeEach(async () => {
  world = await buildWorld()
  laowang = await world.forum.signIn('laowang')
  id = await world.reply('laowang', world.thread.breakfast, '原来的话')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

const floor = (number: number) => `article.post[data-floor="${number}"]`

async function edit(fields: Record<string, string | undefined>) {
  await laowang.get(`/posts/${id}/edit`)
  return laowang.submit('form.form', fields)
}

it('An author edits their own reply, which then bears the mark with name and time', async () => {
  world.forum.wait(6 * MINUTE)
  const link = (await laowang.get(path)).attr(`${floor(3)} a[href="/posts/${id}/edit"]`, 'href')
  expect(link).toBeDefined()
  const form = await laowang.get(link!)
  expect(form.text('textarea[name=body]')).toBe('原来的话')
  const answer = await laowang.submit('form.form', { subject: '新描述', body: '改过的[b]话[/b]' })
  expect(answer.status).toBe(303)
  expect(answer.location).toBe(`${path}#post-${id}`)
  const page = await world.forum.visitor().get(path)
  expect(page.text(`${floor(3)} .bbcode`)).toBe('改过的话')
  expect(page.text(`${floor(3)} .post-subject`)).toBe('新描述')
  expect(page.text(`${floor(3)} .edited`)).toBe('[ 此帖被 laowang 在 2026-11-22 20:06 重新编辑 ]')
})

it('An edit that changes nothing says so and leaves no mark', async () => {
  world.forum.wait(60 * MINUTE)
  const { status, location } = await edit({})
  expect([status, location]).toEqual([303, expect.stringContaining(`#post-${id}`)])
  const page = await laowang.follow()
  expect(page.text('.flash.afloat[role=status]')).toBe('没有变化。')
  expect(page.count(`#post-${id} .edited`)).toBe(0)
  await edit({ body: '这回改了' })
  expect((await laowang.follow()).text('.flash.afloat')).toBe('修改已保存。')
})

it('Within five minutes an edit leaves no mark, or within as many as the site says', async () => {
  const marks = async () => (await laowang.get(path)).count(`${floor(3)} .edited`)
  world.forum.wait(5 * MINUTE)
  expect((await edit({ body: '悄悄改的' })).status).toBe(303)
  expect((await laowang.get(path)).text(`${floor(3)} .bbcode`)).toBe('悄悄改的')
  expect(await marks()).toBe(0)
  await world.forum.set('silentEditMinutes', '10')
  world.forum.wait(5 * MINUTE)
  await edit({ body: '又悄悄改的' })
  expect(await marks()).toBe(0)
  world.forum.wait(1)
  await edit({ body: '太晚了' })
  expect(await marks()).toBe(1)
})

it('Once somebody has written below, an edit leaves its mark at once', async () => {
  await edit({ body: '没人回答时改的' })
  expect((await laowang.get(path)).count('.edited')).toBe(0)
  await world.reply('xiaoming', world.thread.breakfast, '我是来回答的')
  await edit({ body: '有人回答后改的' })
  expect((await laowang.get(path)).text(`${floor(3)} .edited`)).toContain('laowang 在 2026-11-22 20:00')
})

it('A new thread that nobody has answered is changed without a mark, an answered one with it', async () => {
  const thread = await world.start('laowang', world.board.chat, '打错字的标提')
  const first = () => laowang.page.attr('.post.first', 'id')!.replace('post-', '')
  const mend = async (subject: string) => {
    await laowang.get(`/threads/${thread}`)
    await laowang.get(`/posts/${first()}/edit`)
    await laowang.submit('form.form', { subject })
    return (await laowang.get(`/threads/${thread}`)).count('.post.first .edited')
  }
  expect(await mend('打对字的标题')).toBe(0)
  await world.reply('xiaoming', thread, '沙发')
  expect(await mend('又改的标题')).toBe(1)
})

it('Editing the first floor changes the subject of the thread as well', async () => {
  const first = (await laowang.get(path)).attr('.post.first', 'id')!.replace('post-', '')
  const form = await laowang.get(`/posts/${first}/edit`)
  expect(form.attr('input[name=subject]', 'value')).toBe('老城墙根的早点铺还开着吗')
  const empty = await laowang.submit('form.form', { subject: ' ', body: '留着我' })
  expect(empty.status).toBe(422)
  expect(empty.text('textarea[name=body]')).toBe('留着我')
  await laowang.submit('form.form', { subject: '早点铺搬家了', body: '新地址在南街' })
  const page = await laowang.get(path)
  expect(page.text('h1')).toContain('早点铺搬家了')
  expect(page.text('.post.first .bbcode')).toBe('新地址在南街')
  expect((await laowang.get(`/boards/${world.board.chat}`)).texts('a.subject')).toContain('早点铺搬家了')
})

it('A preview shows the text, keeps it and changes nothing', async () => {
  const page = await edit({ body: '[b]试试[/b]', preview: '1' })
  expect(page.status).toBe(200)
  expect(page.text('.preview b, .preview strong')).toBe('试试')
  expect(page.text('textarea[name=body]')).toBe('[b]试试[/b]')
  const previewed = laowang.page
  expect((await laowang.get(path)).text(`${floor(3)} .bbcode`)).toBe('原来的话')
  laowang.page = previewed
  await laowang.submit('form.form')
  expect((await laowang.get(path)).text(`${floor(3)} .bbcode`)).toBe('试试')
})

it('Two edits from the same text: the second is refused and shows both texts', async () => {
  await laowang.get(`/posts/${id}/edit`)
  const elsewhere = await world.forum.signIn('laowang')
  await elsewhere.get(`/posts/${id}/edit`)
  expect((await elsewhere.submit('form.form', { body: '手机上改的' })).status).toBe(303)
  const page = await laowang.submit('form.form', { subject: '描述', body: '电脑上改的' })
  expect(page.status).toBe(409)
  expect(page.count('[role=alert]')).toBe(1)
  expect(page.text('[role=alert] .errors-head')).toMatch(/^这一楼刚刚改过（laowang）。您写的内容在下面/)
  expect(page.text('textarea[readonly]')).toBe('手机上改的')
  expect(page.text('textarea[name=body]')).toBe('电脑上改的')
  expect(page.attr('input[name=subject]', 'value')).toBe('描述')
  const refused = laowang.page
  expect((await laowang.get(path)).text(`${floor(3)} .bbcode`)).toBe('手机上改的')
  // Having seen it, they may save theirs.
  laowang.page = refused
  expect((await laowang.submit('form.form')).status).toBe(303)
  expect((await laowang.get(path)).text(`${floor(3)} .bbcode`)).toBe('电脑上改的')
})

it.each([
  [6 * MINUTE, '这一楼在 20:06 改过（laowang）。'],
  [24 * 60 * MINUTE, '这一楼在 2026-11-23 20:00 改过（laowang）。'],
])('An edit refused for a marked one says when that was: after %d ms', async (later, said) => {
  await laowang.get(`/posts/${id}/edit`)
  world.forum.wait(later)
  const elsewhere = await world.forum.signIn('laowang')
  await elsewhere.get(`/posts/${id}/edit`)
  await elsewhere.submit('form.form', { body: '手机上改的' })
  if (later > 60 * MINUTE) world.forum.wait(24 * 60 * MINUTE)
  const page = await laowang.submit('form.form', { body: '电脑上改的' })
  expect([page.status, page.count('[role=alert]')]).toEqual([409, 1])
  expect(page.text('[role=alert] .errors-head')).toContain(said)
})

it('Two edits at once from the same text: one is saved', async () => {
  const form = await laowang.get(`/posts/${id}/edit`)
  const own = Object.fromEntries(
    form
      .$('form.form')
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  )
  const answers = await Promise.all(
    ['左手', '右手'].map((body) => laowang.post(`/posts/${id}/edit`, { ...own, body })),
  )
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303, 409]))
})

it('Nobody else edits the post, not even a moderator', async () => {
  expect((await laowang.get(`/posts/${id}/edit`)).status).toBe(200)
  for (const name of ['xiaoming', 'banzhu', 'zhanzhang'] as const) {
    const other = await world.forum.signIn(name)
    expect((await other.get(path)).count(`a[href="/posts/${id}/edit"]`)).toBe(0)
    expect((await other.get(`/posts/${id}/edit`)).status).toBe(403)
    const _csrf = (await other.get(path)).attr('#reply input[name=_csrf]', 'value')
    const page = await other.post(`/posts/${id}/edit`, { _csrf, body: '偷偷改', version: '1' })
    expect(page.status).toBe(403)
    expect(page.text('textarea')).toBe('偷偷改')
  }
  expect((await laowang.get(path)).text(`${floor(3)} .bbcode`)).toBe('原来的话')
})

it('A guest who edits is asked to sign in, and the text is kept for the same form', async () => {
  const guest = world.forum.visitor()
  const asked = await guest.post(`/posts/${id}/edit`, { body: '登录过期前写的', version: '1' })
  expect(asked.status).toBe(401)
  await guest.submit('form[action="/login"]', { username: 'laowang', password: 'louzhu-demo' })
  expect(guest.page.location).toBe(`/posts/${id}/edit`)
  expect((await guest.follow()).text('textarea[name=body]')).toBe('登录过期前写的')
})

it('An edit keeps to the limits and gives the text back', async () => {
  const page = await edit({ body: '短' })
  expect(page.status).toBe(422)
  expect(page.text('textarea[name=body]')).toBe('短')
  expect((await edit({ body: '长一点' })).status).toBe(303)
})

it('Posts that do not exist can not be edited', async () => {
  for (const number of ['99999', '0', 'abc'])
    expect((await laowang.get(`/posts/${number}/edit`)).status).toBe(404)
})
