import type { Page } from '../support/browser.js'
import type { World } from '../support/world.js'
import { sendForm, type At, type Scene, type SeenDeed } from './seen-deed.js'
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

const path = ({ world }: Scene, id = world.thread.breakfast, deed = 'highlight') =>
  `/threads/${id}/moderation/${deed}`

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

  'A pin on the whole site': {
    line: 'post /threads/:id/moderation/pin',
    by: 'zongban',
    run: (scene) => sendForm(scene.browser, path(scene, undefined, 'pin'), { place: '3', days: '7' }),
    look: (at, { world }, pages) => standing(at, world, pages),
    // its board and those above, twice where they are shown so, and the latest twice
    was: { elsewhere: 0, title: '主题', notice: '' },
    is: { elsewhere: 1, title: '全站置顶', notice: 'zongban' },
  },

  'A pin taken away': {
    line: 'post /threads/:id/moderation/pin',
    by: 'zongban',
    before: async (scene) => sendForm(scene.browser, path(scene, undefined, 'pin'), { place: '3' }),
    run: (scene) => sendForm(scene.browser, path(scene, undefined, 'pin'), { cancel: '1' }),
    look: (at, { world }, pages) => ({
      ...standing(at, world, pages),
      log: at(`/threads/${world.thread.breakfast}/log`).texts('ol.log li b'),
    }),
    was: { elsewhere: 1, title: '全站置顶', notice: 'zongban', log: ['置顶'] },
    is: { elsewhere: 0, title: '主题', notice: 'zongban', log: ['取消置顶', '置顶'] },
  },

  'A thread locked': {
    line: 'post /threads/:id/moderation/lock',
    by: 'banzhu',
    run: (scene) => sendForm(scene.browser, path(scene, undefined, 'lock')),
    look: (at, { world }, pages) => ({
      ...standing(at, world, pages),
      mark: at(`/threads/${world.thread.breakfast}`).text('.thread-meta .mark'),
    }),
    was: { elsewhere: 0, title: '主题', notice: '', mark: '' },
    is: { elsewhere: 0, title: '锁定', notice: 'banzhu', mark: '已锁定' },
  },

  'A thread put into the digest': {
    line: 'post /threads/:id/moderation/digest',
    by: 'banzhu',
    run: (scene) => sendForm(scene.browser, path(scene, undefined, 'digest'), { grade: '2' }),
    look: (at, { world }) => {
      const thread = at(`/threads/${world.thread.breakfast}`)
      const row = `tr.thread[data-thread="${world.thread.breakfast}"] .mark`
      const author = at(`/members/${world.member.laowang}`)
      return [
        thread.text('.thread-meta .mark'),
        at(`/boards/${world.board.chat}`).text(row),
        digestsOf(author),
      ]
    },
    was: ['', '', '0'],
    is: ['精华 II', '精华 II', '1'],
  },
}

/** Whether the thread stands on a board that is not its own, what its row there or here says it is, and who did something. */
function standing(at: At, world: World, pages: Pages) {
  const id = world.thread.breakfast
  const row = `tr.thread[data-thread="${id}"]`
  return {
    elsewhere: pages.get(`/boards/${world.board.union}`)!.count(row),
    title: at(`/boards/${world.board.chat}`).attr(`${row} .state`, 'title'),
    notice: at(`/threads/${id}`).text('.moderation-notice .person'),
  }
}

function digestsOf(page: Page): string {
  const line = page
    .$('.member-panel div')
    .filter((_, each) => page.$(each).find('dt').text().startsWith('精华'))
  return line.find('dd').text().trim()
}
