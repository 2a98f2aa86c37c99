import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let admin: Browser

beforeEach(async () => {
  world = await buildWorld()
  admin = await world.forum.signIn('guanliyuan')
})
afterEach(async () => world.forum.close())

async function add(fields: Record<string, string | string[]>, parent?: number) {
  await admin.get(parent === undefined ? '/admin/boards/new' : `/admin/boards/new?parent=${parent}`)
  return admin.submit('form.form', fields)
}

async function change(id: number, fields: Record<string, string | string[]>) {
  await admin.get(`/admin/boards/${id}`)
  return admin.submit('form.form', fields)
}

const index = () => world.forum.visitor().get('/')

it('The form of a board says how long its lines may be, as the server holds them to it', async () => {
  const page = await admin.get('/admin/boards/new')
  const limit = (name: string) => page.attr(`[name=${name}]`, 'data-max')
  expect(['name', 'description', 'moderators'].map(limit)).toEqual(['30', '200', '500'])
  const answer = await add({ name: '长'.repeat(31), description: '长'.repeat(201) })
  expect(answer.texts('.errors li')).toEqual([
    '名称：最多 30 个字，现在是 31 个。',
    '简介：最多 200 个字，现在是 201 个。',
  ])
})

it('An administrator finds the desk in the header, adds a category and a board, and members post there', async () => {
  const desk = (await admin.get('/')).attr('.account a[href="/admin/boards"]', 'href')!
  await admin.get(desk)
  expect((await add({ name: '新分类' })).location).toBe('/admin/boards')
  expect((await admin.follow()).text('.flash')).toBe('已保存。')
  const category = admin.page.$('.admin-board.depth-0').last().find('a[href*="new?parent="]').attr('href')!
  await admin.get(category)
  expect((await admin.submit('form.form', { name: '新版块', description: '聊新鲜事' })).status).toBe(303)
  const page = await index()
  expect(page.texts('.panel-head h2 a')).toEqual(['街坊天地', '新分类'])
  expect(page.texts('.nav a')).toContain('新分类')
  const row = page.$('tr.board').last()
  expect(row.find('h3').text().trim()).toBe('新版块')
  expect(row.text()).toContain('聊新鲜事')
  const laowang = await world.forum.signIn('laowang')
  await laowang.get(`${row.find('h3 a').attr('href')}/threads/new`)
  expect((await laowang.submit('form.form', { subject: '第一帖', body: '恭喜' })).status).toBe(303)
})

it('A sub-board stands below its board, and nothing below a sub-board', async () => {
  expect((await add({ name: '新子版' }, world.board.union)).status).toBe(303)
  expect((await index()).text(`tr.board[data-board="${world.board.union}"]`)).toContain('子版： 新子版')
  await admin.get('/admin/boards')
  expect(admin.page.count(`a[href="/admin/boards/new?parent=${world.board.union}"]`)).toBe(1)
  expect(admin.page.count(`a[href="/admin/boards/new?parent=${world.board.sub}"]`)).toBe(0)
  const page = await add(
    { name: '太深了', description: '留着我', parent: String(world.board.sub) },
    world.board.union,
  )
  expect(page.status).toBe(422)
  expect(page.text('[role=alert]')).toContain('版块最多三层')
  expect(page.attr('input[name=description]', 'value')).toBe('留着我')
})

it('Boards move up and down among their own', async () => {
  const names = async () => (await index()).texts('tr.board h3')
  expect(await names()).toEqual(['茶余饭后', '工会之家'])
  await admin.get('/admin/boards')
  const up = `form[action="/admin/boards/${world.board.union}/up"]`
  expect((await admin.submit(up)).status).toBe(303)
  expect(await names()).toEqual(['工会之家', '茶余饭后'])
  // In its place, so that the next click does not hit another one.
  expect((await admin.follow()).count(`${up} button[disabled]`)).toBe(1)
  await admin.submit(`form[action="/admin/boards/${world.board.union}/down"]`)
  expect(await names()).toEqual(['茶余饭后', '工会之家'])
})

it('Every row has the same buttons for moving, in one order, and those that can not are greyed out', async () => {
  const page = await admin.get('/admin/boards')
  const rows = page.texts('.admin-row .deeds').map((text) => text.replaceAll(/ .*?(?=上移|下移|$)/g, ' '))
  expect(rows).toHaveLength(6)
  const states = page
    .$('.admin-row')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .find('form button')
        .toArray()
        .map((button) => page.$(button).attr('disabled') ?? 'can'),
    )
  expect(states.map(({ length }) => length)).toEqual(Array(6).fill(2))
  // The only category, and the first and the last of its boards.
  expect(states[0]).toEqual(['disabled', 'disabled'])
  expect(states[1]).toEqual(['disabled', 'can'])
  expect(states.at(-1)).toEqual(['can', 'disabled'])
})

