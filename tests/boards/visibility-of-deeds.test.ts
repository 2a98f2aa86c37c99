import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeBoard } from '../../src/forum/boards/change-boards.js'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const SECRET = /版主议事厅|议事厅里|机密/

let world: World
let outsider: Browser
let insider: Browser
/** laowang's own reply in the council, written while they could read it */
let ownPost: number

beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('floodSeconds', '0')
  outsider = await world.forum.signIn('laowang')
  insider = await world.forum.signIn('yishi')
  ownPost = await world.reply('laowang', world.thread.council, '机密里我也说过话')
})
afterEach(async () => world.forum.close())

/** Everything that can be done in a board, as address and fields; a deed with no fields is looked at. */
const deeds: [string, () => { address: string; fields?: Record<string, string> }][] = [
  ['opening the form for a thread', () => ({ address: `/boards/${world.board.council}/threads/new` })],
  [
    'starting a thread',
    () => ({ address: `/boards/${world.board.council}/threads`, fields: { subject: '主题', body: '正文' } }),
  ],
  [
    'previewing a thread',
    () => ({
      address: `/boards/${world.board.council}/threads`,
      fields: { subject: '主题', body: '正文', preview: '1' },
    }),
  ],
  ['opening the form for a reply', () => ({ address: `/threads/${world.thread.council}/reply` })],
  ['quoting', () => ({ address: `/threads/${world.thread.council}/reply?quote=${ownPost}` })],
  ['replying', () => ({ address: `/threads/${world.thread.council}/posts`, fields: { body: '回复' } })],
  [
    'previewing a reply',
    () => ({ address: `/threads/${world.thread.council}/posts`, fields: { body: '回复', preview: '1' } }),
  ],
  ['voting', () => ({ address: `/threads/${world.thread.council}/mood`, fields: { mood: '1' } })],
]

describe.each(deeds)('%s in a hidden board', (_name, deed) => {
  it('works for who may read it and is not found for others', async () => {
    const { address, fields } = deed()
    const attempt = async (browser: Browser) => {
      const _csrf = (await browser.get('/')).attr('input[name=_csrf]', 'value')
      return fields ? browser.post(address, { ...fields, _csrf }) : browser.get(address)
    }
    // yishi started the thread, so another insider votes.
    expect(
      (await attempt(address.endsWith('/mood') ? await world.forum.signIn('zongban') : insider)).status,
    ).toBeLessThan(400)
    const refused = await attempt(outsider)
    expect(refused.status).toBe(404)
    expect(refused.html).not.toMatch(SECRET)
  })

  it('tells a guest, or who has no good token, nothing', async () => {
    const { address, fields } = deed()
    const guest = world.forum.visitor()
    const asked = fields ? await guest.post(address, fields) : await guest.get(address)
    expect(asked.status).toBe(401)
    expect(asked.html).not.toMatch(SECRET)
    if (!fields) return
    const refused = await outsider.post(address, { ...fields, _csrf: 'x' })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(refused.html).not.toMatch(SECRET)
  })
})

it("One's own post in a board one may read no more is edited and removed no more", async () => {
  const own = (await insider.get(`/threads/${world.thread.council}`))
    .attr('.post.first', 'id')!
    .replace('post-', '')
  expect((await insider.get(`/posts/${own}/edit`)).status).toBe(200)
  const _csrf = (await outsider.get('/')).attr('input[name=_csrf]', 'value')
  for (const deed of ['edit', 'remove']) {
    const looked = await outsider.get(`/posts/${ownPost}/${deed}`)
    const sent = await outsider.post(`/posts/${ownPost}/${deed}`, { _csrf, body: '改成这样', version: '1' })
    expect([looked.status, sent.status]).toEqual([404, 404])
    expect(looked.html + sent.html).not.toMatch(SECRET)
  }
})

it('A moderator who may not read a board does not moderate it', async () => {
  const { forum, board, member, thread } = world
  const council = {
    parentId: board.category,
    name: '版主议事厅',
    description: '',
    access: 'hidden' as const,
    moderatorIds: [member.yishi],
  }
  const path = `/threads/${thread.council}/moderation/highlight`
  const zongban = await forum.signIn('zongban')
  expect((await zongban.get(path)).status).toBe(200)
  const form = zongban.page
  await changeBoard(forum.db, board.council, { ...council, allowedGroups: [] })
  const looked = await zongban.get(path)
  zongban.page = form
  const sent = await zongban.submit('form.form', { color: 'red' })
  expect([looked.status, sent.status]).toEqual([404, 404])
  expect(looked.html + sent.html).not.toMatch(SECRET)
})

describe('Who may read a board no more', () => {
  beforeEach(async () => {
    const { forum, member, thread } = world
    // laowang sat in the council, started a thread there and was answered.
    const group = { groupId: 'super-moderator' }
    await forum.db.updateTable('members').set(group).where('id', '=', member.laowang).execute()
    const own = await world.start('laowang', world.board.council, '机密的提案')
    await world.reply('yishi', own, '机密的答复')
    await world.reply('yishi', thread.council, `[quote=laowang,${ownPost}]机密[/quote]不同意`)
  })

  async function dismiss(): Promise<void> {
    const group = { groupId: 'member' }
    await world.forum.db.updateTable('members').set(group).where('id', '=', world.member.laowang).execute()
  }

  it('finds its threads in their notices no more', async () => {
    expect((await outsider.get('/notices')).text('ul.notices')).toContain('机密的提案')
    const before = outsider.page.count('ul.notices li')
    await dismiss()
    expect((await outsider.get('/notices')).html).not.toMatch(SECRET)
    expect(outsider.page.count('ul.notices li')).toBe(before - 2)
  })

  it('finds them on their own page no more', async () => {
    const own = `/members/${world.member.laowang}`
    expect((await outsider.get(own)).text('.trace')).toContain('机密的提案')
    await dismiss()
    expect((await outsider.get(own)).html).not.toMatch(SECRET)
  })

  it('is not told of what is written there afterwards, not even as a number', async () => {
    const unread = async () => (await outsider.get('/')).text('.account .badge')
    const own = await world.forum.db
      .selectFrom('threads')
      .select('id')
      .where('subject', '=', '机密的提案')
      .executeTakeFirstOrThrow()
    const before = await unread()
    await world.reply('yishi', own.id, '还在的时候')
    const told = await unread()
    expect(told).not.toBe(before)
    await dismiss()
    await outsider.get('/notices')
    await outsider.submit('form[action="/notices/read"]')
    expect(await unread()).toBe('')
    await world.reply('yishi', own.id, '走了以后')
    expect(await unread()).toBe('')
  })
})
