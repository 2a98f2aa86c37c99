import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(async () => world.forum.close())

const names = ['茶余饭后', '会员茶馆', '版主议事厅']
const addresses = () => ['/admin/boards', '/admin/boards/new', `/admin/boards/${world.board.council}`]
const deeds = () => ['', `/${world.board.council}`, `/${world.board.council}/up`, `/${world.board.chat}/down`]

it.each(['zhanzhang', 'guanliyuan'] as const)('%s sits at the desk', async (name) => {
  const browser = await world.forum.signIn(name)
  expect((await browser.get('/')).count('a[href="/admin/boards"]')).toBe(1)
  for (const address of addresses()) expect((await browser.get(address)).status).toBe(200)
  expect((await browser.get('/admin/boards')).texts('.admin-row b')).toEqual(expect.arrayContaining(names))
})

describe.each(['laowang', 'banzhu', 'zongban', 'jinyan'] as const)('%s', (name) => {
  it('is kept out, and learns nothing on the way', async () => {
    const browser = await world.forum.signIn(name)
    const page = await browser.get('/')
    expect(page.count('a[href^="/admin"]')).toBe(0)
    const _csrf = page.attr('input[name=_csrf]', 'value')
    for (const address of addresses()) {
      const refused = await browser.get(address)
      expect(refused.status).toBe(403)
      expect(refused.text('main')).not.toMatch(new RegExp(names.join('|')))
    }
    for (const deed of deeds()) {
      const refused = await browser.post(`/admin/boards${deed}`, { _csrf, name: '我的版块' })
      expect(refused.status).toBe(403)
      expect(refused.text('main')).not.toMatch(new RegExp(names.join('|')))
    }
    expect((await world.forum.visitor().get('/')).texts('tr.board h3')).toEqual(['茶余饭后', '工会之家'])
  })
})

it('A guest is asked to sign in', async () => {
  const guest = world.forum.visitor()
  for (const address of addresses()) expect((await guest.get(address)).status).toBe(401)
  for (const deed of deeds())
    expect((await guest.post(`/admin/boards${deed}`, { name: '我的' })).status).toBe(401)
})
