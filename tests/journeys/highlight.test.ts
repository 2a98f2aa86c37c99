import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

inChromium('A moderator', (open) => {
  for (const script of [true, false]) {
    it(`highlights a thread ${script ? 'with' : 'without'} script, and guest and author see it`, async () => {
      const { forum, board, thread } = world
      const other = await world.start('haibian', board.chat, '另一个主题')
      const guest = await open(forum, { at: `/boards/${board.chat}`, scheme: 'dark' })
      expect(await look(guest, thread.breakfast)).toEqual(await look(guest, other))

      const page = await open(forum, { at: `/threads/${thread.breakfast}`, script, as: 'banzhu' })
      expect(await page.locator('.moderation-notice').count()).toBe(0)
      await page.getByRole('link', { name: '加亮' }).click()
      await page.getByRole('radio', { name: '红色' }).check()
      await page.getByRole('checkbox', { name: '加粗' }).check()
      await page.getByLabel('操作理由').fill('街坊们都想知道')
      await page.getByRole('button', { name: '确定' }).click()
      await page.getByText('加亮成功').waitFor()

      await guest.reload()
      const plain = await look(guest, other)
      const coloured = await look(guest, thread.breakfast)
      expect(coloured.color).not.toBe(plain.color)
      expect(isReddish(coloured.color)).toBe(true)
      expect(coloured.weight).toBe('700')
      expect(plain.weight).not.toBe('700')

      await guest.getByRole('link', { name: '老城墙根的早点铺还开着吗' }).first().click()
      const notice = guest.locator('.moderation-notice')
      expect(await notice.innerText()).toContain(
        '本帖被 banzhu 执行加亮操作(2026-11-22) · 理由：街坊们都想知道',
      )
      await notice.getByRole('link', { name: '全部管理记录' }).click()
      expect(await guest.locator('ol.log li').allInnerTexts()).toEqual([
        expect.stringMatching(/banzhu 加亮 红色、加粗（永久）[^]*街坊们都想知道/),
      ])

      const author = await open(forum, { script, as: 'laowang' })
      await author.getByRole('link', { name: /通知/ }).click()
      expect(await author.locator('.notices li').first().innerText()).toContain(
        'banzhu 对您的主题执行了加亮操作',
      )
    })
  }

  it('takes the highlight away again, and the guest sees an ordinary subject', async () => {
    const { forum, board, thread } = world
    const at = `/threads/${thread.breakfast}/moderation/highlight`
    const page = await open(forum, { at, as: 'banzhu' })
    await page.getByRole('radio', { name: '蓝色' }).check()
    await page.getByRole('button', { name: '确定' }).click()
    await page.getByText('加亮成功', { exact: true }).waitFor()

    await page.goto(forum.origin + at)
    expect(await page.getByRole('radio', { name: '蓝色' }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: '不变色' }).check()
    await page.getByRole('button', { name: '确定' }).click()
    await page.getByText('取消加亮成功').waitFor()

    const other = await world.start('haibian', board.chat, '另一个主题')
    const guest = await open(forum, { at: `/boards/${board.chat}` })
    expect(await look(guest, thread.breakfast)).toEqual(await look(guest, other))
  })
})

/** How a thread's subject looks in the list, as the browser has worked it out. */
async function look(page: Page, threadId: number): Promise<{ color: string; weight: string }> {
  const row = `tr.thread[data-thread="${threadId}"] a.subject`
  await page.locator(row).waitFor()
  return page.evaluate(`(() => {
    const style = getComputedStyle(document.querySelector('${row}'))
    return { color: style.color, weight: style.fontWeight }
  })()`)
}

function isReddish(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map(Number)
  return red > green + 50 && red > blue + 50
}
