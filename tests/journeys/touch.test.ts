import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

/** What a finger hits by itself: no link within a sentence, and no name within a row, which is 44 px high as a whole. */
const controls = `button, summary, select, input:not([type=hidden], [type=radio], [type=checkbox]), label:has([type=radio], [type=checkbox]),
  .button, .brand, .nav a, .account a, .tabs a, .pager a, .crumbs a, .sorts a, .phone-bar a, .thread-go a, .neighbours a,
  .panel-head a, .moderation-tools a, .author .name a, .author .more, .floor > header a, .floor > footer a`

let world: World
beforeAll(async () => {
  world = await buildWorld()
  const { reply, thread } = world
  for (let floor = 1; floor < 12; floor++) await reply('xiaoming', thread.breakfast, `第${floor}楼只有一句话`)
})
afterAll(async () => world.forum.close())

inChromium('On a phone a finger', (open) => {
  it.each([undefined, 'banzhu'])('finds 44 pixels of whatever it may touch: %s', async (as) => {
    const { forum, board, thread } = world
    const page = await open(forum, as === undefined ? { size: 'phone' } : { size: 'phone', as })
    const breakfast = `/threads/${thread.breakfast}`
    const common = ['/', '/latest', `/boards/${board.chat}`, breakfast, `${breakfast}?page=2`]
    const guests = ['/login', '/register']
    const members = [
      '/account',
      '/account/sessions',
      `${breakfast}/reply`,
      `${breakfast}/moderation/highlight`,
    ]
    for (const path of [...common, ...(as === undefined ? guests : members)]) {
      await page.goto(forum.origin + path)
      expect(await page.evaluate('innerWidth'), path).toBe(360)
      const reaches = await reachesOf(page)
      expect(reaches.length, path).toBeGreaterThan(5)
      expect(
        reaches.filter(({ reach }) => reach < 44),
        path,
      ).toEqual([])
    }
  })
})

/** How high each control is to a finger: itself, or what it reaches beyond its line. */
async function reachesOf(page: Page): Promise<{ name: string; reach: number }[]> {
  return page.evaluate(`[...document.querySelectorAll(\`${controls}\`)]
    .filter((control) => control.checkVisibility({ opacityProperty: true }) && control.getBoundingClientRect().width > 1)
    .map((control) => ({
      name: control.tagName + ' ' + (control.textContent.trim() || control.name),
      reach: Math.max(
        Math.round(control.getBoundingClientRect().height),
        parseFloat(getComputedStyle(control, '::after').height) || 0,
      ),
    }))`)
}
