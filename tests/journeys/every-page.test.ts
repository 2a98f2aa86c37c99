import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { inChromium, sizes } from '../support/chromium.js'
import { TestForum } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'
import { AWKWARD, fillWithAwkwardThings } from './awkward-world.js'

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const schemes = ['light', 'dark'] as const
const readers = ['guest', 'laowang', 'xiaoming', 'banzhu', 'guanliyuan'] as const

let world: World
let fresh: TestForum
let awkwardPost: number
beforeAll(async () => {
  world = await buildWorld()
  awkwardPost = await fillWithAwkwardThings(world)
  fresh = await TestForum.open({ setupToken: 'printed-once' })
})
afterAll(async () => {
  await world.forum.close()
  await fresh.close()
})

/** A page of the site: where it is, how it answers, and what to do there until it shows what is meant. */
interface Stop {
  path: string
  status: number
  act: (page: Page) => Promise<unknown>
}

/** The pages each kind of reader can come to, by reader. */
function stops(): Record<(typeof readers)[number], Stop[]> {
  const { board, thread, member } = world
  const at = (path: string, act: Stop['act'] = async () => {}, status = 200): Stop => ({ path, act, status })
  const pressing = (name: string) => (page: Page) => page.getByRole('button', { name }).last().click()
  const breakfast = `/threads/${thread.breakfast}`
  return {
    guest: [
      at('/'),
      at(`/boards/${board.category}`),
      at(`/boards/${board.chat}`),
      at(`/boards/${board.chat}?page=2`),
      at(`/boards/${board.sub}`),
      at(breakfast),
      at(`${breakfast}?page=2`),
      at(`${breakfast}?order=desc`),
      at(`${breakfast}?author=${member.xiaoming}`),
      at(`${breakfast}/log`),
      at(`/threads/${thread.locked}`),
      at(`/members/${member.xiaoming}`),
      at(`/members/${member.haibian}`),
      at('/register'),
      at('/register', async (page) => {
        for (const field of await page.locator('main input:visible').all()) await field.fill('1@a.cn')
        await pressing('注册')(page)
        await page.getByRole('alert').waitFor()
      }),
      at('/login'),
      at('/notices', undefined, 401),
      at('/nowhere', undefined, 404),
    ],
    laowang: [
      at('/'),
      at(`/boards/${board.chat}`),
      at(`/boards/${board.sub}`),
      at(breakfast),
      at(`/threads/${thread.locked}`),
      at('/notices'),
      at('/account'),
      at('/account/password'),
      at('/account/sessions'),
      at(`/members/${member.laowang}`),
    ],
    xiaoming: [
      at(`${breakfast}/reply?quote=${awkwardPost}`),
      at(`${breakfast}/reply?quote=${awkwardPost}`, async (page) => {
        await pressing('预览')(page)
        await page.locator('.preview').waitFor()
      }),
      at(`/boards/${board.chat}/threads/new`),
      at(`/posts/${awkwardPost}/edit`),
      at(`/posts/${awkwardPost}/remove`),
      at(`${breakfast}/reply`, openTrays),
      at('/account', async (page) => {
        await page.locator('textarea').fill(AWKWARD)
        // The page would not send what is too long: it is sent all the same, as without script.
        await page.evaluate(`document.querySelector('form[action="/account"]').submit()`)
        await page.getByRole('alert').waitFor()
      }),
    ],
    banzhu: [
      at(breakfast),
      at(`${breakfast}/moderation/highlight`),
      at(`${breakfast}/moderation/pin`),
      at(`/boards/${board.chat}`),
    ],
    guanliyuan: [
      at('/'),
      at('/admin/boards'),
      at('/admin/boards/new'),
      at(`/admin/boards/new?parent=${board.category}`),
      at(`/admin/boards/${board.council}`),
      at(breakfast),
    ],
  }
}

inChromium('Every page', (open) => {
  for (const reader of readers) {
    it(`fits a 360 px screen and has nothing axe calls serious, light or dark: ${reader}`, async () => {
      const page = await open(world.forum, reader === 'guest' ? {} : { as: reader })
      const faults: string[] = []
      for (const { path, act, status } of stops()[reader]) {
        const answer = await page.goto(world.forum.origin + path)
        expect(answer!.status(), path).toBe(status)
        await act(page)
        faults.push(...(await faultsOf(page)).map((fault) => `${path} ${fault}`))
      }
      expect(faults).toEqual([])
    })
  }

  it('of a new forum does so too: index, closed set-up, set-up, its form with mistakes', async () => {
    const page = await open(fresh)
    for (const path of ['/', '/setup', '/setup?token=printed-once']) {
      await page.goto(fresh.origin + path)
      expect(await faultsOf(page), path).toEqual([])
    }
    await page.getByLabel('论坛名称').fill('街坊')
    await page.getByLabel('站长用户名').fill('12345')
    await page.getByLabel('电子邮箱').fill('founder@example.com')
    await page.locator('[name=password]').fill('12345678')
    await page.getByRole('button', { name: '完成安装' }).click()
    await page.getByRole('alert').waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  it('would be found out: a line too wide, a text too faint in the dark', async () => {
    // the bad example brings a style of its own
    const page = await open(world.forum, { bypassCSP: true })
    await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
      '<p style="inline-size: 500px; color: #333">夜里看不清的字</p>')`)
    expect(await faultsOf(page)).toEqual([
      expect.stringMatching(/^light, 360 px: \d+ px wide, because of <p/),
      expect.stringMatching(/^dark, 360 px: \d+ px wide, because of <p/),
      expect.stringContaining('dark: color-contrast: <p'),
    ])
  })
})

/** Everything wrong with the page as it stands, narrow and wide, light and dark. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  await page.setViewportSize(sizes.phone)
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    const wide = await sticksOut(page)
    if (wide !== null) faults.push(`${colorScheme}, 360 px: ${wide}`)
  }
  await page.setViewportSize(sizes.desk)
  await page.evaluate(`${axe};0`)
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    // all that the scheme changes is colours
    const rules = colorScheme === 'light' ? null : ['color-contrast', 'link-in-text-block']
    faults.push(...(await violations(page, rules)).map((violation) => `${colorScheme}: ${violation}`))
  }
  return faults
}

async function openTrays(page: Page): Promise<void> {
  await page.getByRole('button', { name: '颜色' }).click()
  await page.getByRole('button', { name: '表情' }).click()
}

/** What makes the page wider than the window or is cut off at its edge, or null. A box of its own may scroll. */
async function sticksOut(page: Page): Promise<string | null> {
  return page.evaluate<string | null>(`(() => {
    const inScroller = (element) => element.parentElement !== null &&
      (/auto|scroll/.test(getComputedStyle(element.parentElement).overflowX) || inScroller(element.parentElement))
    const width = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)
    const culprit = [...document.body.querySelectorAll('*')].findLast((element) =>
      element.getBoundingClientRect().right > innerWidth + 0.5 && !inScroller(element))
    if (width <= innerWidth && !culprit) return null
    return width + ' px wide, because of ' + (culprit?.outerHTML.slice(0, 120) ?? 'something unseen')
  })()`)
}

/** What axe calls serious or critical, by all its rules or some. */
async function violations(page: Page, rules: string[] | null): Promise<string[]> {
  const options = { resultTypes: ['violations'], preload: false, ...(rules && { runOnly: rules }) }
  return page.evaluate<string[]>(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) =>
        html.slice(0, 160) + ' ' + failureSummary.split('\\n')[1]?.trim()).slice(0, 3).join(' | ')))`)
}
