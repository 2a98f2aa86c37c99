import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inChromium } from '../support/chromium.js'
import type { TestForum } from '../support/forum.js'
import { settingEntries } from '../../src/forum/site/settings.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
  for (let floor = 3; floor < 14; floor++)
    await world.reply('haibian', world.thread.breakfast, `第${floor}楼`)
})
afterEach(async () => world.forum.close())

const both = ['desk', 'phone'] as const
const secondPage = () => `/threads/${world.thread.breakfast}?page=2`
const isAt = ({ forum }: { forum: TestForum }, page: Page) => page.url().replace(forum.origin, '')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click()

/** Whether the reply form is on the screen, so that one can write at once. */
async function mayWrite(page: Page): Promise<boolean> {
  const text = page.locator('#reply textarea')
  await text.waitFor()
  return page.evaluate<boolean>(`(() => {
    const { top } = document.querySelector('#reply textarea').getBoundingClientRect()
    return top >= 0 && top < innerHeight
  })()`)
}

inChromium('A guest who wants to answer', (open) => {
  it.each(both)(
    'lands in the reply form of that page, over sign-in, registration and slips: %s',
    async (size) => {
      const page = await open(world.forum, { at: secondPage(), size })
      await page.locator('.join').getByRole('link', { name: '登录' }).click()
      await page.getByRole('link', { name: '还没有账号？去注册' }).click()
      await page.getByRole('link', { name: '已有账号？去登录' }).click()
      await page.getByRole('link', { name: '还没有账号？去注册' }).click()
      await page.getByLabel('用户名').fill('林小满')
      await page.getByLabel('电子邮箱').fill('lin@example.com')
      for (const name of ['password', 'passwordAgain'])
        await page.locator(`[name=${name}]`).fill('晴天开窗吹吹风呀')
      await page.locator('[name=answer]').fill('答错')
      await press(page, '注册')
      await page.getByRole('alert').waitFor()
      for (const name of ['password', 'passwordAgain'])
        await page.locator(`[name=${name}]`).fill('晴天开窗吹吹风呀')
      await page.locator('[name=answer]').fill(await rightAnswer(page))
      await press(page, '注册')
      await page.locator('.account.member').waitFor()
      expect(isAt(world, page)).toBe(`${secondPage()}#reply`)
      expect(await page.locator('.flash').innerText()).toContain('欢迎您，林小满！')
      expect(await mayWrite(page)).toBe(true)

      await page.locator('#reply textarea').fill('初来乍到，说一句')
      await press(page, '发表回复')
      await page.locator('article.post', { hasText: '初来乍到，说一句' }).waitFor()
    },
  )

  it.each(both)(
    'comes back by the sign-in form as well, and by the header to where the page began: %s',
    async (size) => {
      const page = await open(world.forum, { at: secondPage(), size })
      await page.locator('.row-tools .refusal').first().getByRole('link', { name: '注册' }).click()
      await page.getByRole('link', { name: '已有账号？去登录' }).click()
      await signIn(page)
      expect(isAt(world, page)).toBe(`${secondPage()}#reply`)
      expect(await mayWrite(page)).toBe(true)

      const other = await open(world.forum, { at: secondPage(), size })
      await other.locator('.account').getByRole('link', { name: '登录' }).click()
      await signIn(other)
      expect(isAt(world, other)).toBe(secondPage())
    },
  )
})

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('用户名').fill('xiaoming')
  await page.locator('[name=password]').fill('louzhu-demo')
  await press(page, '登录')
  await page.locator('.account.member').waitFor()
}

async function rightAnswer(page: Page): Promise<string> {
  const asked = await page.locator('.question label b').innerText()
  const entries = settingEntries.questions.default
  return entries.find((entry) => entry.startsWith(`${asked}|`))!.split('|')[1]!
}
