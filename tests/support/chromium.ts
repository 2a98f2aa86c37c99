import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import type { TestForum } from './forum.js'

const { CHROMIUM = '/usr/bin/chromium', CI } = process.env
const isInstalled = existsSync(CHROMIUM)
const reason = `no browser at ${CHROMIUM} (install Debian's chromium, or name one in CHROMIUM)`

if (!isInstalled && CI === 'true') throw new Error(`The browser journeys can't run: ${reason}`)
if (!isInstalled) console.warn(`Browser journeys skipped: ${reason}`)

/** Nothing of these is ours to test, and none of it may ask the network. */
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
]

/** Milliseconds until a condition that does not come is an error. */
export const PATIENCE = 10_000

/** Windows in CSS pixels. A phone is touched, so its pointer is coarse and hovers over nothing. */
export const sizes = { desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } }

/** How a reader has set up their browser. */
export interface Reader {
  /** the address to open first */
  at?: string
  script?: boolean
  size?: keyof typeof sizes
  scheme?: 'light' | 'dark'
  /** the name of who is signed in already; otherwise a guest */
  as?: string
  /** what stands before the forum fails on purpose: pages that answer 5xx are no complaint */
  isBroken?: boolean
  /** only for tools that put a script of their own into the page */
  bypassCSP?: boolean
}

/** Opens a browser of its own (cookies, drafts) on the index or another page. */
export type OpenBrowser = (forum: TestForum, reader?: Reader) => Promise<Page>

/**
 * A describe whose tests run in Chromium, or are skipped where there is none. After each test no page may have asked
 * another origin for anything, broken its own content policy, missed a file, or said an error on the console.
 */
export function inChromium(name: string, tests: (open: OpenBrowser) => void): void {
  describe.skipIf(!isInstalled)(name, () => {
    let browser: Browser
    const contexts: BrowserContext[] = []
    const complaints: string[] = []

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: switches })
    })
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()))
      expect(complaints.splice(0)).toEqual([])
    })
    afterAll(async () => browser.close())

    tests(async (forum, reader = {}) => {
      const {
        at = '/',
        script = true,
        size = 'desk',
        scheme = 'light',
        as,
        bypassCSP = false,
        isBroken = false,
      } = reader
      const context = await browser.newContext({
        javaScriptEnabled: script,
        viewport: sizes[size],
        hasTouch: size === 'phone',
        isMobile: size === 'phone',
        colorScheme: scheme,
        reducedMotion: 'reduce',
        bypassCSP,
      })
      contexts.push(context)
      context.setDefaultTimeout(PATIENCE)
      listen(context, forum.origin, complaints, isBroken)
      if (as !== undefined) await context.addCookies(await cookiesOf(forum, as))
      const page = await context.newPage()
      await page.goto(forum.origin + at)
      return page
    })
  })
}

/** Notes what goes wrong behind the pages. Pages that answer 4xx on purpose are no complaint, missing files are. */
function listen(context: BrowserContext, origin: string, complaints: string[], isBroken: boolean): void {
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:') complaints.push(`asked ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest())
      complaints.push(`${response.status()} for ${response.url()}`)
    if (response.status() >= 500 && !isBroken)
      complaints.push(`${response.status()} for the page ${response.url()}`)
  })
  context.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource: the server responded')
    if (!isRefusal && ['error', 'warning'].includes(message.type()))
      complaints.push(`${message.location().url} says ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`script error: ${error.error().message}`))
}

async function cookiesOf(forum: TestForum, name: string) {
  const { cookies } = await forum.signIn(name)
  return [...cookies].map(([cookie, value]) => ({ name: cookie, value, url: forum.origin }))
}
