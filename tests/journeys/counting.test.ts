import { afterEach, beforeEach, expect, it } from 'vitest'
import { inChromium } from '../support/chromium.js'
import { TestForum } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

/** Why the browser does not send the reply. */
const message = `document.querySelector('#reply textarea').validationMessage`

inChromium('A form being filled in', (open) => {
  it('says from nine tenths of the limit on how much may still be written, as people count', async () => {
    await world.forum.set('bodyMax', '100')
    const page = await open(world.forum, { at: `/boards/${world.board.chat}/threads/new`, as: 'xiaoming' })
    const body = page.locator('textarea[name=body]')
    const count = page.locator('.field:has(textarea) .field-count')
    await body.fill('长'.repeat(89))
    expect(await count.innerText()).toBe('')
    await body.fill(`${'𠮷'.repeat(87)}\n。`)
    expect(await count.innerText()).toBe('')
    await body.fill(`${'𠮷'.repeat(88)}\n。`)
    expect(await count.innerText()).toBe('还可写 10 字')
    await body.fill('长'.repeat(103))
    expect(await count.innerText()).toBe('超出 3 字')
    expect(await count.getAttribute('aria-live')).toBe('polite')

    await page.getByLabel('标题').fill('😀'.repeat(80))
    expect(await page.locator('.field:has([name=subject]) .field-count').innerText()).toBe('还可写 0 字')
  })

  it('counts along in every line of words, wherever the limit is said', async () => {
    const { forum, board, thread } = world
    const page = await open(forum, { as: 'guanliyuan' })
    const fields = {
      [`/admin/boards/${board.chat}`]: { name: 30, description: 200, moderators: 500 },
      [`/threads/${thread.breakfast}/moderation/highlight`]: { reason: 100 },
    }
    for (const [path, limits] of Object.entries(fields)) {
      await page.goto(forum.origin + path)
      for (const [name, limit] of Object.entries(limits)) {
        const count = page.locator(`.field:has([name=${name}]) .field-count`)
        await page.locator(`[name=${name}]`).fill('字'.repeat(limit * 0.9 - 1))
        expect(await count.innerText()).toBe('')
        await page.locator(`[name=${name}]`).fill('字'.repeat(limit * 0.9))
        expect(await count.innerText()).toBe(`还可写 ${limit / 10} 字`)
      }
    }
  })

  it('is not sent while a text in it is too long, and says so', async () => {
    await world.forum.set('bodyMax', '100')
    const page = await open(world.forum, { at: `/threads/${world.thread.breakfast}`, as: 'xiaoming' })
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
    const body = page.locator('#reply textarea')
    await body.fill('长'.repeat(103))
    await page.getByRole('button', { name: '发表回复' }).click()
    expect(await page.evaluate(message)).toBe('写得太长了，请删去 3 字再发')
    expect(await page.evaluate('document.activeElement.name')).toBe('body')
    expect(sent).toEqual([])

    await body.fill('长'.repeat(100))
    await page.getByRole('button', { name: '发表回复' }).click()
    await page.locator('article.post[data-floor="3"]').waitFor()
    expect(sent).toHaveLength(1)
  })

  it('is not sent when it would be more than the server takes, whatever may be written', async () => {
    await world.forum.set('bodyMax', '100000')
    const page = await open(world.forum, { at: `/threads/${world.thread.breakfast}`, as: 'xiaoming' })
    const body = page.locator('#reply textarea')
    await body.fill('𠮷'.repeat(90_000))
    expect(await page.evaluate(message)).toBe('写得太长了，请分几次发')
    await body.fill('长'.repeat(90_000))
    expect(await page.evaluate(message)).toBe('')
  })

  it('says on its button what is going on, and wakes up when it comes back', async () => {
    const page = await open(world.forum, { at: `/threads/${world.thread.breakfast}`, as: 'xiaoming' })
    // an answer that leaves the page where it is
    await page.route('**/posts', (route) => route.fulfill({ status: 204 }))
    await page.locator('#reply textarea').fill('慢慢来')
    await page.getByRole('button', { name: '发表回复' }).click()
    expect(await page.getByRole('button', { name: '正在发表…' }).isDisabled()).toBe(true)
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
    await page.unroute('**/posts')
    await page.getByRole('button', { name: '发表回复' }).click()
    await page.locator('article.post[data-floor="3"]').waitFor()
  })

  it('says so on the set-up page as well', async () => {
    const forum = await TestForum.open({ setupToken: 'printed-once' })
    const page = await open(forum, { at: '/setup?token=printed-once' })
    expect(await page.getByRole('button', { name: '完成安装' }).getAttribute('data-busy')).toBe('正在安装…')
    await page.close()
    await forum.close()
  })
})
