import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { routes } from '../../src/routes.js'
import type { Browser } from '../support/browser.js'
import { seenDeeds, unseenDeeds } from './deeds-seen.js'
import { sendForm } from './seen-deed.js'
import { goodPages, madeAnew } from './shared-pages.js'
import { setStage, type Stage } from './stage.js'

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

describe('What no visitor sees', () => {
  const doings: Record<string, (browser: Browser) => Promise<void>> = {
    'post /login': async () => void (await stage.browserOf('haibian', 'asks by a query')),
    'post /logout': (browser) => sendForm(browser, '/', {}, 'form[action="/logout"]'),
    'post /mark-read': (browser) => sendForm(browser, '/', {}, 'form[action="/mark-read"]'),
    'post /notices/read': (browser) => sendForm(browser, '/notices', {}, 'form[action="/notices/read"]'),
    'post /first-steps/dismiss': async () => {
      const founder = await stage.browserOf('zhanzhang', 'asks by a query')
      const _csrf = (await founder.get('/')).attr('input[name=_csrf]', 'value')
      expect((await founder.post('/first-steps/dismiss', { _csrf })).status).toBe(303)
    },
    'post /drafts/discard': async (browser) => {
      const _csrf = (await browser.get('/')).attr('input[name=_csrf]', 'value')
      expect((await browser.post('/drafts/discard', { _csrf, path: '/account' })).status).toBe(303)
    },
    'post /account/password': (browser) =>
      sendForm(browser, '/account/password', {
        currentPassword: 'louzhu-demo',
        password: '换一句更好记的话',
        passwordAgain: '换一句更好记的话',
      }),
    'post /account/sessions': async (browser) => {
      await stage.browserOf('laowang', 'asks by a query')
      await sendForm(browser, '/account/sessions', {}, 'form:has([value="others"])')
    },
  }

  it.each(Object.keys(doings))('%s leaves every page in memory', async (line) => {
    const browser = await stage.browserOf('laowang', 'asks by a query')
    const good = goodPages(await stage.warm('asks by a query'))
    const visitor = stage.world.forum.visitor()
    await doings[line]!(browser)
    expect(await madeAnew(visitor, good)).toEqual([])
    // A deed that is seen makes them anew.
    await stage.world.forum.set('siteName', '北城街坊')
    expect(await madeAnew(visitor, good)).toEqual(good)
  })

  it.each(Object.keys(seenDeeds))('is not among the deeds of %s, which a test of their own does', (list) => {
    const test = readFileSync(join(import.meta.dirname, `${list}-deeds-exact.test.ts`), 'utf8')
    expect(test).toContain(`\nstandAtOnce('${list}')\n`)
  })

  it('is every deed of the site map but those that are shown above', () => {
    const deeds = routes
      .filter((route) => route.method !== 'get')
      .map(({ method, path }) => `${method} ${path}`)
    const seen = Object.values(seenDeeds).flatMap((deeds) => Object.values(deeds).map((deed) => deed.line))
    expect(deeds.filter((line) => !seen.includes(line) && !(line in unseenDeeds))).toEqual([])
    expect(seen.filter((line) => !line.startsWith('louzhu ') && !deeds.includes(line))).toEqual([])
    expect(Object.keys(unseenDeeds).filter((line) => !deeds.includes(line) || seen.includes(line))).toEqual(
      [],
    )
    expect(Object.keys(doings).toSorted()).toEqual(
      Object.keys(unseenDeeds)
        .filter((line) => line !== 'post /setup')
        .toSorted(),
    )
  })
})
