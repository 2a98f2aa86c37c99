import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { PATIENCE, inChromium, sizes, type OpenBrowser } from '../support/chromium.js'
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
  it.each(['desk', 'phone'] as const)(
    'adds to the reply on the same page, one quote after the other: %s',
    async (size) => {
      const page = await open(world.forum, { at: thread(), as: 'xiaoming', size })
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
      expect(box.y).toBeLessThan(sizes[size].height - 100)

      await page.keyboard.type('都在理')
      await page.getByRole('button', { name: '发表回复' }).click()
      await page.locator('article.post[data-floor="4"]').waitFor()
      expect(await page.locator('article.post[data-floor="4"] blockquote').count()).toBe(3)
    },
  )

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

inChromium('回复 under a floor', (open) => {
  it.each(['desk', 'phone'] as const)(
    'tells the form below whom it answers, and them that they were: %s',
    async (size) => {
      const page = await open(world.forum, { at: thread(), as: 'xiaoming', size })
      const description = page.locator('#reply').getByLabel('描述')
      const describes = {
        toBe: (text: string) => expect.poll(() => description.inputValue(), { timeout: PATIENCE }).toBe(text),
      }
      await under(page, 2, '回复').click()
      await describes.toBe('回 板凳(haibian)')
      expect(new URL(page.url()).pathname).toBe(thread())
      expect(await page.evaluate('document.activeElement.name')).toBe('body')
      await page.keyboard.type('说得是')
      // a second thought, and a quote of somebody else besides
      await under(page, 3, '回复').click()
      await describes.toBe('回 地板(laowang)')
      await under(page, 2, '回复').click()
      await describes.toBe('回 板凳(haibian)')
      await page.getByRole('button', { name: '发表回复' }).click()
      const own = page.locator('article.post[data-floor="4"]')
      await own.waitFor()
      expect(await own.innerText()).toMatch(/回 板凳\(haibian\)\s+说得是/)
      expect(await notices('haibian', open)).toContain('xiaoming 回复了您的帖子')
    },
  )

  it.each([true, false])(
    "restored as a draft still answers them, with words of one's own for 描述 (%s)",
    async (hasOwn) => {
      const page = await open(world.forum, { at: thread(), as: 'xiaoming' })
      if (hasOwn) await page.locator('#reply').getByLabel('描述').fill('补充一句')
      await under(page, 2, '回复').click()
      await expect
        .poll(() => page.locator('#reply [name=to]').inputValue(), { timeout: PATIENCE })
        .not.toBe('')
      await body(page).fill('说得是')
      await page.reload()
      await page.getByRole('button', { name: '恢复' }).click()
      await page.getByRole('button', { name: '发表回复' }).click()
      const own = page.locator('article.post[data-floor="4"]')
      await own.waitFor()
      expect(await own.locator('.post-subject').innerText()).toBe(hasOwn ? '补充一句' : '回 板凳(haibian)')
      expect(await notices('haibian', open)).toContain('xiaoming 回复了您的帖子')
    },
  )
})

async function notices(name: string, open: OpenBrowser): Promise<string> {
  const page = await open(world.forum, { at: '/notices', as: name })
  return page.locator('ul.notices').innerText()
}
