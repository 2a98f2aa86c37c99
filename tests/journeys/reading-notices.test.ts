import { afterEach, beforeEach, expect, it } from 'vitest'
import { inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

inChromium('A member who was answered', (open) => {
  it.each(['desk', 'phone'] as const)(
    'sees who said what in one line a thread, and has read it by opening it: %s',
    async (size) => {
      const { forum, thread, board, reply, start } = world
      const other = await start('laowang', board.union, '另一个主题')
      await reply('banzhu', other, '这边也有人')
      for (let floor = 3; floor < 12; floor++) await reply('haibian', thread.breakfast, `第${floor}楼`)
      forum.wait(60_000)
      await reply('xiaoming', thread.breakfast, '老板娘说下个月搬到桥头去')
      const page = await open(forum, { as: 'laowang', size })
      const badge = page.locator('.account .badge')
      const entries = page.locator('ul.notices li.is-new')
      expect(await badge.innerText()).toContain('13')

      await page.locator('.account').getByRole('link', { name: /通知/ }).click()
      expect(await entries.count()).toBe(2)
      const entry = entries.first()
      expect(await entry.innerText()).toMatch(
        /xiaoming、haibian\s+回复了您的主题\s+《老城墙根的早点铺还开着吗》/,
      )
      // what was said first of what is unread
      expect(await entry.innerText()).toContain('沙发是我的')
      expect(await badge.innerText()).toContain('13')

      await entry.getByRole('link', { name: '老城墙根的早点铺还开着吗' }).click()
      await page.waitForURL(/#post-/)
      expect(await page.locator(':target').innerText()).toContain('沙发是我的')
      // looking at one page reads the notices of its floors, no others
      expect(await badge.innerText()).toMatch(/\b4$/)
      await page.goto(`${forum.origin}/threads/${thread.breakfast}?page=2`)
      expect(await badge.innerText()).toMatch(/\b1$/)

      await page.locator('.account').getByRole('link', { name: /通知/ }).click()
      expect(await entries.count()).toBe(1)
      await entries.getByRole('link', { name: '另一个主题' }).click()
      await page.getByRole('heading', { name: '另一个主题' }).waitFor()
      expect(await badge.count()).toBe(0)
    },
  )
})
