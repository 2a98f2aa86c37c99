import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inChromium, sizes } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'
import { fillWithAwkwardThings } from './awkward-world.js'

const folder = join(import.meta.dirname, '..', '..', 'public', 'css')
const layered = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n')

let world: World
beforeAll(async () => {
  world = await buildWorld()
  await fillWithAwkwardThings(world)
})
afterAll(() => world.forum.close())

const views = [
  { size: sizes.desk, media: 'screen' },
  { size: sizes.phone, media: 'screen' },
  { size: sizes.desk, media: 'print' },
] as const

inChromium('The flat stylesheet', (open) => {
  it.each([
    ['the index', () => '/'],
    ['a board', ({ board }) => `/boards/${board.chat}`],
    ['a thread', ({ thread }) => `/threads/${thread.breakfast}`],
    ['a reply', ({ thread }) => `/threads/${thread.breakfast}/reply`],
    ['a highlight', ({ thread }) => `/threads/${thread.breakfast}/moderation/highlight`],
    ['a member', ({ member }) => `/members/${member.laowang}`],
    ['the profile', () => '/account'],
    ['the notices', () => '/notices'],
    ['the desk', () => '/admin/boards'],
    ['a board at the desk', ({ board }) => `/admin/boards/${board.council}`],
    ['what is not there', () => '/nowhere'],
  ] as [string, (world: World) => string][])(
    'gives every element the looks that the layers give it: %s',
    async (_what, path) => {
      const page = await open(world.forum, { as: 'zhanzhang', bypassCSP: true, at: path(world) })
      for (const { size, media } of views) {
        await page.setViewportSize(size)
        await page.emulateMedia({ media })
        expect(await differences(page), `${size.width} px, ${media}`).toEqual([])
      }
    },
  )
})

/** What is drawn otherwise once the layers stand in place of the sheet that was served. */
async function differences(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const looks = () => [...document.body.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after'].map((part) => {
        const style = getComputedStyle(element, part)
        if (part && style.content === 'none') return []
        return [...style].map((name) => name + ': ' + style.getPropertyValue(name).replace(/\\s+/g, ' '))
      }))
    const served = document.querySelector('link[rel=stylesheet]')
    const flat = looks()
    const style = document.createElement('style')
    style.textContent = ${JSON.stringify(layered)}
    served.after(style)
    served.disabled = true
    const layers = looks()
    served.disabled = false
    style.remove()
    const elements = [...document.body.querySelectorAll('*')]
    return flat.flatMap((lines, place) => {
      const others = layers[place]
      const at = lines.findIndex((line, index) => line !== others[index])
      if (at < 0 && lines.length === others.length) return []
      return [elements[Math.floor(place / 3)].outerHTML.slice(0, 80) + ' ' + lines[at] + ' / ' + others[at]]
    }).slice(0, 5)
  })()`)
}
