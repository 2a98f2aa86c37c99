import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

const MINUTE = 60_000

let world: World
let long: number
beforeEach(async () => {
  world = await buildWorld()
  world.forum.wait(MINUTE)
  long = await world.start('laowang', world.board.chat, '长话慢慢说')
  for (let floor = 1; floor < 15; floor++) {
    world.forum.wait(MINUTE)
    await world.reply('haibian', long, `第${floor}楼`)
  }
})
afterEach(async () => world.forum.close())

/** How heavy the thread's title is in the list of its board. */
async function weightInList(page: Page): Promise<string> {
  await page.goto(`${world.forum.origin}/boards/${world.board.chat}`)
  const row = `tr.thread[data-thread="${long}"]`
  await page.locator(row).waitFor()
  return page.evaluate<string>(`getComputedStyle(document.querySelector('${row} a.subject')).fontWeight`)
}

/** The floor that the browser has come to, and whether it stands on the screen. */
async function floorReached(page: Page): Promise<string> {
  await page.waitForURL(/#post-/)
  return page.evaluate<string>(`(() => {
    const floor = document.querySelector(':target')
    const { top } = floor.getBoundingClientRect()
    return floor.dataset.floor + (top >= 0 && top < innerHeight / 2 ? ' in sight' : ' out of sight')
  })()`)
}

inChromium('Who reads on', (open) => {
  it.each(['desk', 'phone'] as const)(
    'comes to the first floor not read, page by page, and the title is bold until the last: %s',
    async (size) => {
      const page = await open(world.forum, { as: 'xiaoming', size })
      const fresh = page
        .locator(`tr.thread[data-thread="${long}"]`)
        .getByRole('link', { name: '新', exact: true })
      expect(await weightInList(page)).toBe('700')
      for (const floor of ['0', '10']) {
        await fresh.click()
        expect(await floorReached(page)).toBe(`${floor} in sight`)
        expect(await weightInList(page)).toBe(floor === '10' ? '400' : '700')
      }
      expect(await fresh.count()).toBe(0)

      world.forum.wait(MINUTE)
      await world.reply('laowang', long, '又一句')
      expect(await weightInList(page)).toBe('700')
      await fresh.click()
      expect(await floorReached(page)).toBe('15 in sight')

      // floors tell their time of day
      await page.goto(`${world.forum.origin}/threads/${world.thread.breakfast}`)
      for (const floor of await page.locator('.floor > header').all())
        expect(await floor.innerText()).toMatch(/\d\d:\d\d/)
    },
  )
})
