import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from '../support/browser.js'
import { seenDeeds } from './deeds-seen.js'
import type { Scene } from './seen-deed.js'
import { expectExact, goodPages, lookAnew, lookAt, type Pages } from './shared-pages.js'
import { setStage, type Stage } from './stage.js'
import { processNames } from './two-processes.js'

/** What all readers see alike of each floor. */
function floorsOf(page: Page): string[] {
  return page.texts('.post-gap, .post .name a, .post .honor, .floor header, .floor-body, .signature')
}

/** Tests that each deed of a list stands at once on every page that visitors share, and on the floors of members. */
export function standAtOnce(list: keyof typeof seenDeeds): void {
  const deeds = seenDeeds[list]
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage()
  })
  afterEach(() => stage.close())

  const ofThread = () => {
    const isOfThread = new RegExp(`^/threads/${stage.world.thread.breakfast}(\\?|$)`)
    return stage.addresses.filter((address) => isOfThread.test(address))
  }

  // How a process finds out does not depend on the deed: every other one is done at either door, and seen at the other;
  // the first of a list also where it is done.
  const runs = Object.keys(deeds).map((name, index) => {
    const [door, other] = index % 2 === 0 ? processNames : processNames.toReversed()
    const watching = index === 0 ? processNames : [other!]
    return [name, watching.join(', and in one that '), door!, watching] as const
  })

  it.each(runs)(
    '%s stands at once on all pages, in a process that %s',
    async (name, _watched, door, watching) => {
      const { world, processes, joke, pinned, addresses } = stage
      const deed = deeds[name]!
      const browser = await stage.browserOf(deed.by, door)
      const scene: Scene = { world, joke, pinned, db: processes[door].db, browser }
      const look = (pages: Pages) => deed.look((address) => pages.get(address)!, scene, pages)
      await deed.before?.(scene)
      for (const process of watching)
        expect(look(await stage.warm(process)), `before, ${process}`).toEqual(deed.was)
      const readers = await Promise.all(watching.map((process) => stage.browserOf('jinyan', process)))
      for (const reader of readers) await lookAt(reader, ofThread())
      await deed.run(scene)
      const anew = await lookAnew(processes[door].visitor(), addresses)
      for (const process of watching) {
        const kept = await lookAt(processes[process].visitor(), addresses)
        expect(look(kept), process).toEqual(deed.is)
        // Whatever else the deed may have changed.
        for (const [address, page] of anew) expectExact(kept.get(address)!, page, `${address}, ${process}`)
      }
      // Members, whose pages are not kept, share the floors.
      const good = goodPages(anew).filter((each) => ofThread().includes(each))
      for (const reader of readers)
        for (const [address, page] of await lookAt(reader, good))
          expect(floorsOf(page), `${address}, a member`).toEqual(floorsOf(anew.get(address)!))
    },
  )
}
