import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { PATIENCE, inChromium } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

const TEXT = '　　写了半个钟头的回复\n第二行'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

inChromium('What a member writes', (open) => {
  for (const script of [true, false]) {
    const how = script ? 'with' : 'without'

    it(`outlives a sign-in that has run out, ${how} script, and is posted once`, async () => {
      const page = await open(world.forum, { at: breakfast(), script, as: 'xiaoming' })
      await page.locator('#reply').getByLabel('描述').fill('补充一句')
      await page.locator('#reply textarea').fill(TEXT)
      await page.context().clearCookies({ name: 'sid' })
      await page.getByRole('button', { name: '发表回复' }).click()
      await page.getByText('您写的内容已保留').waitFor()
      expect(await ownPosts()).toHaveLength(0)

      await signIn(page, '猜错的密码')
      await page.getByText('用户名或密码不对').first().waitFor()
      await signIn(page, 'louzhu-demo')
      await page.waitForURL('**/reply')
      expect(await page.locator('textarea[name=body]').inputValue()).toBe(TEXT)
      expect(await page.getByLabel('描述').inputValue()).toBe('补充一句')
      expect(await page.locator('.draft-offer').count()).toBe(0)

      await page.getByRole('button', { name: '发表回复' }).click()
      await page.locator('article.post[data-floor="3"]').waitFor()
      expect(await ownPosts()).toEqual([TEXT])
      // and the form is empty the next time
      await page.goto(`${world.forum.origin}${breakfast()}/reply`)
      expect(await page.locator('textarea[name=body]').inputValue()).toBe('')
    })

    it(`is posted once when an impatient member clicks twice ${how} script`, async () => {
      const page = await open(world.forum, { at: breakfast(), script, as: 'xiaoming' })
      const answers = await holdFirstAnswer(page)
      await page.locator('#reply textarea').fill(TEXT)
      const press = await mouseOver(page, '发表回复')
      await press()
      await expect.poll(() => answers.statuses, { timeout: PATIENCE }).toEqual([303])
      expect(await ownPosts()).toEqual([TEXT])

      await press()
      // with script the second click sends nothing; without, the server finds the first post
      if (!script) await expect.poll(() => answers.statuses, { timeout: PATIENCE }).toEqual([303, 303])
      answers.release()
      await page.locator('article.post[data-floor="3"]').waitFor()
      expect(answers.statuses).toHaveLength(script ? 1 : 2)
      expect(await ownPosts()).toEqual([TEXT])
    })

    it(`is posted once when the member goes back and sends the form again ${how} script`, async () => {
      const page = await open(world.forum, { at: `${breakfast()}/reply`, script, as: 'xiaoming' })
      for (const round of ['first', 'again']) {
        if (round === 'again') await page.goBack()
        await page.locator('textarea[name=body]').fill(TEXT)
        await page.getByRole('button', { name: '发表回复' }).click()
        await page.locator('article.post[data-floor="3"]').waitFor()
      }
      expect(await ownPosts()).toEqual([TEXT])
    })
  }

  it('is on a phone what comes back by itself, says so, takes a quote and can be thrown away', async () => {
    const page = await open(world.forum, { at: breakfast(), size: 'phone', as: 'xiaoming' })
    await page.locator('#reply textarea').fill(TEXT)
    await page.context().clearCookies({ name: 'sid' })
    await page.getByRole('button', { name: '发表回复' }).click()
    await signIn(page, 'louzhu-demo')
    const line = page.locator('.kept-line')
    await line.getByText('您上次没发出去的内容已放回来').waitFor()
    expect((await line.boundingBox())!.y).toBeLessThan(740)

    await page.goto(world.forum.origin + breakfast())
    await page.locator('article.post[data-floor="2"] footer').getByRole('link', { name: '引用' }).click()
    await page.waitForURL('**/reply?quote=*')
    expect(await page.locator('textarea[name=body]').inputValue()).toMatch(
      /^　　写了半个钟头的回复\n第二行\n\n\[quote=haibian,/,
    )
    await line.getByRole('button', { name: '丢弃' }).click()
    await page.getByText('已丢弃').waitFor()
    expect(await page.locator('textarea[name=body]').inputValue()).toBe('')
    expect(await line.count()).toBe(0)
  })

  it("leaves a member who takes the header's sign-in link instead on a page that exists", async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await page.locator('#reply textarea').fill(TEXT)
    await page.context().clearCookies({ name: 'sid' })
    await page.getByRole('button', { name: '发表回复' }).click()
    await page.locator('.account').getByRole('link', { name: '登录' }).click()
    await signIn(page, 'louzhu-demo')
    await page.locator('.account.member').waitFor()
    expect(await page.locator('.error-page').count()).toBe(0)
  })

  it('comes back in the form when it is refused', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await world.forum.set('bodyMin', '100')
    await page.locator('#reply textarea').fill(TEXT)
    await page.getByRole('button', { name: '发表回复' }).click()
    await page.getByRole('alert').getByText('至少要 100 个字').waitFor()
    expect(await page.locator('textarea[name=body]').inputValue()).toBe(TEXT)

    await world.forum.set('bodyMin', '2')
    await page.getByRole('button', { name: '发表回复' }).click()
    await page.locator('article.post[data-floor="3"]').waitFor()
    expect(await ownPosts()).toEqual([TEXT])
  })

  it('is kept as a draft when the tab is closed, and forgotten when it has been sent', async () => {
    const tab = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await tab.locator('#reply textarea').fill(TEXT)
    await expect.poll(() => drafts(tab), { timeout: PATIENCE }).toBe(1)
    await tab.close()

    const page = await tab.context().newPage()
    await page.goto(world.forum.origin + breakfast())
    expect(await page.locator('#reply textarea').inputValue()).toBe('')
    await page.locator('.draft-offer').getByRole('button', { name: '恢复' }).click()
    expect(await page.locator('#reply textarea').inputValue()).toBe(TEXT)

    await page.getByRole('button', { name: '发表回复' }).click()
    await page.locator('article.post[data-floor="3"]').waitFor()
    expect(await ownPosts()).toEqual([TEXT])
    expect(await page.locator('.draft-offer').count()).toBe(0)
    expect(await drafts(page)).toBe(0)
  })

  it('is dropped as a draft when the member says so', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await page.locator('#reply textarea').fill(TEXT)
    await expect.poll(() => drafts(page), { timeout: PATIENCE }).toBe(1)
    await page.reload()
    await page.locator('.draft-offer').getByRole('button', { name: '丢弃' }).click()
    await page.reload()
    expect(await page.locator('.draft-offer').count()).toBe(0)
    expect(await drafts(page)).toBe(0)
  })
})

