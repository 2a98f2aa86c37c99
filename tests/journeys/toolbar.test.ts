import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(async () => world.forum.close())

const full = () => `/threads/${world.thread.breakfast}/reply`
const text = (page: Page) => page.locator('textarea[name=body]')
const tool = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

inChromium('The toolbar', (open) => {
  it('makes every kind of markup of what is selected, and leaves the inside selected', async () => {
    const page = await open(world.forum, { at: full(), as: 'xiaoming' })
    for (const [name, inside, expected] of [
      ['删除线', '旧价', '[s]旧价[/s]'],
      ['居中', '上联', '[align=center]上联[/align]'],
      ['代码', 'a < b', '[code]a < b[/code]'],
      ['列表', '葱\n姜', '[list]\n[*]葱\n[*]姜\n[/list]'],
      [
        '表格',
        '葱\t2\n姜|3',
        '[table]\n[tr][td]葱[/td][td]2[/td][/tr]\n[tr][td]姜[/td][td]3[/td][/tr]\n[/table]',
      ],
    ] as const) {
      await text(page).fill(inside)
      await text(page).selectText()
      await tool(page, name).click()
      expect(await text(page).inputValue()).toBe(expected)
      await text(page).press('Control+z')
      expect(await text(page).inputValue()).toBe(inside)
    }
    await text(page).selectText()
    await tool(page, '字号').click()
    await tool(page, '更大').click()
    await page.keyboard.type('葱')
    expect(await text(page).inputValue()).toBe('[size=5]葱[/size]')
  })

  it('makes what the forum shows as it is meant', async () => {
    const page = await open(world.forum, { at: full(), as: 'laowang' })
    for (const name of ['表格', '列表']) {
      await tool(page, name).click()
      await page.keyboard.type('甲')
      await text(page).press('Control+End')
    }
    await page.locator('[name=preview]').click()
    const shown = page.locator('.preview .bbcode, .preview').first()
    expect(await shown.locator('td').allInnerTexts()).toEqual(['甲', '', '', ''])
    expect(await shown.locator('li').allInnerTexts()).toEqual(['甲'])
  })

  it('keeps one tray open at a time, which Esc, a press elsewhere and a pick close', async () => {
    const page = await open(world.forum, { at: full(), as: 'xiaoming' })
    const opened = () => page.locator('.tray:visible').count()
    await tool(page, '颜色').click()
    await tool(page, '表情').click()
    expect([await opened(), await tool(page, '颜色').getAttribute('aria-expanded')]).toEqual([1, 'false'])

    await tool(page, '鼓掌').click({ modifiers: ['Shift'] })
    expect(await opened()).toBe(1)
    await tool(page, '鼓掌').click()
    expect([await opened(), await text(page).inputValue()]).toEqual([0, '👏👏'])

    await tool(page, '字号').press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    expect(await opened()).toBe(0)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('字号')

    await tool(page, '颜色').click()
    await page.locator('h1').click()
    expect(await opened()).toBe(0)
  })

  it('knows Ctrl+B, I and U', async () => {
    const page = await open(world.forum, { at: full(), as: 'xiaoming' })
    for (const [key, tag] of [
      ['b', 'b'],
      ['i', 'i'],
      ['u', 'u'],
    ] as const) {
      await text(page).fill('词')
      await text(page).selectText()
      await text(page).press(`Control+${key}`)
      expect(await text(page).inputValue()).toBe(`[${tag}]词[/${tag}]`)
    }
  })

  it('asks for an address on the page itself, keeps the selected words and takes a scheme once', async () => {
    const page = await open(world.forum, { at: full(), as: 'xiaoming' })
    page.on('dialog', () => expect.unreachable())
    const address = page.getByLabel('链接地址')
    for (const [typed, expected] of [
      ['https://b.example/a', 'https://b.example/a'],
      ['https://https://b.example/a', 'https://b.example/a'],
      ['https://http://b.example/', 'http://b.example/'],
      ['b.example/?id[0]=7', 'https://b.example/?id%5B0%5D=7'],
      [' HTTP://b.example/去?u=https://c.example ', 'HTTP://b.example/去?u=https://c.example'],
    ] as const) {
      await text(page).fill('看单子')
      await text(page).selectText()
      await tool(page, '链接').click()
      await address.fill(typed)
      await address.press('Enter')
      expect(await text(page).inputValue()).toBe(`[url=${expected}]看单子[/url]`)
    }
    await text(page).fill('')
    await tool(page, '链接').click()
    await address.fill('https://b.example/')
    await tool(page, '插入').click()
    await tool(page, '图片').click()
    await page.getByLabel('图片地址').fill('https://b.example/a.png')
    await tool(page, '插入').click()
    const made = '[url]https://b.example/[/url][img]https://b.example/a.png[/img]'
    expect(await text(page).inputValue()).toBe(made)

    await tool(page, '链接').click()
    await address.fill('https://c.example/')
    await tool(page, '取消').click()
    await tool(page, '链接').click()
    await address.press('Enter')
    expect(await text(page).inputValue()).toBe(made)
    expect(page.url()).toContain('/reply')
  })

  it('offers for a signature only what a signature takes', async () => {
    const page = await open(world.forum, { at: '/account', as: 'xiaoming' })
    expect(await tool(page, '加粗').count()).toBe(1)
    for (const name of ['引用', '代码', '表格']) expect(await tool(page, name).count()).toBe(0)
  })

  it.each(['desk', 'phone'] as const)('moves nothing when it appears (%s)', async (size) => {
    const page = await open(world.forum, { at: full(), as: 'xiaoming', size })
    const heights: number[] = []
    for (const script of [true, false]) {
      await page.evaluate(script ? '0' : `document.querySelector('.toolbar').remove()`)
      heights.push((await page.locator('.editor').boundingBox())!.height)
    }
    // without its trays, which take no place, the box is as high before as behind
    expect(heights[1]).toBe(heights[0])
  })
})
