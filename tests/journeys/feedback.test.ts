import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

const both = ['desk', 'phone'] as const
const breakfast = () => `/threads/${world.thread.breakfast}`
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click()

/** Whether something stands whole on the screen as it is. */
async function isInSight(page: Page, selector: string): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const { top, bottom, height } = document.querySelector('${selector}').getBoundingClientRect()
    return height > 0 && top >= 0 && bottom <= innerHeight
  })()`)
}

inChromium('What was done', (open) => {
  it.each(both)('is told in sight, wherever the page stands: %s', async (size) => {
    const { forum, thread, reply } = world
    // enough floors that the top of the page is out of sight
    for (let floor = 3; floor < 8; floor++) await reply('haibian', thread.breakfast, `第${floor}楼`)
    const own = await reply('xiaoming', thread.breakfast, '底下的一楼')
    forum.wait(60_000)
    const page = await open(forum, { as: 'xiaoming', at: breakfast(), size })
    const told = async (text: string) => {
      await page.waitForURL(/#(post-|moods)/)
      expect(await page.locator('.flash').textContent()).toContain(text)
      expect(await page.evaluate('scrollY')).toBeGreaterThan(0)
      expect(await isInSight(page, '.flash')).toBe(true)
    }
    await page.locator('#reply textarea').fill('我也说一句')
    await press(page, '发表回复')
    await told('发表成功，财富 +1')
    await page.goto(`${forum.origin}/posts/${own}/edit`)
    await press(page, '保存修改')
    await told('没有变化')
    await page.goto(`${forum.origin}/posts/${own}/edit`)
    await page.locator('textarea[name=body]').fill('改过的一楼')
    await press(page, '保存修改')
    await told('修改已保存')
    await page.goto(`${forum.origin}/posts/${own}/remove`)
    await press(page, '删除')
    await told('已删除')
    await page.goto(forum.origin + breakfast())
    await page.locator('#moods').getByRole('button', { name: '感动' }).click()
    await told('谢谢您的评价：感动')
  })
})

inChromium('What is wrong with a form', (open) => {
  it.each(both)('is named at once, each once in the list and once at its field: %s', async (size) => {
    const page = await open(world.forum, { at: '/register', size })
    const fields = { username: '12345', email: 'a@b', password: '短', passwordAgain: '短了', answer: '错' }
    for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value)
    await press(page, '注册')
    const list = page.getByRole('alert')
    await list.getByText('有 5 处要改：').waitFor()
    const wrong = await list.getByRole('link').allInnerTexts()
    expect(wrong).toHaveLength(5)
    const atFields = await page.locator('.field-error').allInnerTexts()
    expect(atFields).toHaveLength(5)
    for (const [index, message] of atFields.entries()) expect(wrong[index]).toContain(message)
    for (const message of atFields)
      expect((await page.locator('main').innerText()).split(message)).toHaveLength(3)
    // and each leads to its field
    await list.getByRole('link').last().click()
    expect(await page.evaluate(`document.querySelector(':target').name`)).toBe('answer')
    expect(await isInSight(page, ':target')).toBe(true)
  })
})

inChromium('An error page', (open) => {
  it.each(both)('leads on to what fits: %s', async (size) => {
    const { forum, thread } = world
    const page = await open(forum, { at: `/threads/${thread.tea}`, size })
    const [best] = await page.locator('.error-links a').all()
    expect(await best!.innerText()).toBe('登录')
    await best!.click()
    await page.getByLabel('用户名').fill('xiaoming')
    await page.locator('[name=password]').fill('louzhu-demo')
    await press(page, '登录')
    await page.getByRole('heading', { name: '茶馆里的悄悄话' }).waitFor()

    await page.goto(`${forum.origin}/threads/${thread.locked}/reply`)
    await page.getByRole('alert').getByText('本主题已被锁定，不能再回复。').waitFor()
    await page.locator('.error-links a').first().click()
    await page.getByRole('heading', { name: '高温津贴的解答' }).waitFor()
  })
})
