import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inChromium, sizes } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

const widths = [320, 360, 768, 1280]

let world: World
beforeAll(async () => {
  world = await buildWorld()
  const { board, forum, start } = world
  for (let count = 0; count < 16; count++) {
    forum.wait(60_000)
    await start('haibian', board.chat, `茶余饭后的第 ${count} 个话题`)
    await start('xiaoming', board.union, `工会之家的第 ${count} 个话题`)
  }
})
afterAll(() => world.forum.close())

/** Rows that stand whole on the first screen. */
async function wholeRows(page: Page): Promise<number> {
  return page.evaluate<number>(`[...document.querySelectorAll('tr.thread')]
    .filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length`)
}

async function topOf(page: Page, selector: string): Promise<number> {
  return page.evaluate<number>(`document.querySelector('${selector}').getBoundingClientRect().top`)
}

inChromium('Lists', (open) => {
  it('show twelve threads on the first screen, ten below sub-boards', async () => {
    const { forum, board } = world
    const page = await open(forum, { as: 'laowang', at: `/boards/${board.union}` })
    expect(await wholeRows(page)).toBeGreaterThanOrEqual(12)
    await page.goto(`${forum.origin}/boards/${board.chat}`)
    expect(await page.locator('table.below tr.board').count()).toBe(1)
    expect(await wholeRows(page)).toBeGreaterThanOrEqual(10)
    await page.goto(`${forum.origin}/latest`)
    expect(await wholeRows(page)).toBeGreaterThanOrEqual(12)
  })

  it('begin on the upper half of a phone, below one row of brand and account', async () => {
    const { forum, board } = world
    const page = await open(forum, { as: 'laowang', at: `/boards/${board.chat}`, size: 'phone' })
    expect(await topOf(page, 'tr.thread')).toBeLessThanOrEqual(320)
    expect(await topOf(page, 'main')).toBeLessThanOrEqual(92)
    const row = await page.locator('tr.thread').first().boundingBox()
    expect(row!.height).toBeGreaterThanOrEqual(44)
    await page.goto(`${forum.origin}/`)
    const heights = await page.evaluate<number[]>(
      `[...document.querySelectorAll('tr.board')].map((board) => board.getBoundingClientRect().height)`,
    )
    expect(Math.max(...heights)).toBeLessThanOrEqual(84)
  })

  it('leave settings and the way out within reach on a phone without script', async () => {
    const page = await open(world.forum, { as: 'laowang', size: 'phone', script: false })
    const settings = page.locator('.account').getByRole('link', { name: '设置' })
    expect(await settings.isVisible()).toBe(false)
    await page.getByRole('button', { name: '更多' }).click()
    await settings.waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    await page.locator('.account.guest').waitFor()
  })
})

const awkward = {
  'emoji joined to one': Array.from({ length: 40 }, () => '😀').join('\u200d'),
  'piled-up marks': `鬼${'\u0300\u0316'.repeat(39)}`,
  'one long word': 'W'.repeat(80),
}

inChromium('A subject that no line can hold', (open) => {
  it.each(Object.entries(awkward))('harms nobody else in a list: %s', async (_what, subject) => {
    const { forum, thread, board } = world
    const page = await open(forum)
    const places = async () =>
      page.evaluate<number[]>(`[...document.querySelectorAll('tr.thread')].flatMap((row) =>
        [...row.querySelectorAll('.who, .count')].map((cell) => Math.round(cell.getBoundingClientRect().right)))`)
    for (const path of ['/', '/latest?sort=last&page=2', `/boards/${board.chat}`]) {
      for (const width of widths) {
        await page.setViewportSize({ width, height: sizes.desk.height })
        await page.goto(forum.origin + path)
        const before = width > 720 ? await places() : []
        await name(thread.breakfast, subject)
        await page.reload()
        if (width > 720) expect(await places(), `${path} at ${width}`).toEqual(before)
        expect(await widthOf(page), `${path} at ${width}`).toBeLessThanOrEqual(width)
        await name(thread.breakfast, '老城墙根的早点铺还开着吗')
      }
    }
  })

  it.each(['\u202e', '\u2067', '\u2066\u202e', '\u061c\u200f'])(
    'turns nothing around: %j',
    async (control) => {
      const { forum, thread } = world
      await name(thread.breakfast, `左${control}abc 右`)
      await forum.db.updateTable('threads').set({ digest: 2 }).where('id', '=', thread.breakfast).execute()
      const row = `tr.thread[data-thread="${thread.breakfast}"]`
      const page = await open(forum, { as: 'xiaoming', at: '/latest?sort=last&page=2' })
      const parts = ['.board-name', '.subject', '.mark'].map((part) => `${row} ${part}`)
      const [place, subject, mark] = await boxes(page, parts)
      expect(place!.right).toBeLessThanOrEqual(subject!.left)
      expect(subject!.right).toBeLessThanOrEqual(mark!.left)
      await page.goto(`${forum.origin}/threads/${thread.breakfast}/reply`)
      const [before, itself, after] = await boxes(
        page,
        [2, 3, 4].map((n) => `.crumbs li:nth-child(${n + 1})`),
      )
      expect(before!.right).toBeLessThanOrEqual(itself!.left)
      expect(itself!.right).toBeLessThanOrEqual(after!.left)
      expect(await page.title()).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
      await name(thread.breakfast, '老城墙根的早点铺还开着吗')
    },
  )
})

async function name(threadId: number, subject: string): Promise<void> {
  await world.forum.db.updateTable('threads').set({ subject }).where('id', '=', threadId).execute()
  await world.forum.noticeChanges()
}

async function widthOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth')
}

async function boxes(page: Page, selectors: string[]): Promise<{ left: number; right: number }[]> {
  return page.evaluate(`${JSON.stringify(selectors)}.map((selector) => {
    const { left, right } = document.querySelector(selector).getBoundingClientRect()
    return { left: Math.round(left), right: Math.round(right) }
  })`)
}
