import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { buildWorld, rightAnswer, type World } from '../support/world.js'
import { formNames, formsOf, LONG, MARKS, NUL, TWICE, type Form } from './form-table.js'

let world: World
let forms: ReturnType<typeof formsOf>
let founder: Browser
beforeAll(async () => {
  world = await buildWorld()
  const { forum } = world
  for (const name of ['signInTriesPerName', 'signInTriesPerAddress', 'registrationsPerAddress'] as const)
    await forum.set(name, '100000')
  await forum.set('postsPerAddress', '100000')
  await forum.set('floodSeconds', '0')
  const ownPost = await world.reply('zhanzhang', world.thread.breakfast, '站长也来一碗')
  forms = formsOf(world, ownPost)
  founder = await forum.signIn('zhanzhang')
})
afterAll(() => world.forum.close())

/** The form's page opened by who may fill it in, and its fields, well filled in. */
async function open({ page, action, good, isGuest }: Form): Promise<[Browser, Record<string, string>]> {
  const browser = isGuest ? world.forum.visitor() : founder
  const shown = await browser.get(page)
  const form = shown.$(`form[action="${action}"]`).first()
  const own = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]))
  const answer = own.questionId === undefined ? {} : { answer: rightAnswer(shown) }
  return [browser, { ...own, ...answer, ...good }]
}

/** Every row of every table, but for sessions, which asking for a page may begin or prolong, and counts of tries. */
async function contents(): Promise<string> {
  const { db } = world.forum
  const tables = (await db.introspection.getTables()).map(({ name }) => name)
  expect(tables).toContain('posts')
  const kept = tables.filter((name) => !['sessions', 'limitCounts', 'limit_counts'].includes(name))
  return JSON.stringify(
    await Promise.all(
      kept.map((name) =>
        db
          .selectFrom(name as 'posts')
          .selectAll()
          .execute(),
      ),
    ),
  )
}

function expectRefusal(page: Page, what: string) {
  expect([what, page.status >= 400 && page.status < 500, page.status]).toEqual([what, true, page.status])
  expect(page.text('[role=alert]'), what).toMatch(/\p{Script=Han}/u)
  expect(page.html, what).not.toMatch(/\bat .*\.[jt]s:\d|node_modules|SQLITE|ZodError|undefined/)
  expect(page.html, what).not.toContain('\0')
}

function valueOf(page: Page, { action, kept }: Form): string {
  const field = page.$(`form[action="${action}"] [name=${kept}]`).first()
  return field.is('textarea') ? field.text().replace(/^\n/, '') : String(field.val())
}

describe.each(formNames)('The form "%s"', (name) => {
  it('refuses in words what a field can not hold, keeps the others as they are typed, and does nothing', async () => {
    const form = forms[name]
    const before = await contents()
    const refused = { ...form.refused }
    for (const field of form.texts) refused[field] = [NUL, LONG, MARKS, TWICE, ...(refused[field] ?? [])]
    for (const [field, values] of Object.entries(refused)) {
      for (const value of values) {
        const [browser, fields] = await open(form)
        const page = await browser.post(form.action, { ...fields, [field]: value })
        expectRefusal(page, `${field} ${JSON.stringify(value).slice(0, 30)}`)
        if (form.kept !== undefined && form.kept !== field)
          expect([field, valueOf(page, form)]).toEqual([field, form.good[form.kept]])
      }
    }
    expect(await contents()).toBe(before)
  })

  it('names every field that can not be read in one answer, each once', async () => {
    const form = forms[name]
    const [browser, fields] = await open(form)
    const bad = Object.fromEntries(form.texts.map((field) => [field, NUL]))
    const page = await browser.post(form.action, { ...fields, ...bad })
    expectRefusal(page, 'all of them')
    const links = page.$('[role=alert] a').toArray()
    const named = links.map((link) => page.$(link).attr('href'))
    expect(new Set(named).size).toBe(named.length)
    // Of a vote there is no form to show again.
    if (name !== 'mood')
      expect(named).toEqual(expect.arrayContaining(form.texts.map((text) => `#field-${text}`)))
  })

  it('refuses bytes that are half a character', async () => {
    const form = forms[name]
    const before = await contents()
    for (const field of form.texts) {
      const [browser, fields] = await open(form)
      const { [field]: _, ...others } = fields
      const rest = new URLSearchParams(others).toString()
      for (const bytes of ['%ED%A0%80', '%FF', '%C0%80', '%E4%BD']) {
        const page = await browser.send(form.action, `${rest}&${field}=${bytes}`)
        expectRefusal(page, `${field} ${bytes}`)
        expect(page.status).toBe(400)
      }
    }
    expect(await contents()).toBe(before)
  })

  // Last, so that what was refused was refused for its bad field alone.
  it('is taken when it is well filled in', async () => {
    const form = forms[name]
    const before = await contents()
    const [browser, fields] = await open(form)
    expect((await browser.post(form.action, fields)).status).toBe(303)
    if (name !== 'sign-in') expect(await contents()).not.toBe(before)
  })
})
