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

const breakfast = () => `/threads/${world.thread.breakfast}`
const offer = (page: Page) => page.locator('.draft-offer')
const body = (page: Page) => page.locator('textarea[name=body]')
const goTo = (page: Page, path: string) => page.goto(world.forum.origin + path)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Writes and waits until the browser holds it. */
async function write(page: Page, text: string, field = 'textarea[name=body]'): Promise<void> {
  await page.locator(field).fill(text)
  await expect.poll(() => held(page), { timeout: PATIENCE }).toContain(JSON.stringify(text))
}

async function held(page: Page): Promise<string> {
  return page.evaluate<string>('Object.values(localStorage).join()')
}

/** Another tab of the same browser. */
async function tab(page: Page, path: string): Promise<Page> {
  const other = await page.context().newPage()
  await goTo(other, path)
  return other
}

/** What is written, by whom, on which page, into which field. */
type Way = [what: string, name: string, at: () => string, field: string, text: string]

inChromium('A draft', (open) => {
  it('outlives a send without a connection, and the pages looked at since', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await page.getByLabel('描述').fill('补充一句')
    await body(page).fill(TEXT)
    await page.context().setOffline(true)
    await press(page, '发表回复')
    await page.waitForURL('chrome-error://**')
    await page.context().setOffline(false)

    await goTo(page, '/')
    await goTo(page, breakfast())
    expect(await offer(page).innerText()).toMatch(/上次没发出去的内容还在（刚刚）：写了半个钟头的回复/)
    await press(page, '恢复')
    expect(await page.getByLabel('描述').inputValue()).toBe('补充一句')
    expect(await body(page).inputValue()).toBe(TEXT)
    await press(page, '发表回复')
    await page.locator('article.post[data-floor="3"]').waitFor()
    expect([await offer(page).count(), await held(page)]).toEqual([0, ''])
  })

  it("outlives a proxy's 502 and whatever is loaded in another tab meanwhile", async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming', isBroken: true })
    await body(page).fill(TEXT)
    await page.route('**/posts', (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }))
    await press(page, '发表回复')
    await page.getByText('Bad Gateway').waitFor()
    await page.unroute('**/posts')
    const other = await tab(page, '/')
    await goTo(other, breakfast())
    await press(other, '恢复')
    expect(await body(other).inputValue()).toBe(TEXT)
  })

  it('whose answer was lost on the way is posted once when it is restored and sent again', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await body(page).fill(TEXT)
    await page.route('**/posts', async (route) => {
      await route.fetch({ maxRedirects: 0 })
      await route.abort('connectionreset')
    })
    await press(page, '发表回复')
    await page.waitForURL('chrome-error://**')
    await page.unroute('**/posts')
    // The test's own line has heard the answer, with what it says of the form.
    await page.context().clearCookies({ name: 'sent' })
    await goTo(page, breakfast())
    await press(page, '恢复')
    await press(page, '发表回复')
    await page.waitForURL(/#post-/)
    expect(await page.locator('article.post').count()).toBe(4)
    expect(await held(page)).toBe('')
  })

  it('is not touched while it is offered, however much is typed', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await write(page, TEXT)
    await page.reload()
    await write(page, '另一句')
    await page.reload()
    expect(await offer(page).innerText()).toContain('另一句')
    await press(page, '还有 1 份更早的')
    expect(await offer(page).innerText()).toContain('写了半个钟头的回复')
    await offer(page).getByRole('button', { name: '恢复' }).last().click()
    expect(await body(page).inputValue()).toBe(TEXT)
    await press(page, '丢弃')
    expect(await offer(page).count()).toBe(0)
    expect(await held(page)).not.toContain('另一句')
  })

  it('of one tab stays when another tab sends its own', async () => {
    const first = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    const second = await tab(first, breakfast())
    await write(first, '第一页写的')
    await write(second, '第二页写的')
    await press(second, '发表回复')
    await second.locator('article.post[data-floor="3"]').waitFor()
    expect(await held(first)).toContain('第一页写的')
    expect(await held(first)).not.toContain('第二页写的')
    await first.close()
    await goTo(second, breakfast())
    expect(await offer(second).innerText()).toContain('第一页写的')
  })

  it('is offered to nobody else at the same browser', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await write(page, TEXT)
    for (const name of ['haibian', 'xiaoming']) {
      await page.context().clearCookies()
      const { cookies } = await world.forum.signIn(name)
      await page
        .context()
        .addCookies([...cookies].map(([key, value]) => ({ name: key, value, url: world.forum.origin })))
      await goTo(page, breakfast())
      expect(await body(page).inputValue()).toBe('')
      expect(await offer(page).count()).toBe(name === 'xiaoming' ? 1 : 0)
    }
  })

  it('of a new thread brings back its title', async () => {
    const page = await open(world.forum, { at: `/boards/${world.board.chat}/threads/new`, as: 'xiaoming' })
    await page.getByLabel('标题').fill('早点铺搬到哪里去了')
    await write(page, TEXT)
    await page.reload()
    await press(page, '恢复')
    expect(await page.getByLabel('标题').inputValue()).toBe('早点铺搬到哪里去了')
    expect(await body(page).inputValue()).toBe(TEXT)
  })

  it('stands before the quote that the form was opened with', async () => {
    const post = await world.reply('laowang', world.thread.breakfast, '引我这句')
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await write(page, '想说的话')
    await goTo(page, `${breakfast()}/reply?quote=${post}`)
    const quote = await body(page).inputValue()
    expect(quote).toContain('引我这句')
    await press(page, '恢复')
    expect(await body(page).inputValue()).toBe(`想说的话\n\n${quote}`)
  })

  it('of an edit is offered over what is posted, and gone once it is saved', async () => {
    const post = await world.reply('xiaoming', world.thread.breakfast, '原来的话')
    const page = await open(world.forum, { at: `/posts/${post}/edit`, as: 'xiaoming' })
    await write(page, '改了一半的话')
    await page.reload()
    expect(await body(page).inputValue()).toBe('原来的话')
    await body(page).fill('重新改的话')
    await press(page, '恢复')
    expect(await body(page).inputValue()).toBe('改了一半的话')
    // what was typed before makes way, but is not lost
    expect(await offer(page).innerText()).toContain('重新改的话')
    await press(page, '丢弃')
    await page.locator('form[data-draft] .send button').first().click()
    await page.getByText('改了一半的话').waitFor()
    await goTo(page, `/posts/${post}/edit`)
    expect([await offer(page).count(), await held(page)]).toEqual([0, ''])
  })

  it.each([
    ['a profile', 'xiaoming', () => '/account', '[name=honor]', '早起的人'],
    [
      'a board',
      'guanliyuan',
      (): string => `/admin/boards/${world.board.chat}`,
      '[name=description]',
      '天南海北都能聊',
    ],
    [
      'a highlight',
      'banzhu',
      (): string => `${breakfast()}/moderation/highlight`,
      '[name=reason]',
      '写得用心',
    ],
  ] satisfies Way[])('is kept of %s', async (what, name, at, field, text) => {
    const page = await open(world.forum, { at: at(), as: name })
    if (what === 'a highlight') await page.locator('[name=color][value=green]').check({ force: true })
    await write(page, text, field)
    await page.reload()
    await press(page, '恢复')
    expect(await page.locator(field).inputValue()).toBe(text)
    if (what === 'a highlight') expect(await page.locator('[value=green]').isChecked()).toBe(true)
    await page.locator('form[data-draft] .send button').first().click()
    await page.locator('.flash').waitFor()
    expect(await held(page)).toBe('')
  })

  it('is told by its beginning, in whole characters', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await write(page, '👨‍👩‍👧‍👦'.repeat(9) + '🇨🇳'.repeat(15))
    await page.reload()
    expect(await offer(page).innerText()).toContain(`：${'👨‍👩‍👧‍👦'.repeat(9)}${'🇨🇳'.repeat(11)}…`)
  })

  it('makes room for newer ones and never stops who writes', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await page.evaluate(`for (let n = 0; ; n++)
      try { localStorage['louzhu-draft:9 /old ' + n] = JSON.stringify({ at: Date.now() - 1000 + n, fields: { body: ['长'.repeat(1e6)] } }) }
      catch { break }`)
    await write(page, '新写的'.repeat(50_000))
    await page.reload()
    await press(page, '恢复')
    expect(await body(page).inputValue()).toHaveLength(150_000)
  })

  it('is forgotten after a month', async () => {
    const page = await open(world.forum, { at: breakfast(), as: 'xiaoming' })
    await write(page, TEXT)
    await page.evaluate(`for (const [key, text] of Object.entries(localStorage))
      localStorage[key] = JSON.stringify({ ...JSON.parse(text), at: Date.now() - 31 * 864e5 })`)
    await page.reload()
    expect([await offer(page).count(), await held(page)]).toEqual([0, ''])
  })
})
