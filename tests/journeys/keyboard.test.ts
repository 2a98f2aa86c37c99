import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { PATIENCE, inChromium, type Reader } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(async () => world.forum.close())

inChromium('With the keyboard alone', (open) => {
  it('a reader skips to the main part of the page', async () => {
    const page = await open(world.forum)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: '跳到正文' })
    expect(await isInView(page)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).hash, { timeout: PATIENCE }).toBe('#main')

    await page.keyboard.press('Tab')
    expect(await page.evaluate(`document.querySelector('main').contains(document.activeElement)`)).toBe(true)
    const box = await skip.boundingBox()
    expect(box!.x + box!.width).toBeLessThanOrEqual(0)
  })

  const readers: Reader[] = [
    { scheme: 'light' },
    { scheme: 'dark', as: 'laowang' },
    { scheme: 'light', size: 'phone', as: 'guanliyuan' },
  ]
  for (const reader of readers) {
    const who = `${reader.as ?? 'a guest'} (${reader.scheme}, ${reader.size ?? 'desk'})`
    it(`${who} always sees where the focus is`, async () => {
      const page = await open(world.forum, { ...reader, at: thread() })
      const seen: string[] = []
      for (let step = 0; step < 15; step++) {
        await page.keyboard.press('Tab')
        const focus = await focusOf(page)
        seen.push(focus.name)
        expect(focus, `after ${seen.join(' → ')}`).toMatchObject({ isMarked: true, isInView: true })
      }
      expect(new Set(seen).size).toBeGreaterThan(8)
    })
  }

  it('a member reaches the tools of the editor, uses one and goes on to the text', async () => {
    const page = await open(world.forum, { at: `${thread()}/reply`, as: 'xiaoming' })
    await page.getByLabel('描述').focus()
    const tools: string[] = []
    for (;;) {
      await page.keyboard.press('Tab')
      const focus = await focusOf(page)
      if (focus.name === 'TEXTAREA' || tools.length > 20) break
      expect(focus).toMatchObject({ isMarked: true, isInView: true })
      tools.push(focus.name)
    }
    expect(tools.join(' ')).toBe('加粗 斜体 下划线 删除线 颜色 字号 居中 列表 表格 代码 引用 链接 图片 表情')

    await page.getByRole('button', { name: '加粗' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('要紧')
    expect(await page.locator('textarea').inputValue()).toBe('[b]要紧[/b]')

    await page.getByRole('button', { name: '颜色' }).focus()
    await page.keyboard.press('Space')
    expect(await page.getByRole('button', { name: '颜色' }).getAttribute('aria-expanded')).toBe('true')
    await page.getByRole('button', { name: '绿色' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('草')
    expect(await page.locator('textarea').inputValue()).toBe('[b]要紧[color=green]草[/color][/b]')
  })

  it('a member marks selected text, and undo takes the marks back', async () => {
    const page = await open(world.forum, { at: `${thread()}/reply`, as: 'xiaoming' })
    const text = page.locator('textarea')
    await text.fill('整句都要')
    await text.press('Control+a')
    await page.getByRole('button', { name: '下划线' }).click()
    expect(await text.inputValue()).toBe('[u]整句都要[/u]')
    await text.press('Control+z')
    expect(await text.inputValue()).toBe('整句都要')
  })
})

function thread(): string {
  return `/threads/${world.thread.breakfast}`
}

async function isInView(page: Page): Promise<boolean> {
  return (await focusOf(page)).isInView
}

/** What has the focus: its text (or tag), whether it looks different for it, and whether it can be seen at all. */
async function focusOf(page: Page): Promise<{ name: string; isMarked: boolean; isInView: boolean }> {
  return page.evaluate(`(() => {
    const look = (element) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element)
      return { outline: outlineStyle === 'none' ? '0px' : outlineWidth, rest: boxShadow + borderColor }
    }
    const element = document.activeElement
    const focused = look(element)
    const box = element.getBoundingClientRect()
    element.blur()
    const plain = look(element)
    element.focus({ focusVisible: true, preventScroll: true })
    return {
      name: element.innerText?.trim() || element.tagName,
      isMarked: parseFloat(focused.outline) >= 1 || focused.rest !== plain.rest,
      isInView: box.width > 1 && box.height > 1 && box.left >= 0 && box.top >= 0 &&
        box.right <= innerWidth && box.bottom <= innerHeight,
    }
  })()`)
}
