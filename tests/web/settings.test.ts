import { afterEach, beforeEach, expect, it } from 'vitest'
import { settingEntry, settingNames } from '../../src/forum/site/settings.js'
import type { EverySetting, SomeSettings } from '../../src/forum/site/settings/setting.js'
import { siteSettings } from '../../src/forum/site/settings/site-settings.js'
import { messages } from '../../src/i18n/zh-cn.js'
import { buildWorld, type World } from '../support/world.js'
import { refusalText } from '../support/refusal-text.js'

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
  expect(await refusalText(() => forum.set('siteName', '\u3164'))).toContain('不能为空')
  await forum.set('siteName', '𠮷'.repeat(40))
  expect((await forum.visitor().get('/')).text('.site-name')).toBe('𠮷'.repeat(40))
  expect(await refusalText(() => forum.set('siteName', '𠮷'.repeat(41)))).toContain('40')
})

it('The default of every setting is within its own bounds, and prints as it is read', () => {
  for (const name of settingNames) {
    const { field, default: standard } = settingEntry(name)
    expect([name, field.read.parse(field.print(standard))]).toEqual([name, standard])
  }
})

it('Settings and their words are tied by the compiler', () => {
  const { siteTagline } = siteSettings
  const known = { siteTagline } satisfies SomeSettings
  // @ts-expect-error nothing is said of this setting
  const wordless = { siteTagline, noSuch: siteTagline } satisfies SomeSettings
  // @ts-expect-error there are words for more settings than this one
  const partial = { siteTagline } satisfies EverySetting
  expect([...settingNames].sort()).toEqual(Object.keys(messages.settings.about).sort())
  expect([known, partial, wordless].map((each) => Object.keys(each).length)).toEqual([1, 1, 2])
})
