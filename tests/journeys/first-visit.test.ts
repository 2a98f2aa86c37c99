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
      await page.goto(`${world.forum.origin}/threads/${world.thread.breakfast}`, { waitUntil: 'load' })
      expect(asked.length).toBeGreaterThanOrEqual(1)
      expect(asked.length).toBeLessThanOrEqual(4)
      expect(await page.evaluate(shifted)).toBe(0)
    })
  }
})

/** How far what stood on the page has moved by itself; the browser tells it in the order in which it happened. */
const shifted = `new Promise((resolve) => {
  let sum = 0
  const watch = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value
  })
  watch.observe({ type: 'layout-shift', buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => {
    for (const entry of watch.takeRecords()) sum += entry.value
    resolve(sum)
  }))
})`