it('A board saved as it stands is not changed, and the desk says so', async () => {
  const version = async () =>
    world.forum.db
      .selectFrom('versions')
      .select('version')
      .where('name', '=', 'site')
      .executeTakeFirstOrThrow()
  for (const id of [world.board.chat, world.board.council, world.board.category]) {
    const before = await version()
    expect(
      (await change(id, id === world.board.council ? { groups: ['moderator', 'super-moderator'] } : {}))
        .status,
    ).toBe(303)
    expect((await admin.follow()).text('.flash')).toBe('没有变化。')
    expect(await version()).toEqual(before)
  }
  for (const fields of [{ description: '新' }, { moderators: 'laowang' }, { access: 'members' }] as Record<
    string,
    string
  >[]) {
    await change(world.board.chat, fields)
    expect((await admin.follow()).text('.flash')).toBe('已保存。')
  }
})

it('The form is named for what it makes, in the words of the button that leads there', async () => {
  await admin.get('/admin/boards')
  for (const [link, title] of [
    ['/admin/boards/new', '新建分类'],
    [`/admin/boards/new?parent=${world.board.category}`, '新建版块'],
    [`/admin/boards/new?parent=${world.board.chat}`, '新建子版'],
  ] as const) {
    expect((await admin.get('/admin/boards')).text(`main a[href="${link}"]`)).toBe(title)
    const page = await admin.get(link)
    expect([page.text('h1'), page.text('.crumbs li:last-child'), page.text('title').split(' ')[0]]).toEqual(
      Array(3).fill(title),
    )
  }
})

it('The desk says how name, slogan and announcement are set, and is at /admin too', async () => {
  const page = await admin.get('/admin')
  expect([page.status, page.location]).toEqual([303, '/admin/boards'])
  expect((await admin.follow()).text('main')).toContain('npx louzhu setting set siteTagline')
  expect((await admin.get('/admin/nothing')).status).toBe(404)
  const guest = world.forum.visitor()
  expect((await guest.get('/admin')).status).toBe(401)
  expect((await (await world.forum.signIn('banzhu')).get('/admin')).status).toBe(403)
})

it('Name, description and place of a board are changed', async () => {
  const form = await admin.get(`/admin/boards/${world.board.chat}`)
  expect(form.attr('input[name=name]', 'value')).toBe('茶余饭后')
  expect(form.attr('input[name=description]', 'value')).toBe('什么都能聊')
  expect(form.attr('input[name=moderators]', 'value')).toBe('banzhu')
  expect((await change(world.board.sub, { name: '笑话<i>', parent: String(world.board.union) })).status).toBe(
    303,
  )
  const row = (await index()).text(`tr.board[data-board="${world.board.union}"]`)
  expect(row).toContain('子版： 笑话<i>')
})

it('Saving a board as it is changes nothing and says so', async () => {
  const { db } = world.forum
  const version = async () =>
    (await db.selectFrom('versions').select('version').where('name', '=', 'site').executeTakeFirst())?.version
  const before = await version()
  expect((await change(world.board.chat, {})).status).toBe(303)
  expect((await admin.follow()).text('.flash')).toBe('没有变化。')
  expect(await version()).toBe(before)
  await change(world.board.chat, { description: '什么都能聊聊' })
  expect((await admin.follow()).text('.flash')).not.toBe('没有变化。')
  expect(await version()).not.toBe(before)
})

it('A board does not stand below itself nor below what is not there', async () => {
  for (const parent of [world.board.chat, world.board.sub, 999])
    expect((await change(world.board.chat, { parent: String(parent) })).status).toBe(422)
  // With its sub-board it would be four deep.
  expect((await change(world.board.chat, { parent: String(world.board.union) })).status).toBe(422)
  expect((await index()).texts('tr.board h3')).toEqual(['茶余饭后', '工会之家'])
})

it('A board with threads does not become a category, where nobody would find them', async () => {
  const page = await change(world.board.union, { parent: '' })
  expect(page.status).toBe(422)
  const board = await world.forum.visitor().get(`/boards/${world.board.union}`)
  expect(board.texts('a.subject')).toEqual(['高温津贴的解答'])
})

