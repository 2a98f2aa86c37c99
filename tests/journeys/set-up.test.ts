import { afterEach, beforeEach, expect, it } from 'vitest'
import { inChromium } from '../support/chromium.js'
import { TestForum } from '../support/forum.js'

let forum: TestForum
beforeEach(async () => {
  forum = await TestForum.open({ setupToken: 'printed-once' })
})
afterEach(async () => forum.close())

inChromium('The webmaster of a new forum', (open) => {
  for (const script of [true, false]) {
    it(`sets it up empty, adds a board and writes the first thread ${script ? 'with' : 'without'} script`, async () => {
      const page = await open(forum, { script })
      expect(await page.getByText('请打开启动时终端里打印的链接').isVisible()).toBe(true)
      const link = `${forum.origin}/setup?token=printed-once`
      await page.goto(link)
      await page.getByLabel('论坛名称').fill('北城街坊')
      await page.getByLabel('站长用户名').fill('老站长')
      await page.getByLabel('电子邮箱').fill('founder@example.com')
      await page.locator('[name=password]').fill('好记的一句话 2026')
      await page.getByRole('radio', { name: '空白' }).check()
      await page.getByRole('button', { name: '完成安装' }).click()
      await page.getByText('论坛已经开张了').waitFor()
      expect(await page.locator('a.brand').innerText()).toContain('北城街坊')
      expect(await page.getByRole('link', { name: '默认版块' }).isVisible()).toBe(true)
      expect((await page.goto(link))!.status()).toBe(404)

      await page.goto(forum.origin)
      await page.locator('.account').getByRole('link', { name: '管理' }).click()
      await page.getByRole('link', { name: '新建分类' }).click()
      await page.getByRole('textbox', { name: '名称' }).fill('街坊天地')
      await page.getByRole('button', { name: '新建' }).click()
      const category = page.locator('.admin-boards', { hasText: '街坊天地' })
      await category.getByRole('link', { name: '新建版块' }).click()
      await page.getByRole('textbox', { name: '名称' }).fill('茶余饭后')
      await page.getByLabel('简介').fill('什么都能聊')
      await page.getByRole('button', { name: '新建' }).click()
      expect(await category.innerText()).toContain('茶余饭后')

      await page.locator('a.brand').click()
      await page.getByRole('link', { name: '茶余饭后', exact: true }).click()
      await page.getByRole('link', { name: '发第一帖' }).click()
      await page.getByRole('textbox', { name: '标题' }).fill('开张大吉')
      await page.locator('textarea[name=body]').fill('欢迎各位街坊')
      await page.getByRole('button', { name: '发表主题' }).click()
      expect(await page.locator('h1').innerText()).toBe('主题：开张大吉')
      expect(await page.locator('article.post[data-floor="0"] .bbcode').innerText()).toBe('欢迎各位街坊')

      const guest = await open(forum, { script })
      await guest.getByRole('link', { name: '开张大吉' }).click()
      expect(await guest.locator('article.post').count()).toBe(1)
    })
  }
})
