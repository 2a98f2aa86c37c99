import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../src/routes.js'
import { buildWorld, type World } from './support/world.js'

let world: World

beforeAll(async () => {
  world = await buildWorld()
})

afterAll(() => world.forum.close())

/** An address with ids of the world in place of `:id`. */
function address(path: string): string {
  const id =
    path.startsWith('/boards') || path.startsWith('/admin/boards') ? world.board.chat : world.thread.breakfast
  return path.replace(':id', String(path.startsWith('/members') ? world.member.laowang : id))
}

describe('Each line of the site map', () => {
  it('names its guard', () => {
    expect(routes.length).toBeGreaterThan(40)
    for (const route of routes) expect(route.guard, route.path).toBeTypeOf('function')
  })

  it('is there once', () => {
    const lines = routes.map((route) => `${route.method} ${route.path}`)
    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([])
  })

  const pages = routes.filter((route) => route.method === 'get')
  it.each(pages.map((route) => route.path))(
    'GET %s answers a guest and the founder without a fault',
    async (path) => {
      for (const browser of [world.forum.visitor(), await world.forum.signIn('zhanzhang')]) {
        const page = await browser.get(address(path))
        expect(page.status).toBeLessThan(500)
      }
    },
  )

  const deeds = routes.filter((route) => route.method === 'post')
  it.each(deeds.map((route) => route.path))('POST %s is refused without its form token', async (path) => {
    const founder = await world.forum.signIn('zhanzhang')
    const refused = await founder.post(address(path), { subject: '题目', body: '写好的正文', mood: '1' })
    expect([403, 404]).toContain(refused.status)
    expect((await founder.post(address(path), { _csrf: 'x'.repeat(43) })).status).toBe(refused.status)
  })

  it.each([...new Set(routes.map((route) => route.path))])(
    '%s answers 405 to DELETE and says what it takes',
    async (path) => {
      const page = await world.forum.visitor().request('DELETE', address(path))
      expect(page.status).toBe(405)
      const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase())
      for (const method of methods) expect(page.headers.get('allow')).toContain(method)
    },
  )
})
