import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inChromium, type Reader } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(async () => world.forum.close())

const readers: Reader[] = [
  { size: 'desk' },
  { size: 'phone' },
  { size: 'desk', as: 'laowang' },
  { size: 'phone', as: 'xiaoming' },
]

inChromium('On a first visit', (open) => {
  for (const reader of readers) {
    const who = `${reader.as ?? 'a guest'} (${reader.size})`
    it(`${who} gets a thread with at most four requests, and nothing moves once it is painted`, async () => {
      const page = await open(world.forum, reader)
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await paintWholeThenBringTheScript(page)
      await page.goto(`${world.forum.origin}/threads/${world.thread.breakfast}`, { waitUntil: 'load' })
      expect(asked.length).toBeGreaterThanOrEqual(1)
      expect(asked.length).toBeLessThanOrEqual(4)
      expect(await page.evaluate(moved)).toEqual([])
    })
  }
})

/**
 * A busy machine paints a page of which half has been read, and a fast one runs the script before it paints at all. Here
 * the first paint is of the whole page, since its styles come when it has been read, and the script comes behind it.
 */
async function paintWholeThenBringTheScript(page: Page): Promise<void> {
  await page.route('**/*.css', async (route) => {
    await page.evaluate(read)
    await route.continue()
  })
  await page.route('**/*.js', async (route) => {
    await page.evaluate(painted)
    await route.continue()
  })
}

const read = `document.readyState !== 'loading' || new Promise((resolve) => {
  document.addEventListener('readystatechange', resolve, { once: true })
}).then(() => true)`

const painted = `new Promise((resolve) => {
  new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true })
}).then(() => true)`

/** What moved by itself, and from where to where; the browser tells it in the order in which it happened. */
const moved = `new Promise((resolve) => {
  const lines = []
  const note = ({ sources }) => lines.push(...sources.map(({ node, previousRect, currentRect }) =>
    [node && node.textContent.trim().slice(0, 40), JSON.stringify(previousRect), JSON.stringify(currentRect)].join(' → ')))
  const watch = new PerformanceObserver((list) => list.getEntries().forEach(note))
  watch.observe({ type: 'layout-shift', buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => {
    watch.takeRecords().forEach(note)
    resolve(lines)
  }))
})`
