import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { PATIENCE, inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
  await world.reply('laowang', world.thread.breakfast, '头一句')
})
afterEach(async () => world.forum.close())

const thread = () => `/threads/${world.thread.breakfast}`
const body = (page: Page) => page.locator('#reply textarea')
const under = (page: Page, floor: number, name: string) =>
  page.locator(`article.post[data-floor="${floor}"] footer`).getByRole('link', { name, exact: true })
const textOf = (page: Page) => ({
  toContain: (part: string) =>
    expect.poll(() => body(page).inputValue(), { timeout: PATIENCE }).toContain(part),
})

inChromium('引用 under a floor', (open) => {
  it('adds to the reply on the same page, one quote after the other', async () => {
    const page = await open(world.forum, { at: thread(), as: 'xiaoming' })
    await body(page).fill('先说一句')
    for (const floor of [3, 0, 1]) await under(page, floor, '引用').click()
    await expect
      .poll(async () => (await body(page).inputValue()).split('[/quote]').length, { timeout: PATIENCE })
      .toBe(4)
    const text = await body(page).inputValue()
    expect(text).toMatch(/^先说一句\n\n\[quote=laowang,\d+\]头一句\[\/quote\]\n\n\[quote=/)
    expect(text.indexOf('头一句')).toBeLessThan(text.indexOf('的正文'))
    expect(new URL(page.url()).pathname).toBe(thread())
    expect(await page.evaluate('document.activeElement.name')).toBe('body')
    const box = (await body(page).boundingBox())!
    expect(box.y).toBeLessThan(900)

    await page.keyboard.type('都在理')
    await page.getByRole('button', { name: '发表回复' }).click()
    await page.locator('article.post[data-floor="4"]').waitFor()
    expect(await page.locator('article.post[data-floor="4"] blockquote').count()).toBe(3)
  })

  it('leads to the full form where it can not be fetched, and without script', async () => {
    const page = await open(world.forum, { at: thread(), as: 'xiaoming' })
    await page.route('**/reply?quote=*', (route) =>
      route.request().isNavigationRequest()
        ? route.continue()
        : route.fulfill({ body: 'a proxy says hello' }),
    )
    await under(page, 3, '引用').click()
    await page.waitForURL('**/reply?quote=*')
    expect(await page.locator('textarea[name=body]').inputValue()).toContain('头一句')

    const plain = await open(world.forum, { at: thread(), as: 'xiaoming', script: false })
    await under(plain, 3, '引用').click()
    await plain.waitForURL('**/reply?quote=*')
  })

  it('counts as something written: it is kept as a draft', async () => {
    const page = await open(world.forum, { at: thread(), as: 'xiaoming' })
    await under(page, 3, '引用').click()
    await textOf(page).toContain('头一句')
    await page.reload()
    await page.getByRole('button', { name: '恢复' }).click()
    await textOf(page).toContain('头一句')
  })
})
