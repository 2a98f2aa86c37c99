import { expect } from 'vitest'
import type { Browser } from '../support/browser.js'
import { START } from '../support/forum.js'
import type { Name } from '../support/world.js'
import { sendForm } from './seen-deed.js'
import { goodPages, lookAt, sharedAddresses, type Pages } from './shared-pages.js'
import { openTwoProcesses, type ProcessName, type TwoProcesses } from './two-processes.js'

const HOUR = 3_600_000

/** The world with two threads more and a second page of one, in two processes. */
export interface Stage extends TwoProcesses {
  /** a thread in the board below another one */
  joke: number
  /** a thread pinned on top of every board */
  pinned: number
  /** every address that visitors share a page at */
  addresses: string[]
  /** A browser at the door of a process, of somebody or of a guest. */
  browserOf: (name: Name | null, door: ProcessName) => Promise<Browser>
  /** All pages that visitors share, kept in the memory of a process. */
  warm: (name: ProcessName) => Promise<Pages>
}

export async function setStage(): Promise<Stage> {
  const both = await openTwoProcesses()
  const { processes, world } = both
  const { forum, board, start } = world
  // One reply more, and the thread has a second page.
  await forum.set('postsPerPage', '3')
  forum.now = START - HOUR
  const joke = await start('haibian', board.sub, '子版里的笑话')
  const pinned = await start('zongban', board.union, '全站置顶的通知')
  await forum.db.updateTable('threads').set({ pin: 3 }).where('id', '=', pinned).execute()
  await forum.noticeChanges()
  forum.now = START
  const addresses = await sharedAddresses(forum.db)
  return {
    ...both,
    joke,
    pinned,
    addresses,
    async browserOf(name, door) {
      const browser = processes[door].visitor()
      const fields = { username: name ?? '', password: 'louzhu-demo' }
      if (name !== null) await sendForm(browser, '/login', fields, 'form[action="/login"]')
      return browser
    },
    async warm(name) {
      const process = processes[name]
      const seen = await lookAt(process.visitor(), addresses)
      expect(goodPages(seen).length).toBeGreaterThan(30)
      expect(process.pages.held.pages).toBe(goodPages(seen).length)
      // Once found true, a page is true until something is committed.
      await lookAt(process.visitor(), goodPages(seen))
      return seen
    },
  }
}
