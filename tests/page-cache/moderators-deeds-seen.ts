import type { Page } from '../support/browser.js'
import { sendForm, type Scene, type SeenDeed } from './seen-deed.js'
import type { Pages } from './shared-pages.js'

/** The classes a thread's subject has, and whether it stands on a dozen pages at least. */
function classesOf(pages: Pages, id: number): { classes: string[]; isOnMany: boolean } {
  const classes = [...pages.values()].map((page) => classesOn(page, id)).filter((names) => names.length > 0)
  return { classes: [...new Set(classes.flat())], isOnMany: classes.length >= 12 }
}

function classesOn(page: Page, id: number): string[] {
  const href = `/threads/${id}`
  const links = `a.subject[href="${href}"], a.subject[href="${href}?floor=last"]`
  // On its own page it is the heading.
  const heading = page.count(`[data-copy-link="${href}"]`) > 0 ? ', .thread-head h1 span:last-child' : ''
  return page
    .$(`${links}${heading}`)
    .toArray()
    .map((element) => (page.$(element).attr('class') ?? '').replace('subject', '').trim())
}

const path = ({ world }: Scene, id = world.thread.breakfast) => `/threads/${id}/moderation/highlight`

export const deedsOfModerators: Record<string, SeenDeed> = {
  'A highlight': {
    line: 'post /threads/:id/moderation/highlight',
    by: 'banzhu',
    run: (scene) => sendForm(scene.browser, path(scene), { color: 'red', bold: '1', reason: '写得好' }),
    look: (at, { world }, pages) => ({
      ...classesOf(pages, world.thread.breakfast),
      notice: at(`/threads/${world.thread.breakfast}`).text('.moderation-notice .person'),
      log: at(`/threads/${world.thread.breakfast}/log`).texts('ol.log li b'),
    }),
    // index, category, board twice, latest twice, thread five times, its author's page
    was: { classes: [''], isOnMany: true, notice: '', log: [] },
    is: { classes: ['hl-red hl-bold'], isOnMany: true, notice: 'banzhu', log: ['加亮'] },
  },

  'A highlight taken away': {
    line: 'post /threads/:id/moderation/highlight',
    by: 'banzhu',
    before: async (scene) => sendForm(scene.browser, path(scene), { color: 'blue' }),
    run: (scene) => sendForm(scene.browser, path(scene), { color: '' }),
    look: (at, { world }, pages) => ({
      ...classesOf(pages, world.thread.breakfast),
      log: at(`/threads/${world.thread.breakfast}/log`).texts('ol.log li b'),
    }),
    was: { classes: ['hl-blue'], isOnMany: true, log: ['加亮'] },
    is: { classes: [''], isOnMany: true, log: ['取消加亮', '加亮'] },
  },

  'A highlight of a thread that is pinned everywhere': {
    line: 'post /threads/:id/moderation/highlight',
    by: 'zhanzhang',
    run: (scene) => sendForm(scene.browser, path(scene, scene.pinned), { color: 'green', notify: undefined }),
    look: (_at, { pinned }, pages) => classesOf(pages, pinned),
    // index, category, three boards twice, latest twice, thread three times, its author's page
    was: { classes: [''], isOnMany: true },
    is: { classes: ['hl-green'], isOnMany: true },
  },
}
