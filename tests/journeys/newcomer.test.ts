import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { loadSite } from '../../src/forum/site/load-site.js'
import { inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

inChromium('A newcomer', (open) => {
  it('registers, opens a thread and replies with Ctrl+Enter', async () => {
    const page = await open(world.forum)
    await register(page, '夏天的风')
    await openBreakfast(page)

    const text = page.locator('#reply textarea')
    await text.fill('上周还去吃过，[b]豆浆[/b]没变')
    await page.getByText('按"Ctrl+Enter"直接提交').waitFor()
    await text.press('Control+Enter')

    const own = page.locator('article.post[data-floor="3"]')
    await own.waitFor()
    expect(await own.locator('.bbcode').innerText()).toBe('上周还去吃过，豆浆没变')
    expect(await own.locator('.bbcode b, .bbcode strong').innerText()).toBe('豆浆')
    expect(await own.locator('.author .name').innerText()).toContain('夏天的风')
    expect(new URL(page.url()).hash).toBe(`#${await own.getAttribute('id')}`)
    expect(await page.locator('article.post').count()).toBe(4)
    // an empty form waits for the next reply, with no draft left behind
    expect(await text.inputValue()).toBe('')
    expect(await page.locator('.draft-offer').count()).toBe(0)
  })

  it('does the same without script, and looks at a preview first', async () => {
    const page = await open(world.forum, { script: false, size: 'phone' })
    await register(page, '老街坊')
    await openBreakfast(page)
    expect(await page.locator('.toolbar').count()).toBe(0)
    expect(await page.getByText('按"Ctrl+Enter"直接提交').isVisible()).toBe(false)

    await page.locator('#reply').getByLabel('描述').fill('报告楼主')
    await page.locator('#reply textarea').fill('  开着呢，[color=red]每天五点[/color]')
    await page.locator('#reply').getByRole('button', { name: '预览' }).click()

    const preview = page.locator('.preview .bbcode')
    expect((await preview.innerText()).trim()).toBe('开着呢，每天五点')
    expect(await page.locator('textarea[name=body]').inputValue()).toBe(
      '  开着呢，[color=red]每天五点[/color]',
    )
    expect(await page.getByLabel('描述').inputValue()).toBe('报告楼主')
    expect(await floors()).toHaveLength(3)

    await page.getByRole('button', { name: '发表回复' }).click()
    const own = page.locator('article.post[data-floor="3"]')
    await own.waitFor()
    expect(await own.locator('.post-subject').innerText()).toBe('报告楼主')
    expect((await own.locator('.bbcode').first().innerText()).trim()).toBe('开着呢，每天五点')
    expect(await floors()).toHaveLength(4)
  })

  for (const script of [true, false]) {
    it(`votes a mood once ${script ? 'with' : 'without'} script and sees the bar`, async () => {
      const page = await open(world.forum, {
        at: `/threads/${world.thread.breakfast}`,
        script,
        as: 'haibian',
      })
      const moods = page.locator('#moods')
      expect(await moods.getByRole('button').count()).toBe(7)

      await moods.getByRole('button', { name: '感动' }).click()
      await page.getByText('谢谢您的评价：感动').waitFor()

      expect(await moods.locator('li.mine').innerText()).toMatch(/^1\s*(\S+\s*)?感动$/)
      expect(await moods.getByText('您的感受是：感动').isVisible()).toBe(true)
      expect(await moods.getByRole('button').count()).toBe(0)
      const mine = await moods.locator('li.mine .mood-bar').boundingBox()
      const nobodys = await moods.locator('li:not(.mine) .mood-bar').first().boundingBox()
      expect(mine!.height).toBeGreaterThan(nobodys!.height + 10)
    })
  }
})

/** From the index through the form, answering the question, until signed in. */
async function register(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: '注册', exact: true }).click()
  await page.getByLabel('用户名').fill(name)
  await page.getByLabel('电子邮箱').fill('newcomer@example.com')
  await page.locator('[name=password]').fill('好记的一句话 2026')
  await page.locator('[name=passwordAgain]').fill('好记的一句话 2026')
  await page
    .locator('[name=answer]')
    .fill(await answerTo(await page.locator('.question label b').innerText()))
  await page.getByRole('button', { name: '注册' }).click()
  await page.locator('.account.member').waitFor()
  expect(await page.locator('.account .me').innerText()).toContain(name)
}

/** From wherever one is through index and board to the thread. */
async function openBreakfast(page: Page): Promise<void> {
  await page.locator('a.brand').click()
  await page.getByRole('link', { name: '茶余饭后', exact: true }).click()
  await page.locator('tr.thread').getByRole('link', { name: '老城墙根的早点铺还开着吗' }).click()
  await page.locator('article.post[data-floor="2"]').waitFor()
}

async function answerTo(question: string): Promise<string> {
  const { settings } = await loadSite(world.forum.db)
  return settings.questions.find((entry) => entry.startsWith(`${question}|`))!.split('|')[1]!
}

/** The floors of the thread as a guest sees them. */
async function floors(): Promise<string[]> {
  const thread = await world.forum.visitor().get(`/threads/${world.thread.breakfast}`)
  return thread.texts('article.post .bbcode')
}