it('Moderators are named, become moderators, and are members again afterwards', async () => {
  const rank = async (id: number) => (await world.forum.visitor().get(`/members/${id}`)).text('dl .level')
  expect(
    (await change(world.board.union, { moderators: 'Laowang，haibian\u200B、\u2060zongban' })).status,
  ).toBe(303)
  const row = (await index()).text(`tr.board[data-board="${world.board.union}"] .people`)
  expect(row).toContain('laowang')
  expect(row).toContain('haibian')
  expect(await rank(world.member.laowang)).toBe('论坛版主')
  expect(await rank(world.member.zongban)).toBe('总版主')
  await change(world.board.union, { moderators: 'haibian' })
  expect(await rank(world.member.laowang)).toBe('新手上路')
  expect(await rank(world.member.haibian)).toBe('论坛版主')
  expect(await rank(world.member.zongban)).toBe('总版主')
})

it('A moderator nobody knows is named, and the form keeps what was typed', async () => {
  const fields = {
    name: '新名字',
    description: '新简介',
    moderators: 'laowang，没这个人',
    access: 'hidden',
    groups: ['moderator', 'founder'],
  }
  const page = await change(world.board.union, fields)
  expect(page.status).toBe(422)
  expect(page.text('#moderators-error')).toContain('没有名为“没这个人”的会员')
  expect(page.attr('input[name=moderators]', 'value')).toBe('laowang，没这个人')
  expect(page.attr('input[name=name]', 'value')).toBe('新名字')
  expect(page.attr('input[name=access][checked]', 'value')).toBe('hidden')
  const groups = page
    .$('input[name=groups][checked]')
    .toArray()
    .map((box) => page.$(box).attr('value'))
  expect(new Set(groups)).toEqual(new Set(['founder', 'moderator']))
  expect((await index()).texts('tr.board h3')).toContain('工会之家')
})

it('All that is wrong with a board is said at once, each field once, and every name that nobody has', async () => {
  const fields = {
    name: '',
    description: '字'.repeat(201),
    access: 'secret',
    parent: String(world.board.sub),
    moderators: 'laowang，没这个人、也没有这个',
  }
  const page = await change(world.board.union, fields)
  expect(page.status).toBe(422)
  const wrong = ['name', 'parent', 'description', 'access', 'moderators']
  for (const field of wrong) expect(page.count(`#${field}-error`)).toBe(1)
  const listed = page
    .$('[role=alert] li a')
    .toArray()
    .map((link) => page.$(link).attr('href'))
  expect(listed).toHaveLength(wrong.length)
  expect(new Set(listed)).toEqual(new Set(wrong.map((field) => `#field-${field}`)))
  expect(page.text('#moderators-error')).toContain('没有名为“没这个人”“也没有这个”的会员')
})

it('A board with threads that is to become a category hears of its moderators in the same answer', async () => {
  const page = await change(world.board.union, { parent: '', moderators: '没这个人' })
  expect(page.text('[role=alert]')).toContain('没有名为“没这个人”的会员')
  expect(page.count('[role=alert] li')).toBe(2)
})

it('A hidden board is seen by the groups that were ticked', async () => {
  const rows = async (name: 'laowang' | 'zongban' | 'banzhu') =>
    (await (await world.forum.signIn(name)).get('/')).texts('tr.board h3')
  expect(await rows('laowang')).toContain('工会之家')
  expect((await change(world.board.union, { access: 'hidden', groups: 'super-moderator' })).status).toBe(303)
  expect(await rows('zongban')).toContain('工会之家')
  expect(await rows('laowang')).not.toContain('工会之家')
  expect(await rows('banzhu')).not.toContain('工会之家')
})

it.each([
  { name: '' },
  { name: '　' },
  { name: '字'.repeat(31) },
  { name: ['一', '二'] },
  { name: '断\0开' },
  { name: '好', description: '字'.repeat(201) },
  { name: '好', access: 'secret' },
  { name: '好', parent: 'abc' },
  { name: '好', parent: '-1' },
])('A form with %j is refused', async (fields) => {
  expect((await add({ ...fields })).status).toBe(422)
  expect((await add({ name: '𠮷'.repeat(30), description: '字'.repeat(200) })).status).toBe(303)
})

it('Boards that do not exist are not found', async () => {
  const _csrf = (await admin.get('/admin/boards/new')).attr('form.form input[name=_csrf]', 'value')
  for (const id of ['999', '0', 'abc']) {
    expect((await admin.get(`/admin/boards/${id}`)).status).toBe(404)
    expect((await admin.post(`/admin/boards/${id}`, { _csrf, name: '好' })).status).toBe(404)
    expect((await admin.post(`/admin/boards/${id}/up`, { _csrf })).status).toBe(404)
  }
})
