import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

it('Settings are taken as an input method writes them', async () => {
  const { forum, thread } = world
  await forum.set('postsPerPage', '２')
  await forum.set('floorNames', '０：楼主\n１：头一个')
  await forum.set('questions', '一年有几个季节？｜4')
  const visitor = forum.visitor()
  const page = await visitor.get(`/threads/${thread.breakfast}`)
  expect(page.texts('.floor-name')).toEqual(['楼主', '头一个'])
  expect((await visitor.get('/register')).text('.question')).toContain('一年有几个季节？')
})

it('A line in which nothing can be seen is empty, and a rare character is one', async () => {
  const { forum } = world
  await forum.set('siteTagline', '街坊的事')
  expect((await forum.visitor().get('/')).count('.site-name small')).toBe(1)
  await forum.set('siteTagline', '\u3164\u2800')
  expect((await forum.visitor().get('/')).count('.site-name small')).toBe(0)
  await expect(forum.set('siteName', '\u3164')).rejects.toThrow('不能为空')
  await forum.set('siteName', '𠮷'.repeat(40))
  expect((await forum.visitor().get('/')).text('.site-name')).toBe('𠮷'.repeat(40))
  await expect(forum.set('siteName', '𠮷'.repeat(41))).rejects.toThrow('40')
})