function breakfast(): string {
  return `/threads/${world.thread.breakfast}`
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('用户名').fill('xiaoming')
  await page.locator('[name=password]').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** A click with the bare mouse, which waits for no page to come. */
async function mouseOver(page: Page, name: string): Promise<() => Promise<void>> {
  const button = page.getByRole('button', { name })
  await button.scrollIntoViewIfNeeded()
  const box = (await button.boundingBox())!
  return () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

/** Lets replies through to the server, but withholds the answer to the first until it is released. */
async function holdFirstAnswer(page: Page) {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const statuses: number[] = []
  await page.route('**/posts', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    statuses.push(response.status())
    if (statuses.length === 1) await released
    // a browser that has sent the form again no longer waits for the first answer
    await route.fulfill({ response }).catch(() => undefined)
  })
  return { statuses, release: () => release() }
}

/** How much the browser keeps for this site. */
async function drafts(page: Page): Promise<number> {
  return page.evaluate<number>('localStorage.length')
}

/** The sources of what xiaoming has written since the world began, line ends as typed. */
async function ownPosts(): Promise<string[]> {
  const rows = await world.forum.db
    .selectFrom('posts')
    .select('body')
    .where('authorId', '=', world.member.xiaoming)
    .where('threadId', '=', world.thread.breakfast)
    .where('floor', '>', 2)
    .execute()
  return rows.map(({ body }) => body.replaceAll('\r\n', '\n'))
}
