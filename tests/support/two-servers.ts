import { Browser } from './browser.js'
import { TestForum } from './forum.js'
import { buildWorld, worldDatabase, type Name, type World } from './world.js'

/** Two forums on one database: connections, memories and doors of their own, as two servers (or processes) have. */
export interface TwoServers {
  world: World
  here: TestForum
  there: TestForum
  /** Lets time pass at both, in milliseconds. */
  wait: (ms: number) => void
  /** Signs somebody in once, and gives them a browser at each door. */
  signIn: (name: Name) => Promise<[here: Browser, there: Browser]>
  close: () => Promise<void>
}

/** Opens both on a new database with the world in it. */
export async function openTwoServers(): Promise<TwoServers> {
  const database = await worldDatabase()
  const world = await buildWorld({ database })
  const here = world.forum
  const there = await TestForum.open({ database })
  there.now = here.now
  return {
    world,
    here,
    there,
    wait(ms) {
      here.wait(ms)
      there.wait(ms)
    },
    async signIn(name) {
      const browser = await here.signIn(name)
      const same = new Browser(there.origin)
      for (const [cookie, value] of browser.cookies) same.cookies.set(cookie, value)
      return [browser, same]
    },
    async close() {
      await there.close()
      await here.close()
      await database.drop()
    },
  }
}
